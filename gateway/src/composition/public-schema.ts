import { transformSupergraphToPublicSchema } from "@theguild/federation-composition";
import { buildASTSchema, type GraphQLSchema, parse } from "graphql";

/** What clients see of a supergraph. @throws what the parser throws, when it is no SDL */
export function publicSchema(supergraphSdl: string): GraphQLSchema {
  const document = transformSupergraphToPublicSchema(parse(supergraphSdl, { noLocation: true }));
  // It was validated when it was composed.
  return buildASTSchema(document, { assumeValid: true });
}
