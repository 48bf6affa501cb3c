import { expect, test } from "vitest";
import { isVisibleText, leavesMark, withInvisibleWritten } from "../src/visible-text.js";

test.each([
  ["a text", "De politie, \u2018morgen\u2019: 50\u00a0% \u2013 caf\u00e9 \ud83d\udc6e", true, true],
  ["words that need a joiner", "\u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645", true, true],
  ["two lines", "een\ntwee", false, true],
  ["lines as Windows ends them", "een\r\ntwee", false, true],
  ["a lone carriage return", "een\rtwee", false, false],
  ["a tab", "een\ttwee", false, true],
  ["an escape character", "\u001b[31mrood", false, false],
  ["a control character of the second set", "\u009b31m", false, false],
  ["an override of direction", "\u202eexe.pdf", false, false],
  ["an isolate of direction", "\u2066a", false, false],
  ["a separator of lines", "een\u2028twee", false, false],
  ["half a pair", "\ud83d", false, false],
  ["the zero character", "a\u0000", false, false],
])("%s is seen in a line, or in lines", (_, text, inLine, inLines) => {
  expect([isVisibleText(text), isVisibleText(text, { lines: true })]).toEqual([inLine, inLines]);
});

test.each([
  ["", false],
  [" \n", false],
  ["\u200b\u2060\u00ad", false],
  ["\u2800\u3164", false],
  ["-", true],
  ["a\u200b", true],
])("%j leaves a mark: %s", (text, leaves) => {
  expect(leavesMark(text)).toBe(leaves);
});

test("what cannot be seen is written out", () => {
  expect(withInvisibleWritten("a\u202eb\u001b[2J\n")).toBe("a\\u{202e}b\\u{1b}[2J\n");
});
