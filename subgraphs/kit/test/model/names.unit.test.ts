import { expect, test } from "vitest";
import { columnsOf } from "../../src/exchange/sheets/columns.js";
import { HeaderNames } from "../../src/exchange/sheets/headers.js";
import { sheetsOf } from "../../src/exchange/sheets/sheet-kinds.js";
import type { FieldTable } from "../../src/model/field.js";
import { MODEL } from "../../src/model/model.js";

function withoutNames(fields: FieldTable, path: string): string[] {
  return Object.entries(fields).flatMap(([name, { names, sort, description }]) => {
    const within = typeof sort.type === "object" && "fields" in sort.type && !sort.rows ? sort.type.fields : {};
    const own = [...names, description].every((each) => each.trim() !== "") ? [] : [`${path}${name}`];
    return [...own, ...withoutNames(within, `${path}${name}.`)];
  });
}

test("every field, and every column of a sheet, has a name in Dutch, French, German and English and a description", () => {
  const tables = [...sheetsOf(MODEL).values()].map(
    ({ kind, leading, table }) => [kind, { ...leading, ...table }] as const,
  );
  expect(tables.flatMap(([kind, table]) => withoutNames(table, `${kind}: `))).toEqual([]);
});

test("no two fields of a sheet have the same name in a language", () => {
  const twice = [...sheetsOf(MODEL).values()].flatMap(({ kind, leading, table }) => {
    const names = Object.values({ ...leading, ...table }).map((field) => field.names);
    return [0, 1, 2, 3].flatMap((language) => {
      const inLanguage = names.map((each) => each[language] ?? "");
      return inLanguage.filter((name, index) => inLanguage.indexOf(name) < index).map((name) => `${kind}: ${name}`);
    });
  });
  expect(twice).toEqual([]);
});

test("a column is found by the field's label in each language, unless another header of the row means it", () => {
  const events = sheetsOf(MODEL).get("event");
  if (!events) throw new Error("Expected a sheet of events.");
  const names = new HeaderNames(events, columnsOf(events));
  expect(names.columnsOf(["Zusammenfassung", "Evenement", "Attendance", "Kapazität Maximum pro Gruppe"])).toEqual([
    "summary.de",
    undefined,
    "attendance",
    "capacity.groupMax",
  ]);
  expect(names.columnsOf(["Zichtbaarheid", "Sichtbarkeit", "Deelname", "Teilnahme"])).toEqual([
    "visibility",
    undefined,
    "attendance",
    undefined,
  ]);
});
