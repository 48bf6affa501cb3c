import { expect, test } from "vitest";
import { canonicalJson } from "../src/index.js";

test("names are sorted in every object, and lists keep their order", () => {
  expect(canonicalJson({ b: [{ d: 1, c: "é" }, 2], a: null })).toBe('{"a":null,"b":[{"c":"é","d":1},2]}');
});

test("names that are whole numbers stand first, by their size", () => {
  expect(canonicalJson({ b: 1, "10": 2, "9": 3, "-1": 4 })).toBe('{"9":3,"10":2,"-1":4,"b":1}');
});

test("what is undefined is left out of an object, and null in a list and by itself", () => {
  expect(canonicalJson({ b: undefined, a: [undefined] })).toBe('{"a":[null]}');
  expect(canonicalJson(undefined)).toBe("null");
});
