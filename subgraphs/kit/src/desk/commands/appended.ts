import { randomUUID } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import { canonicalJson, type RecordKind } from "@segpol/schema";
import { defaultsOf } from "../../model/field.js";
import type { RecordInput } from "../../model/inputs.js";
import { APPENDED_ROWS, appendedFieldsOf, type AppendedField } from "../../model/model.js";
import { type DeskProblem, problem } from "../../vocabulary/problem.js";
import { textArray } from "../../storage/text-array.js";

type Row = Readonly<Record<string, unknown>>;

/** Whether rows have ids of their own, unique within the partner. */
function haveIds(field: AppendedField): boolean {
  return Object.hasOwn(APPENDED_ROWS[field].fields, "id");
}

/** The rows of a field of a record's content. */
export function rowsIn(content: RecordInput, field: AppendedField): readonly Row[] {
  return (content[field] ?? []) as readonly Row[];
}

/** Content in which every follow-up and assessment has an id. */
export function withIds(kind: RecordKind, content: RecordInput): RecordInput {
  const rows = appendedFieldsOf(kind)
    .filter((field) => haveIds(field) && content[field] !== undefined)
    .map((field) => [field, rowsIn(content, field).map((row) => ({ ...row, id: row["id"] ?? randomUUID() }))]);
  return { ...content, ...Object.fromEntries(rows) };
}

/** Rows of an input that are not there yet. */
export interface NewRows {
  readonly content: RecordInput;
  readonly problems: readonly DeskProblem[];
  /** Where in the input a new row's id stands. */
  readonly fieldOf: (field: AppendedField, index: number) => string;
}

/**
 * Tells rows that are to be appended from those that are there already. What is there is known by its id, or by saying the same word
 * for word; another content under the same id is refused.
 */
export function newRows(kind: RecordKind, before: RecordInput, values: RecordInput): NewRows {
  const problems: DeskProblem[] = [];
  const content: Record<string, Row[]> = {};
  const places: Record<string, number[]> = {};
  for (const field of appendedFieldsOf(kind)) {
    const there = rowsThere(rowsIn(before, field), field);
    const fresh: Row[] = [];
    const indexes: number[] = [];
    for (const [index, row] of rowsIn(values, field).entries()) {
      const said = saying(row, field);
      const ofSameId = there.byId.get(row["id"]);
      if (ofSameId !== undefined && ofSameId !== said) {
        const came = `another content of ${String(row["id"])}`;
        problems.push(
          problem({ field: `${field}.${index}`, code: "APPEND_ONLY", expected: "an entry as it is", came }),
        );
      } else if (ofSameId === undefined && (row["id"] !== undefined || !takeOne(there.counts, said))) {
        fresh.push(row);
        indexes.push(index);
      }
    }
    content[field] = fresh;
    places[field] = indexes;
  }
  return { content, problems, fieldOf: (field, index) => `${field}.${places[field]?.[index] ?? index}.id` };
}

/** What a row says, its id apart. */
function saying(row: Row, field: AppendedField): string {
  return canonicalJson({ ...defaultsOf(APPENDED_ROWS[field].fields, ""), ...row, id: undefined });
}

function rowsThere(
  rows: readonly Row[],
  field: AppendedField,
): { byId: ReadonlyMap<unknown, string>; counts: Map<string, number> } {
  const said = rows.map((row) => ({ id: row["id"], text: saying(row, field) }));
  const counts = new Map<string, number>();
  for (const { text } of said) counts.set(text, (counts.get(text) ?? 0) + 1);
  return { byId: new Map(said.filter(({ id }) => id !== undefined).map(({ id, text }) => [id, text])), counts };
}

/** Takes one of what is counted; false: there is none left. */
function takeOne(counts: Map<string, number>, text: string): boolean {
  const left = counts.get(text) ?? 0;
  if (left > 0) counts.set(text, left - 1);
  return left > 0;
}

/** Whether ids of rows that are to be appended are free. `field` leads to them; by default the record's own fields. */
export async function checkAppendedIds(
  em: EntityManager,
  kind: RecordKind,
  content: RecordInput,
  fieldOf = (field: AppendedField, index: number): string => `${field}.${index}.id`,
): Promise<DeskProblem[]> {
  const problems: DeskProblem[] = [];
  for (const field of appendedFieldsOf(kind)) {
    const rows = rowsIn(content, field);
    if (!haveIds(field) || rows.length === 0) continue;
    const ids = rows.map((row) => String(row["id"]));
    const taken = await em.execute<{ id: string }[]>(
      `select id from ${APPENDED_ROWS[field].table} where id = any(?::text[])`,
      [textArray(ids)],
    );
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
