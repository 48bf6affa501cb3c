import { randomUUID } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { RecordKind } from "@segpol/schema";
import { APPENDED_OF, type AppendedField, type RecordInput } from "./inputs.js";
import { type DeskProblem, problem } from "./problem.js";
import { textArray } from "../records/text-array.js";

type Row = Readonly<Record<string, unknown>>;

/** Tables whose rows have ids of their own, unique within the partner. */
const TABLES: Readonly<Partial<Record<AppendedField, string>>> = { followUps: "follow_up", assessments: "assessment" };

/** The rows of a field of a record's content. */
export function rowsIn(content: RecordInput, field: AppendedField): readonly Row[] {
  return (content[field] ?? []) as readonly Row[];
}

/** Content in which every follow-up and assessment has an id. */
export function withIds(kind: RecordKind, content: RecordInput): RecordInput {
  const rows = APPENDED_OF[kind]
    .filter((field) => TABLES[field] !== undefined && content[field] !== undefined)
    .map((field) => [field, rowsIn(content, field).map((row) => ({ ...row, id: row["id"] ?? randomUUID() }))]);
  return { ...content, ...Object.fromEntries(rows) };
}

/** Whether ids of rows that are to be appended are free. `field` leads to them; by default the record's own fields. */
export async function checkAppendedIds(
  em: EntityManager,
  kind: RecordKind,
  content: RecordInput,
  fieldOf = (field: AppendedField, index: number): string => `${field}.${index}.id`,
): Promise<DeskProblem[]> {
  const problems: DeskProblem[] = [];
  for (const field of APPENDED_OF[kind]) {
    const table = TABLES[field];
    const rows = rowsIn(content, field);
    if (table === undefined || rows.length === 0) continue;
    // Whoever appends a row of the same id at the same time waits until this transaction has ended.
    const ids = rows.map((row) => String(row["id"]));
    await em.execute(
      "select pg_advisory_xact_lock(lock) from (select distinct hashtext(id) & 255 as lock from unnest(?::text[]) id order by 1) locks",
      [textArray(ids)],
    );
    const taken = await em.execute<{ id: string }[]>(`select id from ${table} where id = any(?::text[])`, [
      textArray(ids),
    ]);
    for (const { id } of taken) {
      problems.push(
        problem({
          field: fieldOf(field, ids.indexOf(id)),
          code: "ID_TAKEN",
          expected: "an id of its own, or none",
          came: id,
        }),
      );
    }
  }
  return problems;
}
