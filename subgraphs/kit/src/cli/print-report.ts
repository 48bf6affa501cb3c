import type { ImportReport, RowReport } from "../exchange/report.js";
import { visible } from "../exchange/file/visible.js";
import type { CellProblem } from "../exchange/sheets/cell-problem.js";

const MAX_VALUE = 120;
const WORDS: Readonly<Record<RowReport["outcome"], string>> = {
  CREATED: "new",
  CHANGED: "changed",
  APPENDED: "added",
  UNCHANGED: "unchanged",
  BAD: "BAD",
};

/** The report of an import as lines to read: what changes, what is bad and how to mend it, and the counts. */
export function printReport(report: ImportReport, skipBad: boolean): string {
  const { rows, notices, counts } = report;
  const printed = rows.filter(({ outcome, warnings }) => outcome !== "UNCHANGED" || warnings.length > 0);
  const sum = `${counts.CREATED} new, ${counts.CHANGED} changed, ${counts.APPENDED} added, ${counts.UNCHANGED} unchanged, ${counts.BAD} bad`;
  return [
    // What stands in a file goes to a terminal.
    ...[...notices.map((notice) => `Note: ${notice}`), ...printed.flatMap(linesOf)].map(visible),
    sum,
    conclusion(report, skipBad),
    "",
  ].join("\n");
}

function linesOf({ sheet, row, id, outcome, changes, problems, warnings }: RowReport): string[] {
  const place = sheet === undefined ? `row ${row}` : `${sheet}, row ${row}`;
  return [
    `${place}: ${WORDS[outcome]}${id === undefined ? "" : `  ${id}`}`,
    ...changes.map(({ column, before, after }) => `    ${column}: ${shown(before)} -> ${shown(after)}`),
    ...problems.flatMap((problem) => problemLines(problem, "")),
    ...warnings.flatMap((problem) => problemLines(problem, "please check: ")),
  ];
}

function problemLines({ column, message, mend }: CellProblem, prefix: string): string[] {
  const place = column === "" ? "" : `column ${column}: `;
  return [`    ${prefix}${place}${message}`, `        ${mend}`];
}

function shown(value: string): string {
  if (value === "") return "(nothing)";
  const line = value.replaceAll("\n", " / ");
  return line.length > MAX_VALUE ? `${line.slice(0, MAX_VALUE)}...` : line;
}

function conclusion({ written, dryRun, counts }: ImportReport, skipBad: boolean): string {
  const changes = counts.CREATED + counts.CHANGED + counts.APPENDED;
  if (counts.BAD > 0 && !skipBad) return "Nothing was written: mend the bad rows, or leave them out with --skip-bad.";
  if (dryRun) return changes > 0 ? "Nothing was written, as --dry-run asks." : "There is nothing to write.";
  if (!written) return "There was nothing to write.";
  return counts.BAD > 0 ? "Written, without the bad rows." : "Written.";
}
