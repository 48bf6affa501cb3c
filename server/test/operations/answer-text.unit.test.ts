import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it, test } from "vitest";
import { answerText } from "../../src/operations/answer-text.js";
import { asOperation } from "../../src/operations/running-operation.js";

const withoutPrototype = (entries: object): object => Object.assign(Object.create(null), entries);

test.for([
  ["values", { text: 'é "quoted" \u2028 \ud800', number: 1.5, yes: true, none: null, not: Number.NaN }],
  ["lists", { a: [], b: [1, [2, [3]], {}, null, undefined, () => 1] }],
  ["what is not there", { a: undefined, b: { c: undefined }, d: () => 1 }],
  ["dates", { at: new Date(0), all: [new Date(1)] }],
  [
    "objects without a prototype, and names that are nobody's",
    withoutPrototype({ __proto__: 1, "a\nb": withoutPrototype({ x: 1 }) }),
  ],
] as const)("%s are written as JSON.stringify writes them", async ([, data]) => {
  expect(await answerText({ data: data as Record<string, unknown> })).toBe(`${JSON.stringify({ data })}\n`);
});

it("lets others have their turn while it writes something large", async () => {
  const data = { list: Array.from({ length: 20_000 }, (_, index) => ({ index, text: "x".repeat(50) })) };
  const order: string[] = [];
  const written = answerText({ data }).then((text) => {
    order.push("written");
    return text;
  });
  void nextTurn().then(() => order.push("other"));
  expect(JSON.parse(await written)).toEqual({ data });
  expect(order).toEqual(["other", "written"]);
});

it("goes no further once nobody waits for it", async () => {
  let steps = 0;
  const data = {
    get list() {
      return Array.from({ length: 20_000 }, () => ({
        get text() {
          steps += 1;
          return "x".repeat(50);
        },
      }));
    },
  };
  const client = new AbortController();
  const deadline = {
    signal: client.signal,
    extend: () => undefined,
    keep: <T>(work: Promise<T>) => work,
    abandon: () => undefined,
    refuse: () => undefined,
  };
  const written = asOperation({ name: null, isKept: false, deadline, budget: undefined, leavePlace: undefined }, () =>
    answerText({ data }),
  );
  client.abort();
  expect(await written).toBe("");
  expect(steps).toBeLessThan(5_000);
});
