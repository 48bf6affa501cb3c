import { describe, expect, test } from "vitest";
import {
  isLanguageMap,
  type LanguageMap,
  languagesOf,
  parseAcceptLanguage,
  pickLanguage,
  pickText,
} from "../src/index.js";

const map: LanguageMap = { original: "FR", FR: "formation", NL: "opleiding", EN: "training" };

describe("the text that is shown", () => {
  test("is in the asked language when there is one", () => {
    expect(pickText(map, "NL", ["EN"])).toBe("opleiding");
  });

  test("is else in the first accepted language that there is", () => {
    expect(pickText(map, "DE", ["DE", "EN", "NL"])).toBe("training");
    expect(pickText(map, undefined, ["NL", "EN"])).toBe("opleiding");
  });

  test("is else the original", () => {
    expect(pickText(map, "DE", [])).toBe("formation");
    expect(pickText(map, null, ["DE"])).toBe("formation");
  });

  test("is else in NL, FR, EN or DE, in that order, where the original is empty", () => {
    expect(pickText({ original: "DE", EN: "d", FR: "b", NL: "a" }, null, [])).toBe("a");
    expect(pickText({ original: "DE", EN: "d", FR: "b" }, null, [])).toBe("b");
    expect(pickText({ original: "NL", DE: "c", EN: "d" }, null, [])).toBe("d");
    expect(pickText({ original: "NL", DE: "c" }, null, [])).toBe("c");
  });

  test("is never an empty text where there is another", () => {
    expect(pickText({ original: "FR", NL: "", FR: "b" }, "NL", [])).toBe("b");
    expect(pickLanguage({ original: "FR", NL: "", FR: "b" }, "NL", [])).toBe("FR");
  });

  test("is empty where the map has no text at all", () => {
    expect(pickText({ original: "NL" }, "FR", ["EN"])).toBe("");
  });
});

describe("a language map", () => {
  test("lists its languages, the original first", () => {
    expect(languagesOf(map)).toEqual(["FR", "NL", "EN"]);
    expect(languagesOf({ original: "NL", NL: "a", FR: "" })).toEqual(["NL"]);
  });

  test.each([
    ["texts under upper-case names", { original: "NL", NL: "a", FR: undefined }, true],
    ["no original", { NL: "a" }, false],
    ["no text in the original", { original: "FR", NL: "a" }, false],
    ["an empty original", { original: "NL", NL: "" }, false],
    ["lower-case names", { original: "nl", nl: "a" }, false],
    ["a language that the hub does not have", { original: "NL", NL: "a", IT: "b" }, false],
    ["a text that is a number", { original: "NL", NL: "a", FR: 1 }, false],
    ["a list", ["NL"], false],
    ["null", null, false],
  ])("with %s: %j is one: %s", (_what, value, expected) => {
    expect(isLanguageMap(value)).toBe(expected);
  });
});

describe("Accept-Language", () => {
  test.each([
    [undefined, []],
    ["", []],
    ["nl-BE", ["NL"]],
    ["NL", ["NL"]],
    ["fr, nl", ["FR", "NL"]],
    ["nl-BE,nl;q=0.9,fr;q=0.8,en;q=0.7", ["NL", "FR", "EN"]],
    ["en;q=0.2, de;q=0.9 , fr ; q=0.5", ["DE", "FR", "EN"]],
    ["nl;q=0.1, fr, nl-BE;q=0.9", ["FR", "NL"]],
    ["it, es;q=0.9, de;q=0.1", ["DE"]],
    ["nl;q=0, fr", ["FR"]],
    ["*, de;q=0.5", ["DE"]],
    ["nl;q=2, fr;q=abc, en;q=, de;x=1", []],
    [";;,,;q=1,nl_BE,constructor", []],
  ])("%j asks for %j", (header, expected) => {
    expect(parseAcceptLanguage(header)).toEqual(expected);
  });
});
