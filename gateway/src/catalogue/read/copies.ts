import { languagesOf } from "@segpol/schema";
import { sql } from "kysely";
import type { TextsByField, HarvestedText } from "../record/harvested-record.js";
import type { JsonObject } from "../../base/json.js";
import type { IndexReader } from "./index/index-reader.js";
import { stateAt } from "../history/source-states.js";

export interface CopiesAsked {
  /** Whose records: copies of no other partner are given. */
  readonly partner: string;
  readonly ids: readonly string[];
}

/** The hub's copy of a record. */
export interface RecordCopy {
  /** CpsEvent */
  readonly typeName: string;
  /**
   * Every standard field as its owner answered it, those that the owner lacks with the contract's default: fields with a language
   * in the original one, connections as `{ nodes: [...] }`, references as `{ code }`.
   */
  readonly content: JsonObject;
  /** Every text in every language, by its place: title, topics.0, measures.0.text. */
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
  { partner, ids }: CopiesAsked,
): Promise<ReadonlyMap<string, RecordCopy>> {
  if (ids.length === 0) return new Map();
  const asOf = reader.at
    ? sql`(select as_of from ${stateAt(sql`${partner}::text`, reader.at)} as s)`
    : sql`(select as_of from source s where s.partner = ${partner})`;
  const rows = await reader.rows(sql<CopyRow>`
    select r.id, r.type_name, r.content, r.texts, coalesce(${asOf}, r.updated_at) as as_of
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
