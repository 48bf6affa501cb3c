import { CATALOGUE } from "./projection/names.js";
import { catalogueUrl } from "./compose.js";
import type { ComposedHub } from "./projection/types.js";

export interface ExportOptions {
  /** Where a router that is not the hub finds the catalogue: http://localhost:4000/catalogue/graphql */
  readonly catalogueUrl: string;
}

/** The supergraph for any federation router: the catalogue has an HTTP address in it instead of its place in the hub's process. */
export function exportSupergraph(
  { supergraphSdl, version }: Pick<ComposedHub, "supergraphSdl" | "version">,
  options: ExportOptions,
): string {
  const graph = (url: string) => `@join__graph(name: ${JSON.stringify(CATALOGUE)}, url: ${JSON.stringify(url)})`;
  const [before, after, ...more] = supergraphSdl.split(graph(catalogueUrl(version)));
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`Expected the supergraph to name the catalogue once, at ${catalogueUrl(version)}.`);
  }
  return before + graph(options.catalogueUrl) + after;
}
