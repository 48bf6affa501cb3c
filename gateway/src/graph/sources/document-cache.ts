import { type DocumentNode, parse } from "graphql";

/** Plans ask subgraphs the same few questions again and again. */
const MAX_DOCUMENTS = 1_000;

/** Parses the planner's questions, each of them once. */
export function createDocumentCache(): (query: string) => DocumentNode {
  const documents = new Map<string, DocumentNode>();
  return (query) => {
    const known = documents.get(query);
    if (known) return known;
    const oldest = documents.size >= MAX_DOCUMENTS ? documents.keys().next().value : undefined;
    if (oldest !== undefined) documents.delete(oldest);
    const document = parse(query, { noLocation: true });
    documents.set(query, document);
    return document;
  };
}
