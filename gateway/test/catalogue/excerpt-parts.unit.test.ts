import { expect, it } from "vitest";
import { excerptParts } from "../../src/catalogue/read/lists/excerpt-parts.js";

const shown = (text: string, ...hits: readonly number[]): string =>
  excerptParts(
    text,
    text.split(/\s+/).map((_, index) => hits.includes(index)),
  )
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join("");

it("a short text is shown whole, with its hits", () => {
  expect(shown("Over opleidingen, voor inspecteurs.", 1)).toBe("Over [opleidingen], voor inspecteurs.");
  expect(shown("De Dépêche", 1)).toBe("De [Dépêche]");
});

it("a long text is shown around its first hit, cut between words", () => {
  const words = Array.from({ length: 200 }, (_, index) => `w${index}`);
  const text = shown(words.join(" "), 100, 101, 199);
  expect(text).toMatch(/^… w92 .*w99 \[w100\] \[w101\] w102 .* …$/);
  expect(text.length).toBeLessThan(300);
});

it("a word that is longer than an excerpt is cut, and signs that are not letters part words", () => {
  expect(shown("x".repeat(1_000), 0)).toBe(`${"x".repeat(240)} …`);
  const parts = excerptParts("i-Police/Focus: l’ordre", [false, true, false, false, true]);
  expect(parts.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(["Police", "ordre"]);
});

it("where the words are not those that were searched, none is marked", () => {
  expect(excerptParts("een twee", [true])).toEqual([{ text: "een twee", isHit: false }]);
});

it("marks words also where a sign of the text is several of them", () => {
  expect(excerptParts("½ uur bij 5 ℃", [false, true, true, false, false, true])).toEqual([
    { text: "½", isHit: true },
    { text: " ", isHit: false },
    { text: "uur", isHit: true },
    { text: " bij 5 ", isHit: false },
    { text: "℃", isHit: true },
  ]);
});
