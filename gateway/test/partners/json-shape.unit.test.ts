import { describe, expect, it } from "vitest";
import { JsonShape } from "../../src/base/json-shape.js";

/** Whether a text is modest, in pieces of so many bytes. */
function isModest(text: string, bytes = 65_536): boolean {
  const [all, shape] = [Buffer.from(text), new JsonShape()];
  for (let at = 0; at < all.length; at += bytes) if (!shape.take(all.subarray(at, at + bytes))) return false;
  return true;
}

const list = (length: number, item: (index: number) => string): string =>
  `[${Array.from({ length }, (_, index) => item(index)).join(",")}]`;
const named = (length: number): string => list(length, (index) => `{"n${index}":"x"}`);

describe("an answer's shape", () => {
  it.each([
    ["as many values as are read", list(500_000, () => "1"), true],
    ["one more", list(500_001, () => "1"), false],
    ["as many levels", "[".repeat(200) + "]".repeat(200), true],
    ["one more", "[".repeat(201) + "]".repeat(201), false],
    ["as many different names", named(10_000), true],
    ["one more", named(10_001), false],
    ["the same names again and again", list(50_000, () => '{"a" : 1, "b" :2}'), true],
    ["different texts that are no names", list(50_000, (index) => `"n${index}"`), true],
    ["what looks like lists, names and values within texts", list(20, () => `"${'\\"[{,:'.repeat(50_000)}"`), true],
  ])("%s", (_what, text, modest) => {
    expect(isModest(text)).toBe(modest);
  });

  it("is the same wherever its pieces end", () => {
    const text = `{"a\\\\":"\\"[[[","b":${"[".repeat(190)}"\\\\"${"]".repeat(190)}}`;
    for (const bytes of [1, 2, 3, 7]) expect(isModest(text, bytes)).toBe(true);
    for (const bytes of [1, 2, 3, 7]) expect(isModest(`[${"[".repeat(10)}${text}`, bytes)).toBe(false);
  });
});
