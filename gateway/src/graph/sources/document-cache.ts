import { type DocumentNode, type GraphQLSchema, parse, print } from "graphql";
import { LRUCache } from "lru-cache";
import { type AskedShape, shapeOf } from "./asked-shape.js";
import { type LackingFields, withoutLacking } from "./lacking-fields.js";

/** Bytes of all documents, estimated: plans ask subgraphs the same few questions again and again. */
const MAX_BYTES = 32 * 2 ** 20;
/** A parsed question takes up to this many bytes for each character of its text, without the places of its nodes. */
const BYTES_PER_CHARACTER = 110;
/** With the shape of its answer, worked out for a few types of objects. */
const BYTES_WITH_SHAPE = 3 * BYTES_PER_CHARACTER;

/** Parses the planner's questions, each of them once as long as they are kept. */
export function createDocumentCache(): (query: string) => DocumentNode {
  return createCache((query) => parse(query, { noLocation: true }), BYTES_PER_CHARACTER);
}

/** A question of the planner's, and the shape of its answer. */
export interface Question {
  readonly document: DocumentNode;
  readonly shape: AskedShape;
  /** What the partner is sent: what it lacks is left out, and null in its answer. */
  readonly sent: string;
}

/** Reads the planner's questions to a subgraph, each of them once as long as they are kept. */
export function createQuestionCache(schema: GraphQLSchema, lacking: LackingFields): (query: string) => Question {
  return createCache((query) => {
    const document = parse(query, { noLocation: true });
    const sent = lacking.size > 0 ? print(withoutLacking(document, schema, lacking)) : query;
    return { document, shape: shapeOf(document, schema, lacking), sent };
  }, BYTES_WITH_SHAPE);
}

function createCache<Read extends object>(
  read: (query: string) => Read,
  bytesPerCharacter: number,
): (query: string) => Read {
  const known = new LRUCache<string, Read>({
    maxSize: MAX_BYTES,
    sizeCalculation: (_read, query) => query.length * bytesPerCharacter,
    memoMethod: (query) => read(query),
  });
  return (query) => known.memo(query);
}
