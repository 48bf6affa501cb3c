import { type DocumentNode, parse } from "graphql";
import { LRUCache } from "lru-cache";

/** Plans ask subgraphs the same few questions again and again. */
const MAX_DOCUMENTS = 1_000;

/** Parses the planner's questions, each of them once. */
export function createDocumentCache(): (query: string) => DocumentNode {
  const documents = new LRUCache<string, DocumentNode>({
    max: MAX_DOCUMENTS,
    memoMethod: (query) => parse(query, { noLocation: true }),
  });
  return (query) => documents.memo(query);
}
