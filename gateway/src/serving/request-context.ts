import type { FastifyRequest } from "fastify";
import { type Language, parseAcceptLanguage } from "@segpol/schema";
import type { CatalogueContext } from "../catalogue/context.js";
import { FetchedTree } from "./fetched-tree.js";

/** What belongs to one request of a client, from its arrival to its answer; the catalogue finds its own part in it. */
export type RequestContext = CatalogueContext & {
  readonly requestId: string;
  /** The client's header, as it goes on to partners. */
  readonly acceptLanguage: string | undefined;
  readonly fetched: FetchedTree;
  /** Name of the operation that runs, once it is known. */
  readonly operation: { name: string | null };
};

export type CreateCatalogueContext = (options: { readonly languages: readonly Language[] }) => CatalogueContext;

export function createRequestContext(
  request: FastifyRequest,
  catalogueContext: CreateCatalogueContext,
): RequestContext {
  const acceptLanguage = request.headers["accept-language"];
  return {
    ...catalogueContext({ languages: parseAcceptLanguage(acceptLanguage) }),
    requestId: request.id,
    acceptLanguage,
    fetched: new FetchedTree(),
    operation: request.operation,
  };
}
