import { describe, expect, test } from "vitest";
import { frNl, nlFr } from "../src/records/texts.js";
import { languagesIn, textsIn } from "../src/records/text-walk.js";

describe("the texts of a record", () => {
  test("are told with the place where they stand", () => {
    const texts = textsIn({
      title: nlFr("Titel"),
      topics: [nlFr("Een"), nlFr("Twee")],
      date: { text: nlFr("mei"), edtf: "2022-05" },
      measures: [{ text: nlFr("Boven"), measures: [{ text: nlFr("Onder") }] }],
    });
    expect(texts.map(({ field }) => field)).toEqual([
      "title",
      "topics.0",
      "topics.1",
      "date.text",
      "measures.0.text",
      "measures.0.measures.0.text",
    ]);
  });

  test("are told in each language, the original first", () => {
    expect(textsIn({ title: frNl("Titre", "Titel") })).toEqual([
      { field: "title", language: "FR", text: "Titre", original: true },
      { field: "title", language: "NL", text: "Titel", original: false },
    ]);
  });

  test("are language maps alone", () => {
    expect(
      textsIn({ url: "https://example.org", at: new Date(), none: null, place: { name: "Gent" }, count: 3 }),
    ).toEqual([]);
  });
});

test("a record's languages are those of its texts, the title's original first", () => {
  const title = frNl("Titre");
  expect(languagesIn(title, textsIn({ title, summary: { original: "DE", DE: "Text", NL: "Tekst" } }))).toEqual([
    "FR",
    "NL",
    "DE",
  ]);
});
