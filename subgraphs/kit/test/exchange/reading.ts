import { readFileSync } from "node:fs";
import type { RecordKind } from "@segpol/schema";
import type { ExchangeFormat } from "../../src/exchange/file/format.js";
import { formatOf } from "../../src/exchange/file/format.js";
import { DEFAULT_LIMITS, type ExchangeLimits } from "../../src/exchange/file/limits.js";
import { readFileRows } from "../../src/exchange/formats/read-file.js";
import { importRowOf } from "../../src/exchange/plan/row-of.js";
import type { RecordInput } from "../../src/model/inputs.js";

const RECORDS: readonly RecordKind[] = ["Event", "Publication", "Recommendation", "LegitimacyIndicator"];

/** What a file says by itself, without a partner whose records it is compared with. */
export interface ReadAlone {
  readonly rows: readonly RecordInput[];
  readonly notices: readonly string[];
  /** As "row column code". */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** Messages of problems and warnings. */
  readonly messages: readonly string[];
}

/** A file that stands beside the tests. */
export function exampleFile(name: string): Uint8Array {
  return readFileSync(new URL(`files/${name}`, import.meta.url));
}

/** Reads a file's rows as records that are new. */
export async function readAlone(
  name: string,
  content: string | Uint8Array = exampleFile(name),
  limits: ExchangeLimits = DEFAULT_LIMITS,
): Promise<ReadAlone> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const format: ExchangeFormat = formatOf(name);
  const reading = await readFileRows({ name, bytes }, { format, kind: undefined, records: RECORDS, limits });
  const read = reading.rows.map((row) => {
    const ready = importRowOf(row);
    const { patch, problems } = ready.read(undefined);
    return { row: row.place.row, patch, problems: [...ready.problems, ...problems], warnings: ready.warnings };
  });
  const named = (of: "problems" | "warnings"): string[] =>
    read.flatMap((each) => each[of].map(({ column, code }) => `${each.row} ${column} ${code}`));
  return {
    rows: read.map(({ patch }) => patch),
    notices: reading.notices,
    problems: named("problems"),
    warnings: named("warnings"),
    messages: read.flatMap(({ problems, warnings }) => [...problems, ...warnings].map(({ message }) => message)),
  };
}

/** The date of each row in EDTF; undefined: it has none. */
export function datesOf({ rows }: ReadAlone): (string | undefined)[] {
  return rows.map(({ date }) =>
    typeof date === "object" && date !== null && "edtf" in date ? String(date.edtf) : undefined,
  );
}
