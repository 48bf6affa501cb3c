import type { EntityManager } from "@mikro-orm/postgresql";
import type { RecordKind } from "@segpol/schema";
import type { RecordClass } from "../records/record-class.js";
import { Assessment } from "../rows/assessment.js";
import { FollowUp } from "../rows/follow-up.js";
import { Measure } from "../rows/measure.js";
import { Observation } from "../rows/observation.js";
import { Response } from "../rows/response.js";
import { defaultsOf, emptyRow } from "../model/field.js";
import { APPENDED_ROWS, appendedFieldsOf, type AppendedField, fieldsOf, rowsOfKind } from "../model/model.js";
import { MEASURES } from "../model/row-types.js";
import type { MeasureSeed } from "../model/seed.js";

type Values = Readonly<Record<string, unknown>>;

const ROW_CLASSES: Readonly<Record<AppendedField, new () => object>> = {
  responses: Response,
  followUps: FollowUp,
  assessments: Assessment,
  observations: Observation,
};

/** The columns of a record that is made, with what was left out. */
export function newColumns(code: string, kind: RecordKind, record: Values): Values {
  const rows = rowsOfKind(kind);
  const values = { ...defaultsOf(fieldsOf(kind), code), draft: false, ...record };
  return Object.fromEntries(Object.entries(values).filter(([name]) => !rows.has(name)));
}

/** Puts a record into its table, at once. The rows that belong to it are for `insertRowsOf`. */
export async function insertRecord(em: EntityManager, recordClass: RecordClass, columns: Values): Promise<void> {
  await em.insert(recordClass, columns);
}

/** Puts the rows of a record that is made into their tables; a kind without rows has none. */
export async function insertRowsOf(
  em: EntityManager,
  kind: RecordKind,
  record: Values & { id: string },
): Promise<void> {
  const { id, measures } = record;
  if (measures) await insert(em, Measure, measureRows(measures as readonly MeasureSeed[], id, null));
  for (const field of appendedFieldsOf(kind)) {
    await appendRows(em, id, field, (record[field] ?? []) as readonly Values[]);
  }
}

/** Appends rows to a record. */
export async function appendRows(
  em: EntityManager,
  id: string,
  field: AppendedField,
  rows: readonly Values[],
): Promise<void> {
  const type = APPENDED_ROWS[field];
  const whole = rows.map((row) => ({ ...emptyRow(type), ...row, [`${type.owner}Id`]: id }));
  await insert(em, ROW_CLASSES[field], whole);
}

/** A row of table `measure`, with a value for each column. */
export type MeasureRow = Values & { readonly ref: string };

/** A tree of measures as rows: each before those below it, as the foreign key from parent to child wants it. */
export function measureRows(
  measures: readonly MeasureSeed[],
  recommendationId: string,
  parentRef: string | null,
): MeasureRow[] {
  return measures.flatMap(({ measures: below = [], ...own }) => [
    { ...emptyRow(MEASURES.rows), ...own, recommendationId, parentRef },
    ...measureRows(below, recommendationId, own.ref),
  ]);
}

async function insert(em: EntityManager, entity: new () => object, rows: readonly Values[]): Promise<void> {
  if (rows.length > 0) await em.insertMany(entity, rows as never[]);
}
