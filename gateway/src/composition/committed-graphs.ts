import type { PartnerDefinition } from "../base/partner-definition.js";
import { composeHub } from "./compose.js";
import { exportSupergraph } from "./export-supergraph.js";

/** Where the hub serves the catalogue to other routers when nothing else is configured. */
const DEFAULT_CATALOGUE_URL = "http://localhost:4000/catalogue/graphql";

/** A file that has to say what the partners' graphs compose to. */
interface CommittedGraph {
  /** From the root of the repository: gateway/supergraph.graphql */
  readonly file: string;
  readonly text: string;
}

/** The graphs that are committed, so that a change to them is reviewed. */
export function committedGraphs(partners: readonly PartnerDefinition[]): readonly CommittedGraph[] {
  const hub = composeHub(partners, { version: 1 });
  const supergraph = exportSupergraph(hub, { catalogueUrl: DEFAULT_CATALOGUE_URL });
  return [
    { file: "gateway/supergraph.graphql", text: `${supergraph.trimEnd()}\n` },
    { file: "gateway/catalogue.graphql", text: hub.catalogueSdl },
  ];
}
