import { EdtfError, type Language, LANGUAGES, type LanguageMap } from "@segpol/schema/values";
import { type CellProblem, cellProblem, quoted } from "./cell-problem.js";
import { parseDate, parseDay } from "./dates.js";
import { resolveChoice, resolveCode } from "./labels.js";
import { formatNumber, parseNumber } from "./numbers.js";
import { dateInWords } from "../../model/checks/date-in-words.js";
import type { Shape } from "../../model/shape.js";

/** The cells of a row, by the name of their column; an empty cell is left out. */
export type Cells = ReadonlyMap<string, string>;

type Values = Readonly<Record<string, unknown>>;

const TONGUES: readonly (readonly [Language, string])[] = LANGUAGES.map((each) => [each, each.toLowerCase()]);
const YES = new Set(["yes", "y", "ja", "j", "oui", "o", "true", "waar", "vrai", "wahr", "1", "x"]);
const NO = new Set(["no", "n", "nee", "neen", "non", "nein", "false", "onwaar", "faux", "falsch", "0"]);

/** Writes a value of a record to the cells of its columns. */
export function encode(shape: Shape, column: string, value: unknown): Map<string, string> {
  const cells = new Map<string, string>();
  write(shape, column, value, cells);
  return cells;
}

function write(shape: Shape, column: string, value: unknown, cells: Map<string, string>): void {
  if (value === undefined || value === null) return;
  const put = (name: string, text: string): void => {
    if (text !== "") cells.set(name, text);
  };
  switch (shape.is) {
    case "number":
      return put(column, formatNumber(value as number));
    case "boolean":
      return put(column, value ? "yes" : "no");
    case "codes":
      return put(column, (value as readonly string[]).join("; "));
    case "texts":
      return writeTexts(column, value as LanguageMap, cells);
    case "date": {
      const { edtf, text, basis } = value as { edtf: string; text: LanguageMap; basis?: string };
      put(column, edtf);
      put(`${column}.basis`, basis ?? "");
      return writeTexts(`${column}.text`, text, cells);
    }
    case "pairs": {
      const [first, second] = shape.keys;
      const pairs = value as readonly Record<string, string>[];
      return put(column, pairs.map((pair) => oneLine(`${pair[first]}${shape.between}${pair[second]}`)).join("\n"));
    }
    case "lines":
      return writeLines({ is: "text" }, column, value as readonly unknown[], cells);
    case "textList":
      return writeLines({ is: "texts" }, column, value as readonly unknown[], cells);
    case "list":
      return writeLines({ is: "object", of: shape.of }, column, value as readonly unknown[], cells);
    case "object": {
      for (const [name, field] of Object.entries(shape.of)) {
        write(field, `${column}.${name}`, (value as Values)[name], cells);
      }
      return;
    }
    default:
      put(column, value as string);
  }
}

function writeTexts(column: string, value: LanguageMap, cells: Map<string, string>): void {
  for (const [language, tongue] of TONGUES) {
    const text = value[language];
    if (text) cells.set(`${column}.${tongue}`, text);
  }
  cells.set(`${column}.original`, value.original);
}

/** In each column one line an item, the lines of an item at the same height. */
function writeLines(item: Shape, column: string, values: readonly unknown[], cells: Map<string, string>): void {
  const rows = values.map((value) => encode(item, column, value));
  for (const name of new Set(rows.flatMap((row) => [...row.keys()]))) {
    const lines = rows.map((row) => oneLine(row.get(name) ?? ""));
    cells.set(name, lines.slice(0, lines.findLastIndex((line) => line !== "") + 1).join("\n"));
  }
}

