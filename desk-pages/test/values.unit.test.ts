import { describe, expect, it } from "vitest";
import { changesOf, inputOf, withoutEmptyEntries, withValue } from "../src/form/values.js";
import { missingIn } from "../src/form/missing.js";
import type { Field, Model } from "../src/model/model.js";

const field = (name: string, type: string, more: Partial<Field> = {}): Field => ({
  name,
  label: name,
  help: "",
  presence: "OPTIONAL",
  type,
  many: false,
  multiline: false,
  maxLength: null,
  choices: [],
  fallback: null,
  isOpen: false,
  isCommon: false,
  appended: false,
  file: null,
  ...more,
});

const place = [field("name", "String", { presence: "REQUIRED" }), field("country", "String")];
const fields = [
  field("title", "Text", { presence: "REQUIRED" }),
  field("place", "Place"),
  field("themes", "ID", { many: true, presence: "DEFAULTED" }),
  field("places", "Place", { many: true }),
  field("count", "Int"),
];
const model: Model = {
  kinds: new Map([["Event", fields]]),
  objects: new Map([
    ["Place", place],
    ["Text", []],
  ]),
};

describe("what a form holds", () => {
  it("is sent without what is empty, and without an original that has no text", () => {
    const typed = {
      title: { original: "FR", NL: "Dag", FR: " " },
      place: { name: "", country: "" },
      themes: [],
      places: [{}, { name: "Gent" }],
      count: 0,
    };
    expect(inputOf(model, fields, typed)).toEqual({ title: { NL: "Dag" }, places: [{ name: "Gent" }], count: 0 });
  });

  it("is sent as what differs: null clears, and a list that may not be missing is empty", () => {
    const before = { title: { NL: "Dag" }, place: { name: "Gent" }, themes: ["TRUST"], count: 1 };
    const after = { title: { NL: "Dag" }, count: 2 };
    expect(changesOf(fields, before, after)).toEqual({ place: null, themes: [], count: 2 });
    expect(changesOf(fields, before, { ...before })).toEqual({});
  });

  it("lacks what has to be given, within what is begun too", () => {
    const missing = missingIn(model, fields, {
      place: { country: "BE" },
      places: [{ name: "Gent" }, { country: "BE" }],
    });
    expect(missing.map((problem) => problem.field)).toEqual(["title", "place.name", "places.1.name"]);
  });

  it("is changed at a path, and loses entries of lists in which nothing is typed", () => {
    const values = withValue({ places: [{ name: "Gent" }, {}] }, "places.1.name", "Luik");
    expect(values).toEqual({ places: [{ name: "Gent" }, { name: "Luik" }] });
    expect(withValue({}, "title.NL", "Dag")).toEqual({ title: { NL: "Dag" } });
    expect(withoutEmptyEntries({ places: [{}, { name: "Gent" }, { name: " " }] })).toEqual({
      places: [{ name: "Gent" }],
    });
  });
});
