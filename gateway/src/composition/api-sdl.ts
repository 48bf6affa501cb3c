import { printSchema, Supergraph } from "@apollo/federation-internals";

/** The graph as its clients see it: a supergraph's SDL without the machinery of federation. */
export function apiSdl(supergraphSdl: string): string {
  return printSchema(Supergraph.build(supergraphSdl).schema.toAPISchema());
}
