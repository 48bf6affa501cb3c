import { describe, expect, test } from "vitest";
import { CRITERION_CODES, LANGUAGES, OBJECTIVE_CODES, THEME_CODES, vocabulary, VocabularyError } from "../src/index.js";
import { everyLanguage, listOf, oneOf, orNull, shapeOf, text, url } from "../src/vocabulary/read.js";

const { themes, criteria, objectives, partners } = vocabulary;

describe("the vocabulary", () => {
  test("has the nine themes in the source's order", () => {
    expect(themes.map(({ code }) => code)).toEqual([...THEME_CODES]);
    expect(themes).toHaveLength(9);
    expect(themes.map(({ title }) => title.NL)).toEqual([
      "Vertrouwen tussen burger en politie",
      "Technologie en innovatie",
      "Quadruple helix",
      "Internationalisering",
      "Informatiedeling",
      "Geweld tegen politie",
      "Diversiteit en HR",
      "New way of protesting",
      "Financiering en schaalgrootte politie",
    ]);
  });

  test("has the four criteria, and says that the source means effectiveness by efficiency", () => {
    expect(criteria.map(({ code }) => code)).toEqual([...CRITERION_CODES]);
    expect(criteria).toHaveLength(4);
    const efficiency = criteria.find(({ code }) => code === "EFFICIENCY")?.definition;
    expect(efficiency?.NL).toContain("effectiviteit");
    expect(efficiency?.FR).toContain("efficacité");
    expect(efficiency?.DE).toContain("Wirksamkeit");
    expect(efficiency?.EN).toContain("effectiveness");
  });

  test("has the three objectives with 7, 5 and 4 actions", () => {
    expect(objectives.map(({ code }) => code)).toEqual([...OBJECTIVE_CODES]);
    expect(objectives.map(({ actions }) => actions.length)).toEqual([7, 5, 4]);
    expect(objectives.map(({ actions }) => actions.map(({ ref }) => ref))).toEqual([
      ["SO1.int.1", "SO1.int.2", "SO1.int.3", "SO1.int.4", "SO1.ext.1", "SO1.ext.2", "SO1.ext.3"],
      ["SO2.1", "SO2.2", "SO2.3", "SO2.4", "SO2.5"],
      ["SO3.1", "SO3.2", "SO3.3", "SO3.4"],
    ]);
  });

  test("divides the actions of the first objective alone into internal and external ones", () => {
    const scopes = objectives.map(({ actions }) => actions.map(({ scope }) => scope));
    expect(scopes[0]).toEqual([...Array(4).fill("INTERNAL"), ...Array(3).fill("EXTERNAL")]);
    expect(scopes.slice(1).flat()).toEqual(Array(9).fill(null));
  });

  test("has the five key partners and the two that joined later", () => {
    const byRole = Map.groupBy(partners, ({ role }) => role);
    expect(byRole.get("KEY_PARTNER")?.map(({ code }) => code)).toEqual(["CPS", "CPL", "CEP", "CC_GPI", "ADVP"]);
    expect(byRole.get("PLUGIN_PARTNER")?.map(({ code }) => code)).toEqual(["VCLP", "GENT"]);
    expect(partners.map(({ website }) => website)).toEqual(Array(7).fill(null));
  });

  test("has every text in every language, none of them twice under different codes", () => {
    const entries = [...themes, ...criteria, ...objectives];
    const titles = entries.map(({ title }) => title);
    const definitions = entries.map(({ definition }) => definition);
    const actions = objectives.flatMap((objective) => objective.actions.map((action) => action.text));
    for (const language of LANGUAGES) {
      for (const texts of [titles, definitions, actions, partners.map(({ name }) => name)]) {
        const inLanguage = texts.map((map) => map[language]);
        expect(inLanguage.every(Boolean), language).toBe(true);
        expect(new Set(inLanguage).size, language).toBe(inLanguage.length);
      }
    }
  });

  test("gives each definition and action a wording of its own in each language", () => {
    const maps = [
      ...[...themes, ...criteria, ...objectives].map(({ definition }) => definition),
      ...objectives.flatMap(({ actions }) => actions.map((action) => action.text)),
    ];
    for (const map of maps) expect(new Set(LANGUAGES.map((language) => map[language])).size).toBe(LANGUAGES.length);
  });

  test("says where each entry comes from", () => {
    const actions = objectives.flatMap((objective) => objective.actions);
    for (const { source } of [...themes, ...criteria, ...objectives, ...actions, ...partners]) {
      expect(source.document).not.toBe("");
      expect(source.place).not.toBe("");
    }
  });

  test("relates themes to themes alone, in both directions", () => {
    for (const theme of themes) {
      const narrower = themes.filter(({ broader }) => broader === theme.code).map(({ code }) => code);
      expect(theme.narrower).toEqual(narrower);
    }
  });

  test("cannot be changed", () => {
    expect(Object.isFrozen(vocabulary)).toBe(true);
    expect(Object.isFrozen(themes)).toBe(true);
    expect(Object.isFrozen(themes[0])).toBe(true);
    expect(Object.isFrozen(themes[0]?.title)).toBe(true);
  });
});

describe("a file of the vocabulary", () => {
  const read = listOf(shapeOf({ code: oneOf(["A", "B"]), title: everyLanguage, website: orNull(url), place: text }));
  const title = { original: "NL", NL: "a", FR: "b", DE: "c", EN: "d" };
  const good = { code: "A", title, website: null, place: "p" };

  test("is read when it has what it should", () => {
    expect(read([good], "x.json")).toEqual([good]);
  });

  test.each([
    ["x.json", { 0: good }, "a list"],
    ["x.json[0]", ["A"], "an object"],
    ["x.json[0]", [{ ...good, colour: "red" }], "no keys but code, title, website, place"],
    ["x.json[0].code", [{ ...good, code: "C" }], "one of A, B"],
    ["x.json[0].title", [{ ...good, title: { original: "NL", NL: "a" } }], "a language map"],
    ["x.json[0].website", [{ ...good, website: "politie.be" }], "an absolute http or https URL"],
    ["x.json[1].place", [good, { ...good, place: " " }], "a text"],
  ])("is refused at %s for %j: expected %s", (place, value, expected) => {
    expect(() => read(value, "x.json")).toThrow(VocabularyError);
    expect(() => read(value, "x.json")).toThrow(`at ${place};`);
    expect(() => read(value, "x.json")).toThrow(`Expected ${expected}`);
  });
});
