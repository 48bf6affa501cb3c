import { languagesOf } from "@segpol/schema";
import { DEFAULT_PAGE } from "@segpol/server";
import { sql } from "kysely";
import { pagedLists } from "../../composition/projection/contract-model.js";
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
   * The standard fields that were asked, and the due day, as its owner answered them (of lists that a connection has all of, the beginning),
   * those that the owner lacks with the contract's default: fields with a language in the original one, connections as
   * `{ nodes: [...] }`, references as `{ code }`.
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

const SHORT_LISTS = pagedLists.map(({ list }) => list);
/** The part of a copy, no longer than its owner's answer is passed on. */
const SHOWN = sql`case when part.key = any(${SHORT_LISTS}::text[]) and jsonb_typeof(part.value) = 'array'
  then jsonb_path_query_array(part.value, ${`$[0 to ${DEFAULT_PAGE - 1}]`}::jsonpath) else part.value end`;
/** Whether a text stands in the rest of such a list. */
const IS_TEXT_OF_REST = sql<boolean>`(case when part.key ~ ${`^(${SHORT_LISTS.join("|")})\\.\\d{1,6}\\.`}
  then split_part(part.key, '.', 2)::int >= ${DEFAULT_PAGE} else false end)`;

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
  reader.dependencies.readIds(ids);
  reader.dependencies.readSources([partner]);
  const rows = await reader.rows(
    sql<CopyRow>`
    select r.id, r.type_name, coalesce(${asOf}, r.updated_at) as as_of, (
        select coalesce(jsonb_object_agg(part.key, ${SHOWN}), '{}') from jsonb_each(r.content) as part
        where part.key = any(${names}::text[])
      ) as content, (
        select coalesce(jsonb_object_agg(part.key, part.value), '{}') from jsonb_each(r.texts) as part
        where split_part(part.key, '.', 1) = any(${names}::text[]) and not ${IS_TEXT_OF_REST}
      ) as texts
    from ${reader.record} r
    where r.partner = ${partner} and r.id = any(${ids}::text[]) and ${reader.visible}`,
    "told",
  );
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
