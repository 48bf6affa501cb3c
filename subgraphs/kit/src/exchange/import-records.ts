import { createHash } from "node:crypto";
import { canonicalJson, RECORD_KINDS, type RecordKind } from "@segpol/schema";
import { applyCommands } from "../desk/commands/apply-commands.js";
import type { CommandOutcome, CommandScope, FieldChange } from "../desk/command.js";
import type { DeskProblem } from "../vocabulary/problem.js";
import { keepLastImport } from "../desk/records/last-import.js";
import { checkKey } from "../desk/commands/request-keys.js";
import { type FileWork, WORK_HERE } from "./file-worker/file-work.js";
import { checkSize } from "./file/check-size.js";
import { ExchangeError } from "./file/exchange-error.js";
import { type ExchangeFormat, formatOf } from "./file/format.js";
import { visible } from "./file/visible.js";
import type { ImportFile } from "./formats/read-file.js";
import { DEFAULT_LIMITS, type ExchangeLimits } from "./file/limits.js";
import { type BadRow, mendSheets } from "./plan/mend-sheets.js";
import { createPauses } from "./plan/pauses.js";
import type { PlannedCommand, PlannedRow } from "./plan/planned-row.js";
import { planRows } from "./plan/plan-rows.js";
import { ROW_OUTCOMES, type ColumnChange, type ImportReport, type RowOutcome, type RowReport } from "./report.js";
import type { CellProblem } from "./sheets/cell-problem.js";
import type { HeaderMeaning } from "./sheets/file-row.js";
import { formatNumber } from "./sheets/numbers.js";
import type { SheetKind } from "../model/sheet-kind.js";

