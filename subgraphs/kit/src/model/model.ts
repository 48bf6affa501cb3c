import type { RecordKind } from "@segpol/schema/values";
import { EVENT } from "./event.js";
import type { FieldTable } from "./field.js";
import { INDICATOR } from "./indicator.js";
import { PUBLICATION } from "./publication.js";
import { COMMON } from "./common.js";
import { RECOMMENDATION } from "./recommendation.js";
import type { RowType } from "./row-type.js";
import { ASSESSMENTS, FOLLOW_UPS, OBSERVATIONS, RESPONSES } from "./row-types.js";

/** What records are made of: all that a field is follows from here. */
export interface RecordModel {
  /** Fields that records of all kinds have. */
  readonly common: FieldTable;
  /** Fields that records of one kind have beside. */
  readonly own: Readonly<Record<RecordKind, FieldTable>>;
}

export const MODEL = {
  common: COMMON,
  own: { Event: EVENT, Publication: PUBLICATION, Recommendation: RECOMMENDATION, LegitimacyIndicator: INDICATOR },
} as const satisfies RecordModel;

/** All fields of a kind of record, in the order in which it is shown. */
export function fieldsOf(kind: RecordKind, { common, own }: RecordModel = MODEL): FieldTable {
  return { ...common, ...own[kind] };
}

/** The fields of a kind of record whose values are rows of tables of their own, with what the rows are. */
export function rowsOfKind(kind: RecordKind, model: RecordModel = MODEL): ReadonlyMap<string, RowType> {
  const fields = Object.entries(fieldsOf(kind, model));
  return new Map(fields.flatMap(([field, { sort }]) => (sort.rows ? [[field, sort.rows]] : [])));
}

/** Rows that are only ever appended, by the field they stand in. */
export const APPENDED_ROWS = {
  responses: RESPONSES.rows,
  followUps: FOLLOW_UPS.rows,
  assessments: ASSESSMENTS.rows,
  observations: OBSERVATIONS.rows,
} as const;
export type AppendedField = keyof typeof APPENDED_ROWS;

export function isAppended(field: string): field is AppendedField {
  return Object.hasOwn(APPENDED_ROWS, field);
}

/** The fields of a kind of record whose rows are only ever appended. */
export function appendedFieldsOf(kind: RecordKind): AppendedField[] {
  return [...rowsOfKind(kind).keys()].filter(isAppended);
}
