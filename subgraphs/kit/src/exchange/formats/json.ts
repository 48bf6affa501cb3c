import { isDeepStrictEqual } from "node:util";
import type { RecordInput } from "../../desk/commands/inputs.js";
import { ExchangeError } from "../exchange-error.js";
import type { ExchangeLimits } from "../limits.js";
import type { ImportRow } from "../plan/import-row.js";
import { type CellProblem, cellProblem } from "../sheets/cell-problem.js";
import type { SheetKind } from "../sheets/sheet-kinds.js";
import { sheetKindNamed } from "../sheets/sheet-names.js";
import { checkRowCount } from "./check-rows.js";
import { decodeText } from "./decode-text.js";

/** What a record has in JSON beside its fields. */
const OWN = new Set(["id", "version", "draft"]);

/**
 * Reads records as JSON: an object with a list under the name of each kind, or one list of records of the given kind. Their
 * fields are those of the desk's inputs, rows included.
 */
export function readJson(bytes: Uint8Array, kind: SheetKind | undefined, limits: ExchangeLimits): ImportRow[] {
  const lists = listsOf(parse(decodeText(bytes)), kind);
  checkRowCount(
    lists.reduce((sum, [, list]) => sum + list.length, 0),
    limits,
  );
  return lists.flatMap(([name, list]) => list.map((value, index) => rowOf(name, value, index)));
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

function rowOf(kind: SheetKind, value: unknown, index: number): ImportRow {
  const problems: CellProblem[] = [];
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject) problems.push(cellProblem("", "NOT_AN_OBJECT", "a record", JSON.stringify(value).slice(0, 60)));
  const record: RecordInput = isObject ? (value as RecordInput) : {};
  const { id, version, draft } = record;
  for (const [name, type] of [
    ["id", "string"],
    ["version", "number"],
    ["draft", "boolean"],
  ] as const) {
    const given = record[name] ?? undefined;
    if (given === undefined || typeof given === type) continue;
    problems.push(cellProblem(name, "WRONG_VALUE", `a ${type}`, JSON.stringify(given).slice(0, 60)));
  }
  return {
    place: { sheet: kind, row: index + 1 },
    kind,
    id: typeof id === "string" ? id : undefined,
    owner: undefined,
    version: typeof version === "number" ? version : undefined,
    draft: typeof draft === "boolean" ? draft : undefined,
    problems,
    read: (kept) => {
      const changed = Object.entries(record).filter(
        ([field, given]) => !OWN.has(field) && !isDeepStrictEqual(given ?? undefined, kept?.[field]),
      );
      return { patch: Object.fromEntries(changed), columns: changed.map(([field]) => field), problems: [] };
    },
    columnOf: (field) => field,
  };
}

function malformed(expected: string, came: string, mend: string): ExchangeError {
  return new ExchangeError({ code: "JSON_MALFORMED", expected, came, mend });
}
