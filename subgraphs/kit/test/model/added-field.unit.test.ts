import { expect, test } from "vitest";
import type { DeskSnapshot } from "../../src/desk/command.js";
import { deskSdl } from "../../src/desk-graph/desk-schema.js";
import { validateInput, validatePatch } from "../../src/desk/validation/validate-input.js";
import { rowOfCells } from "../../src/exchange/plan/row-of-cells.js";
import { rowsOfSheet } from "../../src/exchange/sheets/sheet-rows.js";
import { columnsOf } from "../../src/exchange/sheets/columns.js";
import { explain } from "../../src/exchange/sheets/explain.js";
import { fillSheet } from "../../src/exchange/sheets/fill-sheet.js";
import { sheetsOf } from "../../src/exchange/sheets/sheet-kinds.js";
import { defaulted, optional } from "../../src/model/field.js";
import { MODEL, type RecordModel } from "../../src/model/model.js";
import { oneOf } from "../../src/model/sort.js";
import { WORDS } from "../../src/model/plain-sorts.js";
import { Direction } from "../../src/vocabulary/vocabulary.js";

const interpretation = optional(
  WORDS,
  "Which interpretation there is.",
  ["Vertolking", "Interprétation", "Verdolmetschung", "Interpretation"],
  { headers: ["vertolking|tolk", "interpretation"], explained: "Languages into which it is interpreted." },
);
const trend = defaulted(oneOf(Direction), "NEUTRAL", "Which way interest goes; NEUTRAL by default.", [
  "Belangstelling",
  "Intérêt",
  "Interesse",
  "Interest",
]);

/** The kit's model with two fields more. */
const model: RecordModel = { ...MODEL, own: { ...MODEL.own, Event: { ...MODEL.own.Event, interpretation, trend } } };
const [event, eventBefore] = [model, MODEL].map((each) => sheetsOf(each).get("event"));
if (!event || !eventBefore) throw new Error("Expected a sheet of events.");

const given = { title: { NL: "Titel" }, kind: "OTHER" };

test("a field of the model is typed and shown at the desk, and nothing else is", () => {
  const known = deskSdl().split("\n");
  const added = deskSdl(model).split("\n");
  expect(known.filter((line) => !added.includes(line))).toEqual([]);
  const fresh = added.filter((line) => !known.includes(line)).map((line) => line.trim());
  expect([...new Set(fresh)]).toEqual([
    '"""Which interpretation there is."""',
    "interpretation: Text",
    '"""Which way interest goes; NEUTRAL by default."""',
    "trend: Direction!",
    "interpretation: TextInput",
    "trend: Direction",
  ]);
});

test("a field of the model is checked, and is unknown without it", () => {
  const input = { ...given, interpretation: { NL: " naar het Frans ", FR: "" }, trend: "UP" };
  const { content, problems } = validateInput("Event", input, { model });
  expect(problems.map(({ field, code }) => [field, code])).toEqual([
    ["interpretation.FR", "EMPTY_TEXT"],
    ["trend", "UNKNOWN_VALUE"],
  ]);
  expect(Object.keys(content)).toEqual(["title", "kind"]);
  expect(validateInput("Event", input).problems.map(({ field, code }) => [field, code])).toEqual([
    ["interpretation", "UNKNOWN_FIELD"],
    ["trend", "UNKNOWN_FIELD"],
  ]);
});

test("an optional field of the model can be cleared, and one with a default cannot", () => {
  const { cleared, problems } = validatePatch("Event", { interpretation: null, trend: null }, model);
  expect(cleared).toContain("interpretation");
  expect(problems.map(({ field, code }) => [field, code])).toEqual([["trend", "CANNOT_BE_CLEARED"]]);
});

test("a field of the model is exported, explained and imported again under each of its names", () => {
  const content = {
    ...given,
    title: { original: "NL", NL: "Titel" },
    interpretation: { original: "NL", NL: "Frans", FR: "Français" },
    trend: "NEUTRAL",
  };
  const snapshot: DeskSnapshot = {
    id: "sample:event:a",
    kind: "Event",
    version: 1,
    draft: false,
    withdrawnAt: null,
    updatedAt: "2026-01-01T00:00:00.000Z",
    content,
  };
  const { columns, rows } = fillSheet(event, [snapshot]);
  const names = columns.map(({ name }) => name);
  expect(names.slice(-3)).toEqual(["interpretation.nl", "interpretation.fr", "trend"]);
  expect(rows[0]?.slice(-3)).toEqual(["Frans", "Français", "NEUTRAL"]);
  expect(fillSheet(eventBefore, [snapshot]).columns.map(({ name }) => name)).toEqual(names.slice(0, -3));

  const column = columnsOf(event).find(({ name }) => name === "interpretation.nl");
  expect(column && explain(event, column)).toMatchObject({
    holds: "Languages into which it is interpreted.",
    alsoCalled: "vertolking nl, interpretation nl",
  });

  for (const [dutch, trends] of [
    ["Tolk", "Belangstelling"],
    ["Vertolking (NL)", "Interesse"],
    ["interpretation.nl", "Interest"],
  ]) {
    const cells = ["id", dutch ?? "", "Verdolmetschung FR", trends ?? ""];
    const sheet = {
      name: undefined,
      rows: [
        { number: 1, cells },
        { number: 2, cells: ["a", "Engels", "Anglais", "lower is better"] },
      ],
    };
    const reading = rowsOfSheet(sheet, event);
    expect(reading.notices).toEqual([]);
    const [row] = reading.rows;
    if (!row) throw new Error("Expected a row.");
    const { place, cells: given, problems } = row;
    const { patch } = rowOfCells({
      place,
      definition: event,
      given,
      problems,
      warnings: [],
      cellsFor: () => given,
    }).read(content);
    expect(patch).toEqual({
      interpretation: { original: "NL", NL: "Engels", FR: "Anglais" },
      trend: "LOWER_IS_BETTER",
    });
  }
});
