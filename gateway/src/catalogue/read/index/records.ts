import { createBatch } from "@segpol/server";
import type DataLoader from "dataloader";
import { type RawBuilder, sql } from "kysely";
import { isStorable } from "../../../base/storable-text.js";
import type { LinkField } from "../../record/link-fields.js";
import type { IndexReader } from "./index-reader.js";
import { columnsKey, type RecordRow, recordColumnsFor } from "./record-row.js";

/** What is asked of the records that a field leads to. */
export interface AskedLinks {
  readonly field: LinkField;
  /** Records at most. */
  readonly first: number;
  /** Fields that are asked of the records; records may have more. */
  readonly fields: ReadonlySet<string>;
}

/** Reads single records and the records they are linked with, for one request: one statement for all that are asked together. */
export class Records {
  readonly #reader: IndexReader;
  readonly #byId = new Map<string, DataLoader<string, RecordRow | undefined>>();
  readonly #linked = new Map<LinkField, Map<string, DataLoader<string, readonly RecordRow[]>>>();

  constructor(reader: IndexReader) {
    this.#reader = reader;
  }

  /** `fields`: those that are asked of it. Undefined: no such record, or not one that the viewer may see. */
  async byId(id: string, fields: ReadonlySet<string>): Promise<RecordRow | undefined> {
    // PostgreSQL would refuse the question for all the ids that are looked up with it.
    if (!isStorable(id)) return undefined;
    const loader = known(this.#byId, columnsKey(fields), () =>
      createBatch((ids: readonly string[]) => this.#readById(fields, ids)),
    );
    return await loader.load(id);
  }

  /** First those that the record names, in its owner's order, then those that name it, by their ids. */
  async linked(asked: AskedLinks, id: string): Promise<readonly RecordRow[]> {
    const ofField = known(this.#linked, asked.field, () => new Map());
    const loader = known(ofField, `${asked.first} ${columnsKey(asked.fields)}`, () =>
      createBatch((ids: readonly string[]) => this.#readLinked(asked, ids)),
    );
    return await loader.load(id);
  }

  async #readById(fields: ReadonlySet<string>, ids: readonly string[]): Promise<readonly (RecordRow | undefined)[]> {
    const { record, visible, dependencies } = this.#reader;
    dependencies.readIds(ids);
    const rows = await this.#reader.records(
      sql<RecordRow>`
      select ${recordColumnsFor(fields)} from ${record} r where r.id = any(${ids}::text[]) and ${visible}`,
      fields,
      "told",
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  }

  /**
   * Of each parent no more links are read than its page has: what thousands name costs as much as what a page of them does. A record may be
   * named by several relations, and stands in the list once.
   */
  async #readLinked(
    { field: { kind, outgoing, incoming }, first, fields }: AskedLinks,
    ids: readonly string[],
  ): Promise<readonly RecordRow[][]> {
    const { record, link, visible, dependencies } = this.#reader;
    // A link stands and falls with the record that names it.
    dependencies.readIds(ids);
    const shown = (id: RawBuilder<unknown>): RawBuilder<unknown> =>
      sql`(select r.id from ${record} r where r.id = ${id} and r.kind = ${kind} and ${visible} offset 0) as r`;
    const left = sql`${first}::int - cardinality(named.ids)`;
    // Each `offset 0` keeps the planner from joining what is within to what is around: it takes links for few, and would read all.
    const rows = await this.#reader.records(
      sql<RecordRow & { parent: string }>`
      select parent.key as parent, ${recordColumnsFor(fields)}
      from unnest(${ids}::text[]) as parent (key)
      cross join lateral (
        select array(
          select link.id
          from (
            select r.id, link.position
            from (
              select target, position from ${link} link
              where source = parent.key and target <> parent.key and rel = any(${outgoing}::text[])
              order by position offset 0
            ) as link cross join lateral ${shown(sql`link.target`)}
            limit ${first * outgoing.length}
          ) as link
          group by link.id order by min(link.position) limit ${first}
        ) as ids
        offset 0
      ) as named
      cross join lateral (
        select array(
          select distinct link.id
          from unnest(${incoming}::text[]) as by (rel)
          cross join lateral (
            select r.id
            from (
              select source from ${link} link
              where target = parent.key and source <> parent.key and rel = by.rel and source <> all(named.ids)
              order by source offset 0
            ) as link cross join lateral ${shown(sql`link.source`)}
            limit ${left}
          ) as link
          order by link.id limit ${left}
        ) as ids
        offset 0
      ) as naming
      cross join lateral unnest(named.ids || naming.ids) with ordinality as other (id, place)
      join ${record} r on r.id = other.id
      order by other.place`,
      fields,
      { kinds: [kind] },
    );
    const byParent = Map.groupBy(rows, ({ parent }) => parent);
    return ids.map((id) => byParent.get(id) ?? []);
  }
}

function known<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}
