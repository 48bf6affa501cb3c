import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { editingScope, requireReader } from "./authorize.js";
import type { DeskContext } from "./desk-context.js";
import { ExchangeError } from "../../exchange/file/exchange-error.js";
import { FileRefused } from "../../files/file-refused.js";
import { readLastImport } from "../../desk/records/last-import.js";
import { columnsOf } from "../../exchange/sheets/columns.js";
import type { FileTable, HeaderMeaning } from "../../exchange/sheets/file-row.js";
import { aliasesOf } from "../../exchange/sheets/headers.js";
import { sheetDefinition } from "../../exchange/sheets/sheet-kinds.js";
import { exportRecords } from "../../exchange/export-records.js";
import type { ExchangeFormat } from "../../exchange/file/format.js";
import { importRecords } from "../../exchange/import-records.js";
import { DEFAULT_LIMITS } from "../../exchange/file/limits.js";
import type { SheetKind } from "../../model/sheet-kind.js";
import {
  ExchangeFormatEnum,
  ExportPayload,
  ImportRecordsInput,
  ImportReportType,
  LastImportType,
  SheetKindEnum,
} from "../types/exchange-types.js";
import { decodeBase64 } from "../../exchange/file/decode-base64.js";
import { inTurns } from "./in-turns.js";

interface ImportInput {
  readonly fileName: string;
  readonly content: string;
  readonly format?: ExchangeFormat | null;
  readonly kind?: SheetKind | null;
  readonly columns?: readonly HeaderMeaning[] | null;
  readonly dryRun?: boolean | null;
  readonly skipBad?: boolean | null;
  readonly idempotencyKey?: string | null;
}

const NOTHING = {
  written: false,
  counts: { created: 0, changed: 0, appended: 0, unchanged: 0, bad: 0 },
  rows: [],
  notices: [],
  tables: [],
  mend: [],
};

/** Import and export by the desk, for the same people as the rest of it. */
@Resolver()
export class ExchangeResolver {
  @Mutation(() => ImportReportType, {
    description:
      "Imports a file: compares each row with what is kept and writes what differs, all in one transaction. Nothing is written when a row is bad, unless skipBad says so.",
  })
  async importRecords(
    @Arg("input", () => ImportRecordsInput, { description: "The file, and how to read it." }) input: ImportInput,
    @Ctx() context: DeskContext,
  ): Promise<object> {
    const scope = editingScope(context);
    const { fileName, content, format, kind, columns, idempotencyKey } = input;
    const dryRun = input.dryRun ?? false;
    const limits = { ...DEFAULT_LIMITS, maxBytes: context.importBytes };
    try {
      const { counts, rows, tables, mend, ...report } = await importRecords(
        scope,
        { name: fileName, bytes: decodeBase64(content, limits) },
        {
          format: format ?? undefined,
          kind: kind ?? undefined,
          meanings: columns?.map(({ header, column }) => ({ header, column })),
          dryRun,
          skipBad: input.skipBad ?? false,
          idempotencyKey: idempotencyKey ?? undefined,
          limits,
          work: context.work,
          // After the error for a file that took too long, nothing may be written.
          signal: context.signal,
        },
      );
      const { CREATED, CHANGED, APPENDED, UNCHANGED, BAD } = counts;
      const named = { created: CREATED, changed: CHANGED, appended: APPENDED, unchanged: UNCHANGED, bad: BAD };
      return {
        ...report,
        rows: inTurns(rows),
        counts: named,
        tables: tables.map(shownTable),
        mend: mend.map(({ name, bytes }) => ({
          name,
          mediaType: "text/csv",
          base64: Buffer.from(bytes).toString("base64"),
          notices: [],
        })),
      };
    } catch (error) {
      // Nobody waits for the answer any more: that the work was given up is no fault to be logged.
      if (context.signal.aborted) return { ...NOTHING, dryRun };
      return { ...NOTHING, dryRun, error: shown(error) };
    }
  }

  @Query(() => LastImportType, {
    nullable: true,
    description: "The import that was done last, at the desk or at the command line; null: none was.",
  })
  async lastImport(@Ctx() context: DeskContext): Promise<object | null> {
    requireReader(context);
    return (await readLastImport(context.em)) ?? null;
  }

  @Query(() => ExportPayload, {
    description:
      "All records of a kind that are not withdrawn, drafts included, as a file. Imported again, it changes nothing.",
  })
  async exportRecords(
    @Arg("kind", () => SheetKindEnum, {
      nullable: true,
      description: "By default all kinds, in the formats that can hold them.",
    })
    kind: SheetKind | null | undefined,
    @Arg("format", () => ExchangeFormatEnum, { description: "What the file is to be." }) format: ExchangeFormat,
    @Ctx() context: DeskContext,
  ): Promise<object> {
    requireReader(context);
    try {
      const { bytes, ...file } = await exportRecords(context.em, context.partner, {
        format,
        kind: kind ?? undefined,
        work: context.work,
        signal: context.signal,
      });
      return { file: { ...file, base64: Buffer.from(bytes).toString("base64") } };
    } catch (error) {
      if (context.signal.aborted) return {};
      return { error: shown(error) };
    }
  }
}

function shownTable({ sheet, kind, headers, columns }: FileTable): object {
  const definition = sheetDefinition(kind);
  return {
    sheet,
    kind,
    columns: headers.map((header, index) => ({ header, column: columns[index] ?? null })),
    known: columnsOf(definition).map(({ name }) => ({ name, headers: aliasesOf(definition, name) })),
  };
}

/** What is wrong with a file as a whole; anything else is reported as unexpected errors are. */
export function shown(error: unknown): object {
  if (!(error instanceof ExchangeError || error instanceof FileRefused)) throw error;
  const { code, message, mend } = error;
  return { code, message, mend };
}
