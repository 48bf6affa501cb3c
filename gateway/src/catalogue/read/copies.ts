import { languagesOf } from "@segpol/schema";
import { type RawBuilder, sql } from "kysely";
import type { TextsByField, HarvestedText } from "../record/harvested-record.js";
import type { JsonObject } from "../../base/json.js";
import type { IndexReader } from "./index/index-reader.js";
import { stateAt } from "../history/source-states.js";

export interface CopiesAsked {
  /** Whose records: copies of no other partner are given. */
  readonly partner: string;
  readonly ids: readonly string[];
  /** Fields that are asked of the records, or more. */
  readonly fields: ReadonlySet<string>;
}

/** The hub's copy of a record. */
export interface RecordCopy {
  /** CpsEvent */
  readonly typeName: string;
  /**
   * The standard fields that were asked, and the due day, as its owner answered them, those that the owner lacks with the contract's default: fields with a language
   * in the original one, connections as `{ nodes: [...] }`, references as `{ code }`.
   */
  readonly content: JsonObject;
  /** Every text of these fields in every language, by its place: title, topics.0, measures.0.text. */
  readonly texts: readonly HarvestedText[];
  /** The owner's data up to here is in the copy. */
  readonly asOf: Date;
}

interface CopyRow {
  readonly id: string;
  readonly type_name: string;
  readonly content: JsonObject;
  readonly texts: TextsByField;
  readonly as_of: Date;
}

/** The copies by their ids; one that is missing is of no record that was known then, or not one that the viewer may see. */
export async function readCopies(
  reader: IndexReader,
  { partner, ids, fields }: CopiesAsked,
): Promise<ReadonlyMap<string, RecordCopy>> {
  if (ids.length === 0) return new Map();
  const asOf = reader.at
    ? sql`(select as_of from ${stateAt(sql`${partner}::text`, reader.at)} as s)`
    : sql`(select as_of from source s where s.partner = ${partner})`;
  // What is overdue goes by the day on which it is due.
  const names = [...new Set(["id", "dueOn", ...fields])];
  const kept = (column: RawBuilder<unknown>, name: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
    select coalesce(jsonb_object_agg(part.key, part.value), '{}') from jsonb_each(${column}) as part
    where ${name} = any(${names}::text[]))`;
  const rows = await reader.rows(sql<CopyRow>`
    select r.id, r.type_name, ${kept(sql`r.content`, sql`part.key`)} as content,
           ${kept(sql`r.texts`, sql`split_part(part.key, '.', 1)`)} as texts, coalesce(${asOf}, r.updated_at) as as_of
    from ${reader.record} r
    where r.partner = ${partner} and r.id = any(${ids}::text[]) and ${reader.visible}`);
  return new Map(
    rows.map(({ id, type_name: typeName, content, texts, as_of }) => [
      id,
      { typeName, content, texts: listTexts(texts), asOf: as_of },
    ]),
  );
}

function listTexts(texts: TextsByField): HarvestedText[] {
  return Object.entries(texts).flatMap(([field, map]) =>
    languagesOf(map).map((language) => ({
      field,
      language,
      text: map[language] ?? "",
      original: language === map.original,
    })),
  );
}