function oneLine(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

function unescaped(line: string): string {
  return line.trim().replaceAll(/\\(n|\\)/g, (_, sign: string) => (sign === "n" ? "\n" : "\\"));
}

/** Reads a value from its cells; undefined: they are all empty. What cannot be read is reported, and left out. */
export function decode(shape: Shape, column: string, cells: Cells, problems: CellProblem[]): unknown {
  const cell = cells.get(column) ?? "";
  switch (shape.is) {
    case "texts":
      return readTexts(column, cells);
    case "date":
      return readDate(column, cells, problems);
    case "lines":
      return readLines({ is: "text" }, column, cells, problems);
    case "textList":
      return readLines({ is: "texts" }, column, cells, problems);
    case "list":
      return readLines({ is: "object", of: shape.of }, column, cells, problems);
    case "object":
      return readObject(shape, column, cells, problems);
    default:
      return cell === "" ? undefined : readCell(shape, column, cell, problems);
  }
}

type SingleShape = Extract<Shape, { is: "text" | "number" | "boolean" | "day" | "choice" | "codes" | "pairs" }>;

function readCell(shape: SingleShape, column: string, cell: string, problems: CellProblem[]): unknown {
  switch (shape.is) {
    case "text":
      return cell;
    case "choice":
      return resolveChoice(cell, shape.of);
    case "codes":
      return cell
        .split(/[;,|\n]/)
        .map((each) => each.trim())
        .filter((each) => each !== "")
        .map((each) => resolveCode(each, shape.of));
    case "number": {
      const value = parseNumber(cell);
      if (typeof value === "number") return value;
      problems.push(cellProblem(column, value, "a number", quoted(cell)));
      return undefined;
    }
    case "boolean": {
      const word = cell.trim().toLowerCase();
      if (YES.has(word)) return true;
      if (NO.has(word)) return false;
      problems.push(cellProblem(column, "NOT_YES_OR_NO", "yes or no", quoted(cell)));
      return undefined;
    }
    case "day": {
      const day = guarded(() => parseDay(cell), column, problems);
      if (day === undefined && problems.every((each) => each.column !== column)) {
        problems.push(cellProblem(column, "NOT_A_DATE", "one day", quoted(cell)));
      }
      return day;
    }
    case "pairs":
      return readPairs(shape, column, cell, problems);
  }
}

function readPairs(
  { keys: [first, second], between }: Extract<Shape, { is: "pairs" }>,
  column: string,
  cell: string,
  problems: CellProblem[],
): Record<string, string>[] {
  return cell.split("\n").flatMap((each) => {
    const line = unescaped(each);
    if (line === "") return [];
    const at = line.indexOf(between);
    const left = line.slice(0, at).trim();
    const right = line.slice(at + between.length).trim();
    if (at > 0 && left !== "" && right !== "") return [{ [first]: left, [second]: right }];
    const form = `${first}${between}${second}`;
    problems.push(cellProblem(column, "NOT_A_LINE_PAIR", `on each line ${quoted(form)}`, quoted(line)));
    return [];
  });
}

function readTexts(column: string, cells: Cells): LanguageMap | undefined {
  const given = TONGUES.flatMap(([language, tongue]) => {
    const text = cells.get(`${column}.${tongue}`);
    return text ? [[language, text] as const] : [];
  });
  const first = given[0]?.[0];
  if (first === undefined) return undefined;
  const original = (cells.get(`${column}.original`)?.trim().toUpperCase() ?? first) as Language;
  return { original, ...Object.fromEntries(given) };
}

function readDate(column: string, cells: Cells, problems: CellProblem[]): unknown {
  const cell = cells.get(column);
  if (cell === undefined) return undefined;
  const edtf = guarded(() => parseDate(cell), column, problems);
  if (edtf === undefined) return undefined;
  const basis = cells.get(`${column}.basis`)?.trim().toUpperCase();
  return { text: readTexts(`${column}.text`, cells) ?? dateInWords(edtf), edtf, ...(basis ? { basis } : {}) };
}

function readObject(
  { of, defaults }: Extract<Shape, { is: "object" }>,
  column: string,
  cells: Cells,
  problems: CellProblem[],
): Values | undefined {
  const entries = Object.entries(of).flatMap(([name, shape]) => {
    const value = decode(shape, `${column}.${name}`, cells, problems);
    return value === undefined ? [] : [[name, value] as const];
  });
  return entries.length > 0 ? { ...defaults, ...Object.fromEntries(entries) } : undefined;
}

function readLines(item: Shape, column: string, cells: Cells, problems: CellProblem[]): unknown[] | undefined {
  const rows: Map<string, string>[] = [];
  for (const [name, cell] of cells) {
    if (name !== column && !name.startsWith(`${column}.`)) continue;
    cell.split("\n").forEach((line, index) => {
      const row = (rows[index] ??= new Map<string, string>());
      const text = unescaped(line);
      if (text !== "") row.set(name, text);
    });
  }
  const values = rows.flatMap((row) => decode(item, column, withoutStaleOriginal(row), problems) ?? []);
  return values.length > 0 ? values : undefined;
}

/** Where the text in the original language was taken away, the first that is left is the original. */
function withoutStaleOriginal(cells: ReadonlyMap<string, string>): Map<string, string> {
  const kept = new Map(cells);
  for (const [name, language] of cells) {
    if (!name.endsWith(".original")) continue;
    const column = name.slice(0, -".original".length);
    if (!cells.has(`${column}.${language.trim().toLowerCase()}`)) kept.delete(name);
  }
  return kept;
}

function guarded<T>(read: () => T, column: string, problems: CellProblem[]): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EdtfError)) throw error;
    problems.push(
      cellProblem(column, "NOT_A_DATE", "a date, such as 15/10/2021", `${quoted(error.edtf)}: ${error.problem}`),
    );
    return undefined;
  }
}
