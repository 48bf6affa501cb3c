import * as fc from "fast-check";
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { expect } from "vitest";
import { operations } from "./generated-operation.js";
import { ask, type GraphAnswer, query } from "./graph.js";

/** Who asks, and how often. */
export interface Comparison {
  readonly headers?: Record<string, string>;
  readonly runs: number;
  readonly seed: number;
}

/**
 * Has the hub answer generated operations itself, and by asking the owners, and compares the answers.
 * Gives how many of them were answered, and not refused.
 */
export async function compareWays(url: string, { headers = {}, runs, seed }: Comparison): Promise<number> {
  const schema = buildClientSchema(await query<IntrospectionQuery>(url, getIntrospectionQuery()));
  const list = "{ records(first: 100) { nodes { id } } }";
  const { records } = await query<{ records: { nodes: { id: string }[] } }>(url, list, { headers });
  const known = { schema, ids: records.nodes.map(({ id }) => id) };
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(operations(known), async ({ query: text, variables, language }) => {
      const asReader = { ...headers, ...(language !== undefined && { "accept-language": language }) };
      const own = await ask(url, text, { variables, headers: asReader });
      const federated = await ask(url, text, { variables, headers: { ...asReader, "cache-control": "no-cache" } });
      if (own.status === 200) answered += 1;
      expect(told(own)).toEqual(told(federated));
      // The owners have answered, and not the hub in their place.
      expect(federated.extensions.copies).toBeUndefined();
    }),
    { seed, numRuns: runs },
  );
  return answered;
}

/** What of an answer is the same whoever gives it: which of several errors is told that take the same value away is left to chance. */
function told({ status, data, errors }: GraphAnswer<unknown>): object {
  const codes = errors.map(({ path = [], extensions }) => {
    const names = data === null ? [] : path.filter((step) => typeof step === "string");
    return JSON.stringify([names, extensions?.code]);
  });
  return { status, data, errors: [...new Set(codes)].toSorted() };
}
