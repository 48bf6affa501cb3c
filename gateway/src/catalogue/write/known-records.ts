import { sql, type Transaction } from "kysely";
import type { HubDatabase } from "../database/tables.js";
import type { Said } from "../history/changed-fields.js";

type Tx = Transaction<HubDatabase>;

/** What the index holds of a record, as far as it tells whether the record has changed. */
export interface Known {
  readonly version: number;
  readonly updated_at: Date;
  readonly digest: string;
  readonly epoch: string;
}

export async function knownRecords(tx: Tx, partner: string, ids: readonly string[]): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("record")
    .select(["id", "version", "updated_at", "digest", "epoch"])
    .where("partner", "=", partner)
    .where("id", "=", sql<string>`any(${ids}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** What records say that are about to change. */
export async function saidBefore(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Said>> {
  if (ids.length === 0) return new Map();
  // The visibility is the one that counts: it may have been narrowed since the content was read.
  const { rows } = await sql<Said & { id: string }>`
    select id, content || jsonb_build_object('visibility', visibility) as content, texts, languages, coalesce((
      select jsonb_agg(jsonb_build_object('rel', link.rel, 'id', link.target) order by link.position)
      from link where link.source = record.id
    ), '[]') as links
    from record where id = any(${ids}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}
