import type { RecordInput } from "../../model/inputs.js";
import { MAX_DEPTH, depthIsFine } from "../../desk/validation/plain.js";
import { ExchangeError } from "../file/exchange-error.js";
import type { ExchangeLimits } from "../file/limits.js";
import { type CellProblem, cellProblem } from "../sheets/cell-problem.js";
import type { SheetKind } from "../../model/sheet-kind.js";
import { sheetKindNamed } from "../sheets/sheet-names.js";
import { checkRowCount } from "../file/check-rows.js";
import { decodeText } from "../file/decode-text.js";
import type { RecordFileRow } from "../sheets/file-row.js";

/** Of one field, more than the desk takes of any: a field is compared in one go, and nothing else is done meanwhile. */
const MAX_VALUES = 250_000;

/**
 * Reads records as JSON: an object with a list under the name of each kind, or one list of records of the given kind. Their
 * fields are those of the desk's inputs, rows included.
 */
export function readJson(bytes: Uint8Array, kind: SheetKind | undefined, limits: ExchangeLimits): RecordFileRow[] {
  const lists = listsOf(parse(decodeText(bytes)), kind);
  checkRowCount(
    lists.reduce((sum, [, list]) => sum + list.length, 0),
    limits,
  );
  return lists.flatMap(([name, list]) => list.map((value, index) => rowOf(name, value, index, limits)));
}

/** Writes records as JSON. */
export function writeJson(records: Readonly<Record<string, readonly RecordInput[]>>): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(records, null, 2)}\n`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
  } catch (error) {
    throw malformed("JSON", (error as Error).message.slice(0, 200), "Check the place that the message names.");
  }
}

function listsOf(value: unknown, kind: SheetKind | undefined): (readonly [SheetKind, readonly unknown[]])[] {
  if (Array.isArray(value)) {
    if (kind !== undefined && !kind.includes("-")) return [[kind, value]];
    throw malformed("an object with a list for each kind", "a list", 'Write { "event": [ ... ] }, or say the kind.');
  }
  if (typeof value !== "object" || value === null) {
    throw malformed("an object with a list for each kind", JSON.stringify(value), 'Write { "event": [ ... ] }.');
  }
  return Object.entries(value).map(([name, list]) => {
    const found = sheetKindNamed(name);
    if (found === undefined || !["event", "publication", "recommendation", "indicator"].includes(found)) {
      const known = "event, publication, recommendation or indicator";
      throw malformed(known, JSON.stringify(name.slice(0, 60)), "Rename it. Rows stand within their record.");
    }
    if (!Array.isArray(list)) throw malformed(`a list under ${name}`, typeof list, "Put the records between brackets.");
    return [found, list as readonly unknown[]] as const;
  });
}

function rowOf(kind: SheetKind, value: unknown, index: number, { maxColumns }: ExchangeLimits): RecordFileRow {
  const problems: CellProblem[] = [];
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject) problems.push(cellProblem("", "NOT_AN_OBJECT", "a record", shown(value)));
  const fields = Object.entries(isObject ? value : {});
  if (fields.length > maxColumns) throw tooManyFields(fields.length, kind, index, maxColumns);
  const record = Object.fromEntries(
    fields.filter(([field, given]) => {
      const expected = bound(given);
      if (expected) problems.push(cellProblem(field, "WRONG_VALUE", expected, "more"));
      return !expected;
    }),
  );
  for (const [name, type] of [
    ["id", "string"],
    ["version", "number"],
    ["draft", "boolean"],
  ] as const) {
    const given = record[name] ?? undefined;
    if (given === undefined || typeof given === type) continue;
    problems.push(cellProblem(name, "WRONG_VALUE", `a ${type}`, shown(given)));
  }
  return { is: "record", place: { sheet: kind, row: index + 1 }, kind, record, problems, warnings: [] };
}

/** What a value should have been no more than; undefined: it is not. */
function bound(value: unknown): string | undefined {
  if (!depthIsFine(value)) return `a value of at most ${MAX_DEPTH} levels`;
  return valuesIn(value) > MAX_VALUES ? `at most ${MAX_VALUES} values in a field` : undefined;
}

function valuesIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((sum, each) => sum + valuesIn(each), 1);
}

function shown(value: unknown): string {
  return depthIsFine(value) ? JSON.stringify(value).slice(0, 60) : "lists within lists";
}

function tooManyFields(count: number, kind: SheetKind, index: number, most: number): ExchangeError {
  return new ExchangeError({
    code: "TOO_MANY_COLUMNS",
    expected: `at most ${most} fields`,
    came: `${count} in ${kind} ${index + 1}`,
    mend: "Remove fields that are not to be imported.",
  });
}

function malformed(expected: string, came: string, mend: string): ExchangeError {
  return new ExchangeError({ code: "JSON_MALFORMED", expected, came, mend });
}
