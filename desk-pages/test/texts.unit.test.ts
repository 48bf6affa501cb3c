import { describe, expect, it } from "vitest";
import { textsToTranslate } from "../src/editor/texts.js";

describe("texts to translate", () => {
  const original = { field: "title", language: "NL", text: "Dag", original: true } as const;
  const french = { field: "title", language: "FR", text: "Journée", original: false } as const;
  const stateOf = (texts: Parameters<typeof textsToTranslate>[0], changes: readonly (readonly string[])[] = []) =>
    textsToTranslate(texts, "FR", changes).map(({ state }) => state);

  it("are missing, done, or older than their original", () => {
    expect(stateOf([original])).toEqual(["MISSING"]);
    expect(stateOf([original, french])).toEqual(["DONE"]);
    expect(stateOf([original, french], [["title.NL"], ["title.FR"]])).toEqual(["DATED"]);
    expect(stateOf([original, french], [["title.FR"], ["title.NL"]])).toEqual(["DONE"]);
    expect(stateOf([original, french], [["title.NL", "title.FR"]])).toEqual(["DONE"]);
    expect(stateOf([original, french], [["title.NL"]])).toEqual(["DATED"]);
  });

  it("begin empty: the original is no translation", () => {
    expect(textsToTranslate([original], "FR", [])[0]?.translation).toBe("");
  });

  it("leave out what was written in that language first", () => {
    expect(textsToTranslate([original, french], "NL", [])).toEqual([]);
  });
});
