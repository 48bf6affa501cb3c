import { parseRecordId, type RecordKind } from "@segpol/schema/values";
import { checkSize } from "../file/check-size.js";
import { ExchangeError } from "../file/exchange-error.js";
import type { ExchangeLimits } from "../file/limits.js";
import { quoted } from "../sheets/cell-problem.js";
import type { FileTable, HeaderMeaning } from "../sheets/file-row.js";
import { rowsOfSheet } from "../sheets/sheet-rows.js";
import type { Sheet } from "../file/sheet.js";
import { RECORD_SHEETS, type SheetKind } from "../../model/sheet-kind.js";
import { ownerColumn, sheetDefinition, sheetKindsFor } from "../sheets/sheet-kinds.js";
import { EXPLANATIONS, sheetKindNamed, sheetKindOfFile } from "../sheets/sheet-names.js";
import type { FileRow } from "./file-row.js";
import type { ExchangeFormat } from "../file/format.js";
import { readJson } from "./json.js";

/** A file to be imported. */
export interface ImportFile {
  /** Its name, as far as it has one; what its rows are may stand in it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How a file is to be read. */
export interface ReadFileOptions {
  readonly format: ExchangeFormat;
  /** What its rows are; undefined: its name, its sheets' names or its ids say so. */
  readonly kind: SheetKind | undefined;
  /** The kinds of record that the partner keeps. */
  readonly records: readonly RecordKind[];
  readonly limits: ExchangeLimits;
  /** What headers mean that do not say so by themselves. */
  readonly meanings?: readonly HeaderMeaning[] | undefined;
}

/** The rows of a file, and what of it was not read. */
export interface FileReading {
  readonly rows: readonly FileRow[];
  readonly notices: readonly string[];
  /** Those of a format with headers. */
  readonly tables: readonly FileTable[];
}

/**
 * Reads a file.
 * @throws ExchangeError when it cannot be read at all, or is beyond the limits.
 */
export async function readFileRows(file: ImportFile, options: ReadFileOptions): Promise<FileReading> {
  const { format, limits } = options;
  checkSize(file.bytes.length, limits);
  const reading = format === "json" ? readRecords(file, options) : await readSheets(file, format, options);
  if (reading.rows.length > 0) return reading;
  throw new ExchangeError({
    code: "NO_ROWS",
    expected: "at least one row below the headers, one event or one record",
    came: "none",
    mend: "Fill in the file, and save it before you import it.",
  });
}

function readRecords({ bytes }: ImportFile, { kind, limits, records }: ReadFileOptions): FileReading {
  const rows = readJson(bytes, kind, limits);
  for (const row of rows) checkKept(row.kind, records);
  return { rows, notices: [], tables: [] };
}

async function readSheets(
  file: ImportFile,
  format: Exclude<ExchangeFormat, "json">,
  options: ReadFileOptions,
): Promise<FileReading> {
  const { limits, records, meanings } = options;
  if (format === "ics") {
    checkKept("event", records);
    const { readCalendar } = await import("./ics/read-calendar.js");
    return { ...readCalendar(file.bytes, limits), tables: [] };
  }
  const sheets = await readTables(file.bytes, format, limits);
  const rows: FileRow[] = [];
  const notices: string[] = [];
  const tables: FileTable[] = [];
  const filled = sheets.filter((sheet) => sheet.rows.length > 0 && sheet.name !== EXPLANATIONS);
  // Where no sheet is named after a kind, the first is meant.
  const alone = filled.length === 1 || !filled.some(({ name }) => name !== undefined && sheetKindNamed(name));
  for (const [index, sheet] of filled.entries()) {
    const kind = alone && index > 0 ? undefined : kindOf(sheet, file, alone, options);
    if (kind === undefined) {
      notices.push(`Sheet ${quoted(sheet.name ?? "")} is not read: its name is not that of a kind of record.`);
      continue;
    }
    checkKept(kind, records);
    const reading = rowsOfSheet(sheet, sheetDefinition(kind), meanings);
    tables.push(reading.table);
    rows.push(...reading.rows);
    notices.push(...reading.notices);
  }
  return { rows, notices, tables };
}

/** Of the formats only the one that is read is loaded: each file gets a process. */
async function readTables(bytes: Uint8Array, format: "csv" | "xlsx", limits: ExchangeLimits): Promise<Sheet[]> {
  if (format === "csv") return (await import("./read-csv.js")).readCsv(bytes, limits);
  return (await import("./xlsx/read-workbook.js")).readWorkbook(bytes, limits);
}

/** What the rows of a sheet are: as somebody said, as the sheet or the file is called, or as its content shows. */
function kindOf(
  sheet: Sheet,
  { name }: ImportFile,
  alone: boolean,
  { kind, records }: ReadFileOptions,
): SheetKind | undefined {
  const named = sheet.name === undefined ? undefined : sheetKindNamed(sheet.name);
  if (!alone) return named !== undefined && kind !== undefined && named !== kind ? undefined : named;
  const found = kind ?? named ?? sheetKindOfFile(name) ?? kindShown(sheet, records);
  if (found) return found;
  throw new ExchangeError({
    code: "KIND_UNKNOWN",
    expected: `to be told what the rows are: ${sheetKindsFor(records).join(", ")}`,
    came: `a file whose name, ${quoted(name)}, does not say it`,
    mend: "Say it with --kind event (kind, in the API), or in the name of the file or the sheet: events.csv.",
  });
}

function kindShown({ rows }: Sheet, records: readonly RecordKind[]): SheetKind | undefined {
  const ids = rows.flatMap(({ cells }) => cells.flatMap((cell) => parseRecordId(cell.trim()) ?? []));
  const headers = (rows[0]?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const owners = ["recommendation", "indicator"];
  if (headers.some((header) => owners.includes(header))) return undefined;
  const kinds = new Set(ids.map(({ kind }) => kind));
  const [only, ...others] = kinds.size > 0 ? kinds : records;
  return only !== undefined && others.length === 0 ? RECORD_SHEETS[only] : undefined;
}

/** @throws ExchangeError when the partner keeps no such records. */
export function checkKept(kind: SheetKind, records: readonly RecordKind[]): void {
  const kinds = sheetKindsFor(records);
  if (kinds.includes(kind)) return;
  const { record, rowsOf } = sheetDefinition(kind);
  throw new ExchangeError({
    code: "KIND_UNKNOWN",
    expected: `rows of a kind that this partner keeps: ${kinds.join(", ")}`,
    came: rowsOf ? `${kind}, which needs a column ${ownerColumn(sheetDefinition(kind))} of ${record} records` : kind,
    mend: "Import it at the partner that keeps such records, or say another kind.",
  });
}
