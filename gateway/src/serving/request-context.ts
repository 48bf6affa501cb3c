import { FetchedTree } from "./fetched-tree.js";

/** What belongs to one request of a client, from its arrival to its answer. */
export type RequestContext = {
  readonly requestId: string;
  /** The client's header, as it goes on to partners. */
  readonly acceptLanguage: string | undefined;
  /** The catalogue's own context, with this request's loaders. */
  readonly catalogue: object;
  readonly fetched: FetchedTree;
  /** Name of the operation that runs, once it is known. */
  readonly operation: { name: string | null };
};

export type RequestHead = Pick<RequestContext, "requestId" | "acceptLanguage" | "operation">;

export function createRequestContext(head: RequestHead, catalogue: object): RequestContext {
  return { ...head, catalogue, fetched: new FetchedTree() };
}