/** How a file is imported. */
export interface ImportOptions {
  /** By default what the file's name ends in. */
  readonly format?: ExchangeFormat | undefined;
  /** What the rows are, where neither the file nor its sheets are named so. */
  readonly kind?: SheetKind | undefined;
  /** Nothing is written; the report says what would be. False by default. */
  readonly dryRun?: boolean;
  /** Bad rows are left out, and the rest is written. False by default: all or nothing. */
  readonly skipBad?: boolean;
  /** The same key with the same file writes nothing the second time; with another file it is refused. Of no account in a dry run. */
  readonly idempotencyKey?: string | undefined;
  readonly limits?: ExchangeLimits;
  /** What headers mean that do not say so by themselves. */
  readonly meanings?: readonly HeaderMeaning[] | undefined;
  /** Where the file is read; by default in this thread, which does nothing else meanwhile. */
  readonly work?: FileWork;
  /** Aborted when nobody waits for the report any more: the import ends, and nothing is written. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each row that is written or tried. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** Characters of a file's name in the audit trail. */
const MAX_NAME = 200;

const OUTCOME = { CREATE: "CREATED", CHANGE: "CHANGED", APPEND: "APPENDED" } as const satisfies Record<
  string,
  RowOutcome
>;

/**
 * Imports a file: compares each row with what is kept and writes what differs, all in one transaction through the desk. Nothing is
 * written when a row is bad, unless `skipBad` says so.
 * @throws ExchangeError when the file as a whole cannot be read, or is beyond the limits.
 */
export async function importRecords(
  scope: CommandScope,
  file: ImportFile,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const {
    dryRun = false,
    skipBad = false,
    limits = DEFAULT_LIMITS,
    idempotencyKey,
    meanings,
    onProgress,
    work = WORK_HERE,
    signal,
  } = options;
  checkSize(file.bytes.length, limits);
  const format = options.format ?? formatOf(file.name);
  const records = RECORD_KINDS.filter((kind: RecordKind) => scope.partner.classes[kind]);
  const reading = await work.read(file, { format, kind: options.kind, records, limits, meanings }, signal);
  const requestDigest = digestOfFile(file, meanings);
  if (idempotencyKey !== undefined && !dryRun) await refuseKey(scope, idempotencyKey, requestDigest);
  const plan = await planRows(scope.em, scope.partner, reading.rows, createPauses(signal));
  const someBad = plan.rows.some(({ problems }) => problems.length > 0);
  const onlyTried = dryRun || (someBad && !skipBad);
  const outcomes = await applyCommands(
    { ...scope, source: `IMPORT ${visible(file.name.slice(0, MAX_NAME))}` },
    plan.commands.map(({ command }) => command),
    {
      dryRun: onlyTried,
      skipBad,
      onProgress: (count, of) => {
        signal?.throwIfAborted();
        onProgress?.(count, of);
      },
      ...(idempotencyKey === undefined ? {} : { idempotencyKey, requestDigest }),
    },
  );
  // Those of an earlier import of the file are not of these commands, and nothing was done now.
  const done = outcomes.filter(({ replayed }) => !replayed);
  const results = resultsByRow(plan.commands, done);
  const rows: RowReport[] = [];
  // What is written by now is reported in full.
  const pauses = createPauses(undefined);
  for (const row of plan.rows) {
    rows.push(reportOf(row, results.get(row) ?? []));
    await pauses.after();
  }
  const counts = Object.fromEntries(
    ROW_OUTCOMES.map((each) => [each, rows.filter(({ outcome }) => outcome === each).length]),
  ) as Record<RowOutcome, number>;
  const written = !onlyTried && done.some(({ status }) => status === "CREATED" || status === "CHANGED");
  if (!dryRun && (done.length > 0 || plan.commands.length === 0)) {
    const fileName = visible(file.name.slice(0, MAX_NAME));
    await keepLastImport(scope.em, { subject: scope.actor.subject, fileName, bad: counts.BAD });
  }
  const bad = rows.flatMap(({ outcome, sheet, problems }, index): BadRow[] => {
    const read = reading.rows[index];
    return outcome === "BAD" && read?.is === "cells" ? [{ sheet, problems, raw: read.raw }] : [];
  });
  const { notices, tables } = reading;
  return { written, dryRun, counts, rows, notices, tables, mend: mendSheets(tables, bad) };
}

/** A file is the same request whatever its rows would do by now. */
function digestOfFile({ bytes }: ImportFile, meanings: readonly HeaderMeaning[] = []): string {
  const content = createHash("sha256").update(bytes).digest("hex");
  return meanings.length === 0 ? `file ${content}` : `file ${content} ${canonicalJson(meanings)}`;
}

async function refuseKey({ em, actor }: CommandScope, key: string, digest: string): Promise<void> {
  const found = await checkKey(em, actor, key, digest);
  if (found?.code === "IDEMPOTENCY_KEY_REUSED") {
    const expected = "the file that the key was used for first, or a new key";
    throw new ExchangeError({
      code: found.code,
      expected,
      came: "something else with the same key",
      mend: found.mend,
    });
  }
  if (found?.code === "BAD_IDEMPOTENCY_KEY") {
    const expected = "an idempotency key of 8 to 200 letters, digits and . _ : -";
    throw new ExchangeError({ code: found.code, expected, came: JSON.stringify(key.slice(0, 60)), mend: found.mend });
  }
}

function resultsByRow(
  commands: readonly PlannedCommand[],
  outcomes: readonly CommandOutcome[],
): ReadonlyMap<PlannedRow, readonly CommandOutcome[]> {
  const results = new Map<PlannedRow, CommandOutcome[]>();
  for (const [index, { rows }] of commands.entries()) {
    const outcome = outcomes[index];
    if (!outcome) continue;
    for (const row of rows) results.set(row, [...(results.get(row) ?? []), outcome]);
  }
  return results;
}

function reportOf(planned: PlannedRow, outcomes: readonly CommandOutcome[]): RowReport {
  const { row, id, intent } = planned;
  const at = (found: readonly DeskProblem[]): CellProblem[] => found.map((each) => problemAt(planned, each));
  const problems = [...planned.problems, ...outcomes.flatMap((outcome) => at(outcome.problems))];
  const warnings = [...planned.warnings, ...outcomes.flatMap((outcome) => at(outcome.warnings))];
  const idle = intent === undefined || outcomes.every(({ status }) => status === "UNCHANGED");
  const outcome = problems.length > 0 ? "BAD" : idle ? "UNCHANGED" : OUTCOME[intent];
  const changes =
    outcome === "CHANGED" ? outcomes.flatMap((each) => each.changes.map((change) => changeAt(planned, change))) : [];
  return { ...row.place, kind: row.kind, id, outcome, changes, problems: unique(problems), warnings: unique(warnings) };
}

function unique(problems: readonly CellProblem[]): CellProblem[] {
  return [...new Map(problems.map((each) => [`${each.column} ${each.message}`, each])).values()];
}

/** A field of the desk as the column that the row has for it. */
function problemAt({ row, definition }: PlannedRow, { field, code, message, mend }: DeskProblem): CellProblem {
  const own = definition.rowsOf ? withoutPlace(field, definition.rowsOf) : field;
  return { column: own === "" ? "" : row.columnOf(own), code, message, mend };
}

/** A field of a row by its name within the row, whichever row of the record it is: responses.0.date is date. */
function withoutPlace(field: string, rowsOf: string): string {
  const [list, ...path] = field.split(".");
  const at = path.findIndex((part) => !/^\d+$/.test(part));
  if (list !== rowsOf || at === 0 || path.length === 0) return field;
  return at < 0 ? "" : path.slice(at).join(".");
}

function changeAt({ row }: PlannedRow, { field, before, after }: FieldChange): ColumnChange {
  return { column: row.columnOf(field), before: shown(before), after: shown(after) };
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return formatNumber(value);
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value.join("; ");
  return JSON.stringify(value);
}
