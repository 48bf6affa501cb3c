import "reflect-metadata";
import { RECORD_KINDS } from "@segpol/schema";
import { describe, expect, it } from "vitest";
import { describeModel } from "../../src/desk-graph/types/model-types.js";
import { optional } from "../../src/model/field.js";
import { fieldsOf, MODEL } from "../../src/model/model.js";
import { WORDS } from "../../src/model/plain-sorts.js";

interface Field {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

const fieldsIn = (types: readonly { readonly name: string; readonly fields: readonly object[] }[], name: string) =>
  (types.find((type) => type.name === name)?.fields ?? []) as readonly Field[];

describe("the record model, as forms are told of it", () => {
  it("has every field of every kind that the partner keeps, with a label in each language", () => {
    for (const language of ["NL", "FR", "DE", "EN"] as const) {
      const { kinds } = describeModel(MODEL, language, () => true);
      for (const kind of RECORD_KINDS) {
        const names = Object.fromEntries(Object.entries(fieldsOf(kind)).map(([name, field]) => [name, field.names]));
        const place = ["NL", "FR", "DE", "EN"].indexOf(language);
        expect(fieldsIn(kinds, kind).map(({ name, label }) => [name, label])).toEqual(
          Object.entries(names).map(([name, labels]) => [name, labels[place]]),
        );
      }
    }
  });

  it("leaves out kinds that the partner does not keep", () => {
    const { kinds } = describeModel(MODEL, "NL", (kind) => kind === "Event");
    expect(kinds.map(({ name }) => name)).toEqual(["Event"]);
  });

  it("has words for every value of a list", () => {
    const { kinds, objects } = describeModel(MODEL, "DE", () => true);
    const choices = [...kinds, ...objects].flatMap(({ fields }) => (fields as readonly Field[]).map((field) => field));
    const lists = choices.filter((field) => "type" in field && field.type === "CHOICE");
    expect(lists.length).toBeGreaterThan(10);
    for (const { name, choices: values } of lists) expect([name, values.length]).not.toEqual([name, 0]);
    expect(fieldsIn(objects, "FollowUp").find(({ name }) => name === "status")?.choices[0]).toEqual({
      value: "NO_EVIDENCE",
      label: "kein Nachweis",
    });
  });

  it("has a field as soon as the model has it", () => {
    const interpretation = optional(WORDS, "Languages into which it is interpreted, and how.", [
      "Vertolking",
      "Interprétation",
      "Verdolmetschung",
      "Interpretation",
    ]);
    const model = { ...MODEL, own: { ...MODEL.own, Event: { ...MODEL.own.Event, interpretation } } };
    const field = fieldsIn(describeModel(model, "FR", () => true).kinds, "Event").at(-1);
    expect(field).toMatchObject({
      name: "interpretation",
      label: "Interprétation",
      type: "Text",
      multiline: true,
      presence: "OPTIONAL",
    });
  });
});
