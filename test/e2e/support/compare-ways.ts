import * as fc from "fast-check";
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { expect } from "vitest";
import { operations } from "./generated-operation.js";
import { ask, type GraphAnswer, type GraphError, query } from "./graph.js";

type Headers = Readonly<Record<string, string>>;

/** Who ask, and how often. */
export interface Comparison {
  /** The headers of each. */
  readonly readers: readonly Headers[];
  readonly runs: number;
  readonly seed: number;
}

/**
 * Has the hub answer generated operations itself, to all readers at the same moment and then once more, from the versions that it keeps, and by
 * asking the owners for one reader after the other, and compares the answers. Gives how many of them were answered, and not refused.
 */
export async function compareWays(url: string, { readers, runs, seed }: Comparison): Promise<number> {
  const schema = buildClientSchema(await query<IntrospectionQuery>(url, getIntrospectionQuery()));
  const known = { schema, ids: await idsOf(url, readers) };
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(operations(known), async ({ query: text, variables, language }) => {
      const askAs = async (reader: Headers, others: Headers = {}): Promise<GraphAnswer<unknown>> => {
        const headers = { ...reader, ...others, ...(language !== undefined && { "accept-language": language }) };
        return await ask(url, text, { variables, headers });
      };
      const together = await Promise.all([...readers, ...readers].map((reader) => askAs(reader)));
      for (const [index, reader] of readers.entries()) {
        const federated = await askAs(reader, { "cache-control": "no-cache" });
        const own = [together[index], together[index + readers.length], await askAs(reader)];
        for (const each of own) expect(each && told(each)).toEqual(told(federated));
        // The owners have answered, and not the hub in their place.
        expect(federated.extensions.copies).toBeUndefined();
        expectHeld(await askAs(reader, { "accept-datetime": new Date().toUTCString() }), federated);
        if (federated.status === 200) answered += 1;
      }
    }),
    // To make an operation smaller that is answered differently takes hundreds more: leave this out to find a small one.
    { seed, numRuns: runs, endOnFailure: true },
  );
  return answered;
}

/** Of what any of them may see: an operation names also what others may not. */
async function idsOf(url: string, readers: readonly Headers[]): Promise<readonly string[]> {
  const list = "{ records(first: 100) { nodes { id } } }";
  const ids = new Set<string>();
  for (const headers of readers) {
    const { records } = await query<{ records: { nodes: { id: string }[] } }>(url, list, { headers });
    for (const { id } of records.nodes) ids.add(id);
  }
  return [...ids].toSorted();
}

/** What of an answer is the same whoever gives it: which of several errors is told that take the same value away is left to chance. */
function told({ status, data, errors }: GraphAnswer<unknown>): object {
  const codes = errors.map(({ path = [], extensions }) => {
    const names = data === null ? [] : path.filter((step) => typeof step === "string");
    return JSON.stringify([names, extensions?.code]);
  });
  return { status, data, errors: [...new Set(codes)].toSorted() };
}

/** Expects an answer as of an instant to be what the owners say, and to be null where it says that it lacks something. */
function expectHeld(held: GraphAnswer<unknown>, owners: GraphAnswer<unknown>): void {
  const lacking = held.errors.filter(isOfLacking).map(({ path = [] }) => path);
  const isLacking = (place: Path): boolean =>
    lacking.some((path) => path.every((step, index) => step === place[index]));
  const known = withNulls(owners.data, held.data, isLacking);
  const others = (errors: readonly GraphError[]): readonly GraphError[] => errors.filter((each) => !isOfLacking(each));
  // Below what is lacking, nobody comes to what goes wrong there.
  const reached = others(owners.errors).filter(({ path = [] }) => !isLacking(path));
  const expected = { ...owners, data: known, errors: reached };
  expect(told({ ...held, errors: others(held.errors) })).toEqual(told(expected));
}

/** Whether it is about what a partner alone keeps: of an earlier instant nobody has it, and now a partner may be down. */
function isOfLacking({ extensions }: GraphError): boolean {
  return extensions?.code === "NOT_IN_COPY" || extensions?.code === "PARTNER_UNAVAILABLE";
}

type Path = readonly (string | number)[];

/** What owners say, with null where the other answer has null and lacks something. */
function withNulls(owners: unknown, held: unknown, isLacking: (place: Path) => boolean, place: Path = []): unknown {
  if (held === null && place.length > 0 && isLacking(place)) return null;
  if (Array.isArray(owners) && Array.isArray(held)) {
    return owners.map((each, index) => withNulls(each, held[index], isLacking, [...place, index]));
  }
  if (!isObject(owners) || !isObject(held)) return owners;
  const fields = Object.entries(owners).map(([key, each]) => [
    key,
    withNulls(each, held[key], isLacking, [...place, key]),
  ]);
  return Object.fromEntries(fields);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
