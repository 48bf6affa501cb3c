import type { EntityManager } from "@mikro-orm/postgresql";
import { RECORD_KINDS, type RecordKind } from "@segpol/schema";
import type { DeskSnapshot } from "../desk/command.js";
import { readSnapshots } from "../desk/records/snapshot.js";
import type { Partner } from "../partner/partner.js";
import { RECORD_TABLES } from "../storage/migrations/triggers.js";
import { type FileWork, WORK_HERE } from "./file-worker/file-work.js";
import { ExchangeError } from "./file/exchange-error.js";
import type { ExchangeFormat } from "./file/format.js";
import { checkKept } from "./formats/read-file.js";
import { RECORD_SHEETS, type SheetKind } from "../model/sheet-kind.js";
import { sheetDefinition, sheetKindsFor } from "./sheets/sheet-kinds.js";

/** What an export gives. */
export interface ExportedFile {
  /** Such as cps-event.csv. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** What was left out, and why. */
  readonly notices: readonly string[];
}

/** What is exported, and how. */
export interface ExportOptions {
  readonly format: ExchangeFormat;
  /** Undefined: all kinds, in the formats that can hold them. */
  readonly kind?: SheetKind | undefined;
  /** Where the file is written; by default in this thread, which does nothing else meanwhile. */
  readonly work?: FileWork;
  /** Aborted when nobody waits for the file any more. */
  readonly signal?: AbortSignal | undefined;
}

const AT_ONCE = 100;
const MEDIA_TYPES: Readonly<Record<ExchangeFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
  ics: "text/calendar; charset=utf-8",
};

/**
 * Exports the records of a kind that are not withdrawn, drafts included, or the rows that belong to records. Imported again, the
 * file changes nothing.
 * @throws ExchangeError when the partner keeps no such records, or the format cannot hold them.
 */
export async function exportRecords(
  em: EntityManager,
  partner: Partner,
  { format, kind, work = WORK_HERE, signal }: ExportOptions,
): Promise<ExportedFile> {
  const kept = RECORD_KINDS.filter((each) => partner.classes[each]);
  const kinds = kind === undefined ? sheetKindsFor(kept) : [kind];
  for (const each of kinds) checkKept(each, kept);
  checkFormat(format, kind, kept);
  const records = new Map<RecordKind, DeskSnapshot[]>();
  for (const record of new Set(kinds.map((each) => sheetDefinition(each).record))) {
    records.set(record, await readAll(em, record));
  }
  const file = await work.write({ code: partner.code, format, kinds, records }, signal);
  return {
    ...file,
    name: `${partner.code.toLowerCase()}-${kind ?? "records"}.${format}`,
    mediaType: MEDIA_TYPES[format],
  };
}

/** @throws ExchangeError when a format cannot hold the records. */
function checkFormat(format: ExchangeFormat, kind: SheetKind | undefined, kept: readonly RecordKind[]): void {
  const kinds = sheetKindsFor(kept).join(", ");
  if (format === "csv" && kind === undefined) {
    throw new ExchangeError({
      code: "KIND_UNKNOWN",
      expected: `one of ${kinds} for a CSV file`,
      came: "none",
      mend: "Say it with --kind (kind, in the API).",
    });
  }
  if (format === "ics" && ((kind ?? "event") !== "event" || !kept.includes("Event"))) {
    throw new ExchangeError({
      code: "FORMAT_NOT_FOR_KIND",
      expected: "events for a calendar",
      came: kind ?? kinds,
      mend: "Take csv, xlsx or json.",
    });
  }
  if (format === "json" && kind !== undefined && sheetDefinition(kind).rowsOf) {
    const whole = RECORD_SHEETS[sheetDefinition(kind).record];
    throw new ExchangeError({
      code: "FORMAT_NOT_FOR_KIND",
      expected: `${whole}, in which they stand in JSON`,
      came: kind,
      mend: `Take --kind ${whole}, or csv or xlsx.`,
    });
  }
}

async function readAll(em: EntityManager, kind: RecordKind): Promise<DeskSnapshot[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from ${RECORD_TABLES[kind]} where withdrawn_at is null order by id`,
  );
  const found: DeskSnapshot[] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const ids = rows.slice(from, from + AT_ONCE).map(({ id }) => id);
    const snapshots = await readSnapshots(em, kind, ids);
    found.push(...ids.flatMap((id) => snapshots.get(id) ?? []));
  }
  return found;
}
