import DataLoader from "dataloader";
import { sql } from "kysely";
import { isStorable } from "../../../base/storable-text.js";
import type { IndexReader } from "./index-reader.js";
import { type RecordRow, recordColumns } from "./record-row.js";
import type { LinkField } from "../../record/link-fields.js";

/** Reads single records and the records they are linked with, for one request: one statement for all that are asked together. */
export class Records {
  readonly #reader: IndexReader;
  readonly #byId: DataLoader<string, RecordRow | undefined>;
  readonly #linked = new Map<LinkField, DataLoader<string, readonly RecordRow[]>>();

  constructor(reader: IndexReader) {
    this.#reader = reader;
    this.#byId = new DataLoader(async (ids) => {
      const rows = await reader.rows(sql<RecordRow>`
        select ${recordColumns} from ${reader.record} r where r.id = any(${ids}::text[]) and ${reader.visible}`);
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id));
    });
  }

  /** Undefined: no such record, or not one that the viewer may see. */
  async byId(id: string): Promise<RecordRow | undefined> {
    // PostgreSQL would refuse the question for all the ids that are looked up with it.
    return isStorable(id) ? await this.#byId.load(id) : undefined;
  }

  /** First those that the record names, in its owner's order, then those that name it. */
  async linked(field: LinkField, id: string): Promise<readonly RecordRow[]> {
    let loader = this.#linked.get(field);
    if (!loader) {
      loader = new DataLoader((ids) => this.#readLinked(field, ids));
      this.#linked.set(field, loader);
    }
    return await loader.load(id);
  }

  async #readLinked({ kind, outgoing, incoming }: LinkField, ids: readonly string[]): Promise<readonly RecordRow[][]> {
    const { record, link, visible } = this.#reader;
    const rows = await this.#reader.rows(sql<RecordRow & { parent: string }>`
      with linked as (
        select source as parent, target as other, 0 as side, position from ${link} link
        where source = any(${ids}::text[]) and rel = any(${outgoing}::text[])
        union all
        select target, source, 1, 0 from ${link} link
        where target = any(${ids}::text[]) and rel = any(${incoming}::text[])
      ), first_named as (
        select distinct on (parent, other) parent, other, side, position from linked
        where parent <> other
        order by parent, other, side, position
      )
      select first_named.parent, ${recordColumns}
      from first_named join ${record} r on r.id = first_named.other
      where r.kind = ${kind} and ${visible}
      order by first_named.side, first_named.position, r.id`);
    const byParent = Map.groupBy(rows, ({ parent }) => parent);
    return ids.map((id) => byParent.get(id) ?? []);
  }
}
