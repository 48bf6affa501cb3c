import type { RecordKind } from "@segpol/schema";
import { type Kysely, sql } from "kysely";
import type { HubDatabase } from "./tables.js";

/** On which PostgreSQL tells every process that stamps have changed, as soon as the change is visible. */
export const STAMP_CHANNEL = "segpol_answers";

/**
 * A kind of a partner's records; what is said of its source, to the instant that it was heard of last; how its source is, whatever that
 * instant; since when the hub keeps every version, which is nobody's in particular.
 */
export type StampKind = RecordKind | "Source" | "State" | "History";

const NOBODY = "";

/**
 * Says, in the transaction that changes what readers see of a partner's records or source, that answers made from it are no longer true. To be
 * called last, by whoever holds the partner's source: the rows are locked in one order, and until the transaction ends.
 */
export async function raiseStamps(
  db: Kysely<HubDatabase>,
  partners: string | readonly string[],
  kinds: Iterable<StampKind>,
): Promise<void> {
  const each = [...new Set(kinds)];
  if (each.length === 0 || partners.length === 0) return;
  await sql`
    with raised as (
      insert into answer_stamp (partner, kind, stamp)
      select partner, kind, gen_random_uuid()
      from unnest(${[partners].flat()}::text[]) as partner cross join unnest(${each}::text[]) as kind
      order by partner, kind
      on conflict (partner, kind) do update set stamp = excluded.stamp
    )
    select pg_notify(${STAMP_CHANNEL}, '')`.execute(db);
}

/** The same where earlier instants can no longer be asked. */
export async function raiseHistoryStamp(db: Kysely<HubDatabase>): Promise<void> {
  await raiseStamps(db, [NOBODY], ["History"]);
}
