import { type DocumentNode, parse } from "graphql";
import { LRUCache } from "lru-cache";

/** Bytes of all documents, estimated: plans ask subgraphs the same few questions again and again. */
const MAX_BYTES = 32 * 2 ** 20;
/** A parsed question takes up to this many bytes for each character of its text, without the places of its nodes. */
const BYTES_PER_CHARACTER = 110;

/** Parses the planner's questions, each of them once as long as they are kept. */
export function createDocumentCache(): (query: string) => DocumentNode {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_BYTES,
    sizeCalculation: (_document, query) => query.length * BYTES_PER_CHARACTER,
    memoMethod: (query) => parse(query, { noLocation: true }),
  });
  return (query) => documents.memo(query);
}
