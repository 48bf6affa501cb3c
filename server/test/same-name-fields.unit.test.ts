import { parse } from "graphql";
import { expect, it } from "vitest";
import { countSameNamePairs } from "../src/graphql/same-name-fields.js";

const count = (query: string, most = 1_000, depth = 10): number => countSameNamePairs(parse(query), most, depth);

it("fields count as themselves, and as a pair with each of the same name at their place", () => {
  expect(count("{ a b c }")).toBe(3);
  expect(count("{ a a a }")).toBe(3 + 3);
  expect(count("{ a b: a c: a }")).toBe(3);
  // Below three fields of one name stand three of another.
  expect(count("{ a { b } a { b } a { b } }")).toBe(2 * (3 + 3));
  expect(count("query A { a } query B { a }")).toBe(2);
});

it("fragments are written out, each once at a place, however they lead to each other", () => {
  expect(count("{ ...F a ... { a } ...F } fragment F on Q { a }")).toBe(3 + 3);
  expect(count("{ ...F } fragment F on Q { a ...G } fragment G on Q { a ...F ...None }")).toBe(2 + 1);
  expect(count("{ ...F } fragment F on Q { a { ...F } }", 1_000, 7)).toBe(7);
});

it("what grows without end is counted no further than asked", () => {
  const doubling = Array.from(
    { length: 40 },
    (_, index) => `fragment F${index} on Q { a { ...F${index + 1} } b { ...F${index + 1} } }`,
  );
  expect(count(`{ ...F0 } ${doubling.join(" ")}`, 1_000, 100)).toBeLessThan(3_000);
  expect(count(`{ ${"a ".repeat(5_000)} }`, 1_000)).toBeGreaterThan(1_000);
});
