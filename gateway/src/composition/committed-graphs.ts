import { join } from "node:path";
import type { PartnerDefinition } from "../registry/types.js";
import { composeHub } from "./compose.js";
import { exportSupergraph } from "./export-supergraph.js";

/** Where the hub serves the catalogue to other routers when nothing else is configured. */
export const DEFAULT_CATALOGUE_URL = "http://localhost:4000/catalogue/graphql";

/** The graphs that are committed, so that a change to them is reviewed: where they lie and what has to stand in them. */
export function committedGraphs(
  rootDir: string,
  partners: readonly PartnerDefinition[],
): readonly { readonly path: string; readonly text: string }[] {
  const hub = composeHub(partners, { version: 1 });
  const supergraph = exportSupergraph(hub, { catalogueUrl: DEFAULT_CATALOGUE_URL });
  return [
    { path: join(rootDir, "gateway", "supergraph.graphql"), text: `${supergraph.trimEnd()}\n` },
    { path: join(rootDir, "gateway", "catalogue.graphql"), text: hub.catalogueSdl },
  ];
}
