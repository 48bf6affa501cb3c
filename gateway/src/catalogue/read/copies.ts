import { languagesOf } from "@segpol/schema";
import { type Kysely, sql } from "kysely";
import type { HubDatabase, TextsByField } from "../database.js";
import type { HarvestedText, JsonObject } from "../harvested-record.js";
import { IndexReader } from "./index-reader.js";
import { ANYBODY, type Viewer } from "./visibility.js";

export interface CopiesAsked {
  /** Whose records: copies of no other partner are given. */
  readonly partner: string;
  readonly ids: readonly string[];
  /** Null: the latest copy. */
  readonly at: Date | null;
  /** Default: anybody. */
  readonly viewer?: Viewer;
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
  db: Kysely<HubDatabase>,
  { partner, ids, at, viewer = ANYBODY }: CopiesAsked,
): Promise<ReadonlyMap<string, RecordCopy>> {
  if (ids.length === 0) return new Map();
  const reader = new IndexReader(db, { at, viewer });
  const asOf = at
    ? sql`(select as_of from source_version s
           where s.partner = ${partner} and s.known_from <= ${at.toISOString()}::timestamptz order by s.known_from desc limit 1)`
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
