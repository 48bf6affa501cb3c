import type { GraphQLSchema } from "graphql";
import { RequestError } from "./request-error.js";

/** Refuses operations that ask `_entities` for more records than `most`, all their selections of that field taken together. */
export function limitRepresentations(schema: GraphQLSchema, most: number): void {
  const field = schema.getQueryType()?.getFields()["_entities"];
  const resolve = field?.resolve;
  if (!field || !resolve) throw new Error("Expected the schema of a subgraph, with a resolver of _entities; got none.");
  const asked = new WeakMap<object, number>();
  field.resolve = (source, args, context, info) => {
    const { representations } = args as { representations: readonly unknown[] };
    const key = context as object;
    const sum = (asked.get(key) ?? 0) + representations.length;
    asked.set(key, sum);
    if (sum <= most) return resolve(source, args, context, info);
    throw new RequestError("TOO_MANY_REPRESENTATIONS", `Expected ${most} representations at most; got ${sum}.`);
  };
}
