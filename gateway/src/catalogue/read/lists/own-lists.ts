import { createBatch } from "@segpol/server";
import type DataLoader from "dataloader";
import { type RawBuilder, sql } from "kysely";
import type { JsonObject } from "../../../base/json.js";
import type { TextsByField } from "../../record/harvested-record.js";
import type { IndexReader } from "../index/index-reader.js";
import { decodeOwnListCursor, encodeOwnListCursor, type OwnListCursor } from "./own-list-cursor.js";
import { type PageArguments, readPage } from "./list-query.js";

/** A page of a list that a record has of its own. */
export interface OwnPage {
  readonly entries: readonly OwnEntry[];
  /** How many there are on all pages together. */
  readonly total: number;
  readonly hasEarlier: boolean;
  readonly goesOn: boolean;
  readonly texts: TextsByField;
  /** Of the record, YYYY-MM-DD. */
  readonly dueOn: string | null;
}

export interface OwnEntry {
  readonly cursor: string;
  readonly value: JsonObject;
  /** Where its texts are looked up: followUps.0 */
  readonly place: string;
}

interface PageRow {
  readonly id: string;
  readonly due_on: string | null;
  readonly total: number;
  readonly start: number;
  readonly entries: readonly { readonly key: string; readonly value: JsonObject }[];
  readonly texts: TextsByField;
}

interface OwnQuery {
  readonly list: string;
  readonly size: number;
  readonly backwards: boolean;
  readonly cursor: OwnListCursor | undefined;
}

/** What an entry is known by. Responses have no name of their own: two that say the same are told apart by their places. */
const KEY = sql`coalesce(entry.value ->> 'id', entry.value ->> 'ref', md5(entry.value::text))`;

/**
 * Reads pages of what records have of their own from the hub's copies, for one request: no more is read of a copy than the page, and the
 * same page of many records in one statement.
 */
export class OwnLists {
  readonly #reader: IndexReader;
  readonly #loaders = new Map<string, DataLoader<string, OwnPage | undefined>>();

  constructor(reader: IndexReader) {
    this.#reader = reader;
  }

  /** Undefined: the record's owner has no such list. @throws GraphQLError with BAD_USER_INPUT */
  async page(id: string, list: string, args: PageArguments): Promise<OwnPage | undefined> {
    const { size, backwards, argument, text } = readPage(args);
    const cursor = text === undefined ? undefined : decodeOwnListCursor(argument, text, { id, list });
    const identity = JSON.stringify([list, size, backwards, cursor]);
    const loader =
      this.#loaders.get(identity) ??
      createBatch((ids: readonly string[]) => this.#read({ list, size, backwards, cursor }, ids));
    this.#loaders.set(identity, loader);
    return await loader.load(id);
  }

  async #read(query: OwnQuery, ids: readonly string[]): Promise<readonly (OwnPage | undefined)[]> {
    const { record, visible, dependencies } = this.#reader;
    const { list, size, backwards } = query;
    dependencies.readIds(ids);
    const isText = sql`text.key ~ ${`^${list}\\.\\d{1,6}\\.`}`;
    const rows = await this.#reader.rows(
      sql<PageRow>`
      select r.id, r.due_on, own.total, page.start, array_to_json(array(
          select jsonb_build_object('key', ${KEY}, 'value', entry.value)
          from jsonb_array_elements(own.items) with ordinality as entry (value, place)
          where entry.place > page.start and entry.place <= page.stop
          order by entry.place
        )) as entries,
        (
          select coalesce(jsonb_object_agg(text.key, text.value), '{}') from jsonb_each(r.texts) as text
          where case when ${isText} then split_part(text.key, '.', 2)::int between page.start and page.stop - 1 end
        ) as texts
      from ${record} r
      cross join lateral (select r.content -> ${list}::text as items offset 0) as content
      cross join lateral (
        select content.items, jsonb_array_length(content.items) as total
        where jsonb_typeof(content.items) = 'array'
        offset 0
      ) as own
      cross join lateral (select least(${anchor(query)}, own.total) as place offset 0) as anchor
      cross join lateral (select
        ${backwards ? sql`greatest(anchor.place - ${size}::int, 0)` : sql`anchor.place`} as start,
        ${backwards ? sql`anchor.place` : sql`least(anchor.place + ${size}::int, own.total)`} as stop
      ) as page
      where r.id = any(${ids}::text[]) and ${visible}`,
      "told",
    );
    const pages = new Map(rows.map((row) => [row.id, pageOf(row, list)]));
    return ids.map((id) => pages.get(id));
  }
}

/** Where a page begins, read backwards where it ends. An entry that is gone stood before the one that is in its place now. */
function anchor({ cursor, backwards }: OwnQuery): RawBuilder<unknown> {
  if (!cursor) return backwards ? sql`own.total` : sql`0`;
  return sql`coalesce((
    select entry.place::int - ${backwards ? 1 : 0}::int
    from jsonb_array_elements(own.items) with ordinality as entry (value, place)
    where ${KEY} = ${cursor.key}
    order by abs(entry.place - 1 - ${cursor.place}::int) limit 1), ${cursor.place}::int)`;
}

function pageOf({ id, due_on: dueOn, total, start, entries, texts }: PageRow, list: string): OwnPage {
  return {
    entries: entries.map(({ key, value }, index) => ({
      value,
      cursor: encodeOwnListCursor({ id, list, key, place: start + index }),
      place: `${list}.${start + index}`,
    })),
    total,
    hasEarlier: start > 0,
    goesOn: start + entries.length < total,
    texts,
    dueOn,
  };
}
