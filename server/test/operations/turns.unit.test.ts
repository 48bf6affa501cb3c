import { setImmediate as nextTurn } from "node:timers/promises";
import { buildSchema, getIntrospectionQuery, graphql, isObjectType } from "graphql";
import { expect, it, vi } from "vitest";
import { guardExecution } from "../../src/operations/guard-execution.js";
import { asOperation } from "../../src/operations/running-operation.js";
import { afterThose } from "../../src/operations/turns.js";

const ITEMS = 200;
const unlimited = { takeObjects: () => undefined, takeBytes: () => undefined, allowsBytes: () => true };

/** A clock that work alone moves, so that no other program's work counts. */
let now = 0;

/** Takes a millisecond. */
function work(): number {
  return (now += 1);
}

/** A turn of its own, so that what the clock said before is over. */
async function withClock<Result>(run: () => Promise<Result>): Promise<Result> {
  await nextTurn();
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
  try {
    return await run();
  } finally {
    await nextTurn();
    clock.mockRestore();
  }
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
  const { turns, batches, errors } = await withClock(run);
  expect(errors).toBeUndefined();
  // Of 200 ms of work some 10 at a time.
  expect(turns).toBeGreaterThan(10);
  expect(batches).toEqual([ITEMS]);
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

it("items that a statement found for several lists are completed a few in a turn, whatever fields they have", async () => {
  const schema = buildSchema("type Query { list: [Item!]! } type Item { a: Float b: Float c: Float d: Float }");
  guardExecution(schema);
  const item = { a: work, b: work, c: work, d: work };
  // How many items are begun in each turn of the event loop.
  const begun = [0];
  const type = schema.getType("Item");
  if (!isObjectType(type)) throw new Error("Expected a type.");
  type.isTypeOf = () => {
    begun.push((begun.pop() ?? 0) + 1);
    return true;
  };
  let waiting: ((items: unknown[]) => void)[] = [];
  const list = (): Promise<unknown[]> =>
    new Promise((resolve) => {
      if (waiting.push(resolve) < 20) return;
      for (const each of waiting) each([item, item, item, item, item]);
      waiting = [];
    });
  const lists = Array.from({ length: 20 }, (_, index) => `l${index}: list { a b c d }`);
  const running = new AbortController();
  const others = (async () => {
    for (; !running.signal.aborted; begun.push(0)) await nextTurn();
  })();
  try {
    const { errors } = await withClock(() =>
      asOperation({ name: null, deadline: undefined, budget: unlimited, leavePlace: undefined, isKept: false }, () =>
        graphql({ schema, source: `{ ${lists.join(" ")} }`, rootValue: { list } }).then((answer) => answer),
      ),
    );
    expect(errors).toBeUndefined();
  } finally {
    running.abort();
    await others;
  }
  expect(begun.reduce((sum, each) => sum + each, 0)).toBe(100);
  // Ten milliseconds are three items; those who gave way go on in a slice of the same length.
  expect(Math.max(...begun)).toBeLessThanOrEqual(6);
});
