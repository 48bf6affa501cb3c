import type { RecordKind } from "@segpol/schema/values";
import type { DeskSnapshot } from "../../desk/command.js";
import { sheetToWrite, textRows } from "./sheet-to-write.js";
import { fillSheet } from "../sheets/fill-sheet.js";
import type { SheetKind } from "../../model/sheet-kind.js";
import { sheetDefinition } from "../sheets/sheet-kinds.js";
import type { ExchangeFormat } from "../file/format.js";
import { writeJson } from "./json.js";

/** What a file is made of. */
export interface FileToWrite {
  /** The partner's code. */
  readonly code: string;
  readonly format: ExchangeFormat;
  /** The sheets or lists that it has; of a format that has but one the first. */
  readonly kinds: readonly SheetKind[];
  readonly records: ReadonlyMap<RecordKind, readonly DeskSnapshot[]>;
}

/** A file's bytes. */
export interface WrittenFile {
  readonly bytes: Uint8Array;
  /** What was left out, and why. */
  readonly notices: readonly string[];
}

/** Writes records, or the rows that belong to them, in a format. Of the formats only that one is loaded: each file gets a process. */
export async function writeFile({ code, format, kinds, records }: FileToWrite): Promise<WrittenFile> {
  const first = kinds[0] ?? "event";
  const of = (kind: SheetKind): readonly DeskSnapshot[] => records.get(sheetDefinition(kind).record) ?? [];
  switch (format) {
    case "csv": {
      const { writeCsv } = await import("./write-csv.js");
      return { bytes: writeCsv(textRows(fillSheet(sheetDefinition(first), of(first)))), notices: [] };
    }
    case "xlsx": {
      const { writeWorkbook } = await import("./xlsx/write-workbook.js");
      const sheets = kinds.map((each) => sheetToWrite(each, fillSheet(sheetDefinition(each), of(each))));
      return { bytes: await writeWorkbook(sheets), notices: [] };
    }
    case "json": {
      const lists = kinds
        .filter((each) => !sheetDefinition(each).rowsOf)
        .map((each) => [each, of(each).map(recordOf)] as const);
      return { bytes: writeJson(Object.fromEntries(lists)), notices: [] };
    }
    case "ics": {
      const { writeCalendar } = await import("./ics/write-calendar.js");
      const { bytes, leftOut } = writeCalendar(code, of("event"));
      const notices = leftOut.map((id) => `${id} has no date with a last day, and is left out of the calendar.`);
      return { bytes, notices };
    }
  }
}

function recordOf({ id, version, draft, content }: DeskSnapshot): Readonly<Record<string, unknown>> {
  return { id, version, ...(draft ? { draft } : {}), ...content };
}
