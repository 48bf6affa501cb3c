import { setImmediate as nextTurn } from "node:timers/promises";
import { buildSchema, getIntrospectionQuery, graphql } from "graphql";
import { expect, it } from "vitest";
import { guardExecution } from "../../src/operations/guard-execution.js";
import { asOperation } from "../../src/operations/running-operation.js";
import { afterThose } from "../../src/operations/turns.js";

const ITEMS = 200;
const unlimited = { takeObjects: () => undefined, takeBytes: () => undefined, allowsBytes: () => true };

/** Keeps the processor for a millisecond. */
function work(): void {
  const end = performance.now() + 1;
  while (performance.now() < end);
}

/** Asks for as many items, each of which takes a millisecond, and then for what they load together. */
async function run(): Promise<{
  readonly turns: number;
  readonly batches: readonly number[];
  readonly errors: unknown;
}> {
  const batches: number[] = [];
  let waiting: ((value: string) => void)[] = [];
  const load = (): Promise<string> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length > 1) return;
      afterThose(() => {
        batches.push(waiting.length);
        for (const each of waiting) each("loaded");
        waiting = [];
      });
    });
  const schema = buildSchema("type Query { items: [Item!]! } type Item { busy: Item! loaded: String! }");
  const item = {
    busy: () => {
      work();
      return item;
    },
    loaded: load,
  };
  guardExecution(schema);
  let turns = 0;
  const running = new AbortController();
  const others = (async () => {
    for (; !running.signal.aborted; turns += 1) await nextTurn();
  })();
  const { errors } = await asOperation(
    { name: null, deadline: undefined, budget: unlimited, leavePlace: undefined, isKept: false },
    () =>
      graphql({
        schema,
        source: "{ items { busy { loaded } } }",
        rootValue: { items: Array.from({ length: ITEMS }, () => item) },
      }).then((answer) => answer),
  );
  running.abort();
  await others;
  return { turns, batches, errors };
}

it("a large operation lets others have their turn every few milliseconds, and still asks together what it asks at one level", async () => {
  const { turns, batches, errors } = await run();
  expect(errors).toBeUndefined();
  // Of 200 ms of work some 10 at a time; a busy machine makes the pieces fewer items each.
  expect(turns).toBeGreaterThan(10);
  expect(batches.reduce((sum, size) => sum + size, 0)).toBe(ITEMS);
  expect(batches.length).toBeLessThanOrEqual(2);
});

it("a question about the schema gives way as any other", async () => {
  const types = Array.from({ length: 300 }, (_, index) => `type T${index} { a: Int b(c: Int): String d: [T${index}] }`);
  const schema = buildSchema(`type Query { a: Int } ${types.join(" ")}`);
  guardExecution(schema);
  let turns = 0;
  const running = new AbortController();
  const others = (async () => {
    for (; !running.signal.aborted; turns += 1) await nextTurn();
  })();
  const { errors } = await asOperation(
    { name: null, deadline: undefined, budget: unlimited, leavePlace: undefined, isKept: false },
    () => graphql({ schema, source: getIntrospectionQuery() }).then((answer) => answer),
  );
  running.abort();
  await others;
  expect(errors).toBeUndefined();
  // Some fifty milliseconds of work.
  expect(turns).toBeGreaterThan(2);
});
