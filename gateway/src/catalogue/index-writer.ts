import { type Kysely, sql, type Transaction } from "kysely";
import { isStorable } from "./contract-values.js";
import type { HubDatabase } from "./database.js";
import type { HarvestedRecord, HarvestPage } from "./harvested-record.js";
import { type PreparedRecord, prepareRecord } from "./prepare-record.js";
import { RecordError } from "./record-error.js";
import type { HarvestState } from "./source-writer.js";
import { keepUnread, setUnreadAside } from "./unread.js";
import { writeLinks, writeRecords } from "./write-records.js";

/** What a page did to the index. */
export interface PageResult {
  /** Ids of records that are new or have changed. */
  readonly written: readonly string[];
  /** How many the index held already, as they are. */
  readonly unchanged: number;
  /** How many went: withdrawn, or not named again by a new epoch. */
  readonly removed: number;
  /** Records that could not be indexed; what the index held of them stays. */
  readonly setAside: readonly RecordError[];
}

/** The index has gone on since the page was asked for: by another process, or to be rebuilt. Nothing of the page was written. */
export class OvertakenPageError extends Error {
  override readonly name = "OvertakenPageError";
}

type Store = Transaction<HubDatabase>;
interface Known {
  readonly version: number;
  readonly digest: string;
}

/**
 * Writes one page of a partner's feed, and the cursor behind it, in one transaction: all of it or nothing. A record that cannot be
 * indexed is set aside with the reason, shown as the source's problem until the record is mended or withdrawn.
 * @throws OvertakenPageError
 */
export async function applyPage(
  db: Kysely<HubDatabase>,
  partner: string,
  page: HarvestPage,
  now: Date = new Date(),
): Promise<PageResult> {
  const { prepared, setAside } = prepareAll(partner, page.records);
  return await db.transaction().execute(async (store) => {
    const source = await lockSource(store, partner);
    if (page.after !== undefined && page.after !== source.cursor)
      throw new OvertakenPageError(`Expected ${partner}'s index at the cursor that the page was asked after.`);
    const unread = page.unread ?? [];
    await keepUnread(store, partner, page.epoch, unread);
    const known = await knownRecords(store, partner, [...prepared.keys()]);
    const changed = [...prepared.values()].filter((record) => known.get(record.id)?.digest !== record.digest);
    const refused = await writeRecords(store, changed, (id) => known.get(id)?.version ?? 0, page.epoch, now);
    setAside.push(...refused);
    const written = changed.filter(({ id }) => !refused.some(({ recordId }) => recordId === id));
    await writeLinks(store, written);
    await markSeen(store, partner, page);
    await markSetAside(store, partner, page, setAside, source.epoch !== page.epoch, now);
    await setUnreadAside(store, partner, unread, now);
    const withdrawn = await remove(store, partner, page.withdrawn.filter(isStorable));
    const forgotten = page.hasMore ? 0 : await removeOtherEpochs(store, partner, page.epoch);
    await store
      .updateTable("source")
      .set({
        cursor: page.cursor,
        epoch: page.epoch,
        as_of: page.asOf,
        caught_up: !page.hasMore,
        last_contact_at: now.toISOString(),
        reachable: true,
        problem: null,
      })
      .where("partner", "=", partner)
      .execute();
    return {
      written: written.map(({ id }) => id),
      unchanged: prepared.size - changed.length,
      removed: withdrawn + forgotten,
      setAside,
    };
  });
}

function prepareAll(partner: string, records: readonly HarvestedRecord[]) {
  const prepared = new Map<string, PreparedRecord>();
  const setAside: RecordError[] = [];
  for (const record of records) {
    if (!isStorable(record.id)) {
      const id = record.id.toWellFormed().replaceAll("\u0000", "");
      setAside.push(new RecordError(id, "FOREIGN_RECORD", "Expected a record's id; got one with broken characters."));
      continue;
    }
    try {
      prepared.set(record.id, prepareRecord(partner, record));
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      setAside.push(error);
    }
  }
  return { prepared, setAside };
}

/** Only one writer for each partner at a time. */
async function lockSource(store: Store, partner: string): Promise<HarvestState> {
  const source = await store
    .selectFrom("source")
    .select(["cursor", "epoch"])
    .where("partner", "=", partner)
    .forUpdate()
    .executeTakeFirst();
  if (!source) throw new Error(`Expected a partner that the catalogue knows; got ${partner}: call syncPartners first.`);
  return source;
}

async function knownRecords(store: Store, partner: string, ids: readonly string[]): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map();
  const rows = await store
    .selectFrom("record")
    .select(["id", "version", "digest"])
    .where("partner", "=", partner)
    .where("id", "=", sql<string>`any(${ids}::text[])`)
    .execute();
  return new Map(rows.map(({ id, version, digest }) => [id, { version, digest }]));
}

/** What a new epoch named again stays, also when it could not be read this time. */
async function markSeen(store: Store, partner: string, page: HarvestPage): Promise<void> {
  if (page.records.length === 0) return;
  await store
    .updateTable("record")
    .set({ epoch: page.epoch })
    .where("partner", "=", partner)
    .where("id", "=", sql<string>`any(${page.records.map(({ id }) => id).filter(isStorable)}::text[])`)
    .where("epoch", "<>", page.epoch)
    .execute();
}

async function markSetAside(
  store: Store,
  partner: string,
  page: HarvestPage,
  errors: readonly RecordError[],
  fromTheBeginning: boolean,
  now: Date,
): Promise<void> {
  const named = [...page.records.map(({ id }) => id), ...page.withdrawn].filter(isStorable);
  let settled = store.deleteFrom("set_aside").where("partner", "=", partner);
  if (!fromTheBeginning) settled = settled.where("record", "=", sql<string>`any(${named}::text[])`);
  if (fromTheBeginning || named.length > 0) await settled.execute();
  const last = new Map(errors.map((error) => [error.recordId, error]));
  if (last.size === 0) return;
  const since = now.toISOString();
  await store
    .insertInto("set_aside")
    .values(
      [...last.values()].map(({ recordId, code, message }) => ({ record: recordId, partner, code, message, since })),
    )
    .execute();
}

async function remove(store: Store, partner: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numDeletedRows } = await store
    .deleteFrom("record")
    .where("partner", "=", partner)
    .where("id", "=", sql<string>`any(${ids}::text[])`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

async function removeOtherEpochs(store: Store, partner: string, epoch: string): Promise<number> {
  const { numDeletedRows } = await store
    .deleteFrom("record")
    .where("partner", "=", partner)
    .where("epoch", "<>", epoch)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
