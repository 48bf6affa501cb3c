import { runs } from "@segpol/launcher/testing";
import * as fc from "fast-check";
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { expect, it } from "vitest";
import { operations } from "./support/generated-operation.js";
import { ask, type GraphAnswer, query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

const SEED = 11;
const OPERATIONS = runs({ few: 60, many: 1_000 });

/** What of an answer is the same whoever gives it: which of several errors is told that take the same value away is left to chance. */
function told({ status, data, errors }: GraphAnswer<unknown>): object {
  const codes = errors.map(({ path = [], extensions }) => {
    const names = data === null ? [] : path.filter((step) => typeof step === "string");
    return JSON.stringify([names, extensions?.code]);
  });
  return { status, data, errors: [...new Set(codes)].toSorted() };
}

it(
  `the hub answers ${OPERATIONS} generated operations as the owners do (seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    const schema = buildClientSchema(await query<IntrospectionQuery>(hubUrl(), getIntrospectionQuery()));
    const { records } = await query<{ records: { nodes: { id: string }[] } }>(
      hubUrl(),
      "{ records(first: 100) { nodes { id } } }",
    );
    const known = { schema, ids: records.nodes.map(({ id }) => id) };
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(operations(known), async ({ query: text, variables, language }) => {
        const headers = { ...(language !== undefined && { "accept-language": language }) };
        const own = await ask(hubUrl(), text, { variables, headers });
        const federated = await ask(hubUrl(), text, {
          variables,
          headers: { ...headers, "cache-control": "no-cache" },
        });
        if (own.status === 200) answered += 1;
        expect(told(own)).toEqual(told(federated));
        // The owners have answered, and not the hub in their place.
        expect(federated.extensions.copies).toBeUndefined();
      }),
      { seed: SEED, numRuns: OPERATIONS },
    );
    expect(answered).toBeGreaterThan(OPERATIONS / 2);
  },
);
