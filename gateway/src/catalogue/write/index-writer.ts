import { isDeepStrictEqual } from "node:util";
import { RECORD_KINDS, type RecordKind } from "@segpol/schema";
import { type Kysely, type RawBuilder, type Selectable, sql, type Transaction } from "kysely";
import { isStorable } from "../../base/storable-text.js";
import { raiseStamps, type StampKind } from "../database/stamps.js";
import type { HubDatabase, SourceTable } from "../database/tables.js";
import type { HarvestPage } from "../record/harvested-record.js";
import { changedFields, type Said } from "../history/changed-fields.js";
import { nextInstant } from "../history/instants.js";
import { keepSourceState } from "../history/source-states.js";
import {
  eraseVersions,
  followWithdrawn,
  lastVersions,
  openVersions,
  withdrawRecords,
} from "../history/write-versions.js";
import type { PreparedRecord } from "../record/prepare-record.js";
import type { RecordError } from "../record/record-error.js";
import type { HarvestState } from "./source-writer.js";
import { type Known, knownRecords, saidBefore } from "./known-records.js";
import { kindsOf } from "./changed-kinds.js";
import { narrowVisibility, toldVisibilities } from "./narrow-visibility.js";
import { preparePage } from "./prepare-page.js";
import { markForResync, TO_BE_REBUILT } from "./resync.js";
import { keepUnread, quarantine, quarantinedOf, releaseQuarantined } from "./quarantine.js";
import { type CountedState, writeLinks, writeRecords } from "./write-records.js";

/** What a page did to the index. */
export interface PageResult {
  /** Ids of records that are new or have changed. */
  readonly written: readonly string[];
  /** How many the index held already, as they are. */
  readonly unchanged: number;
  /** How many went: withdrawn, or not named again by a new epoch. */
  readonly removed: number;
  /** How many fewer readers may see now, though they could not be written. */
  readonly narrowed: number;
  /** Records that could not be indexed; what the index held of them stays. */
  readonly quarantined: readonly RecordError[];
}

/** The index has gone on since the page was asked for: by another process, or to be rebuilt. Nothing of the page was written. */
export class OvertakenPageError extends Error {
  override readonly name = "OvertakenPageError";
}

type Tx = Transaction<HubDatabase>;
type Source = Pick<HarvestState, "cursor" | "epoch"> &
  Pick<Selectable<SourceTable>, "caught_up" | "reachable" | "problem"> & { readonly as_of: Date | null };

/**
 * Writes one page of a partner's feed, the versions that it makes and the cursor behind it, in one transaction: all of it or nothing.
 * A record that cannot be indexed is quarantined with the reason, shown as the source's problem until the record is mended or
 * withdrawn. `instant`: when it takes place; default: now.
 * @throws OvertakenPageError
 */
export async function applyPage(
  db: Kysely<HubDatabase>,
  partner: string,
  page: HarvestPage,
  instant?: Date,
): Promise<PageResult> {
  const { prepared, quarantined } = await preparePage(partner, page.records);
  return await db.transaction().execute(async (tx) => {
    const now = instant ?? new Date();
    const source = await lockSource(tx, partner);
    if (page.after !== undefined && page.after !== source.cursor)
      throw new OvertakenPageError(`Expected ${partner}'s index at the cursor that the page was asked after.`);
    // With the cursor behind it, and not before: after the old cursor, a page that names little would end with all the rest gone.
    if (page.isFullResync === true && source.epoch === page.epoch) await markForResync(tx, partner);
    const unread = page.unread ?? [];
    await keepUnread(tx, partner, page.epoch, unread);
    const known = await knownRecords(tx, partner, [...prepared.keys()]);
    const changed = [...prepared.values()].filter((record) => known.get(record.id)?.digest !== record.digest);
    const before = await saidBefore(
      tx,
      changed.map(({ id }) => id).filter((id) => known.has(id)),
    );
    const earlier = await lastVersions(
      tx,
      changed.map(({ id }) => id).filter((id) => !known.has(id)),
    );
    const next = (id: string): CountedState => ({
      version: (known.get(id)?.version ?? earlier.get(id) ?? 0) + 1,
      updatedAt: now,
    });
    const refused = await writeRecords(tx, changed, next, page.epoch);
    const again = await rewrite(tx, prepared, known, page.epoch);
    quarantined.push(...refused, ...again.refused);
    const written = changed.filter(({ id }) => !refused.some(({ recordId }) => recordId === id));
    await writeLinks(tx, written);
    await markSeen(tx, partner, page);
    const isFirst = page.isFullResync === true || source.cursor === null || source.epoch !== page.epoch;
    const named = [...page.records.map(({ id }) => id), ...page.withdrawn];
    await releaseQuarantined(tx, partner, isFirst ? "all" : named);
    const narrowed = await narrowVisibility(tx, partner, toldVisibilities(page.records, quarantined, unread));
    await quarantine(tx, partner, quarantinedOf(quarantined, unread), page.records, now);
    const kept = await keepHistory(
      tx,
      partner,
      page,
      { whole: isWhole(source, page), written, narrowed, before },
      instant,
    );
    const state = { caught_up: !page.hasMore, reachable: true, problem: page.problem ?? null };
    await tx
      .updateTable("source")
      .set({
        cursor: page.cursor,
        epoch: page.epoch,
        ...(page.selectionHash !== undefined && { asked: page.selectionHash }),
        as_of: asOfAfter(source, page, now),
        last_contact_at: now.toISOString(),
        ...state,
      })
      .where("partner", "=", partner)
      .execute();
    await keepSourceState(tx, partner, kept.at ?? now);
    const changedKinds = [...written, ...again.rewritten].map(({ kind }) => kind);
    const stamps: StampKind[] = ["Source", ...changedKinds, ...kindsOf(narrowed), ...kept.kinds];
    // Most pages are empty, and say no more than that the partner is there.
    const { as_of: _asOf, cursor: _cursor, epoch: _epoch, ...stateBefore } = source;
    if (source.as_of === null || !isDeepStrictEqual(stateBefore, state)) stamps.push("State");
    await raiseStamps(tx, partner, stamps);
    return {
      written: written.map(({ id }) => id),
      unchanged: prepared.size - changed.length,
      removed: kept.removed,
      narrowed: narrowed.length,
      quarantined,
    };
  });
}

/** What a page changes in the index beside what it withdraws. */
interface PageChanges {
  /** The feed has named every record that there is. */
  readonly whole: boolean;
  readonly written: readonly PreparedRecord[];
  /** Ids of records that are for fewer readers than before, and could not be written. */
  readonly narrowed: readonly string[];
  readonly before: ReadonlyMap<string, Said>;
}

interface KeptHistory {
  /** Undefined: nothing has changed. */
  readonly at: Date | undefined;
  readonly removed: number;
  /** Kinds of records that are gone, or whose past is seen by others now. */
  readonly kinds: Iterable<RecordKind>;
}

/** Withdraws what is gone, and gives every change of the page its instant. A page that changes nothing holds up nobody. */
async function keepHistory(
  tx: Tx,
  partner: string,
  page: HarvestPage,
  { whole, written, narrowed, before }: PageChanges,
  now: Date | undefined,
): Promise<KeptHistory> {
  const erased = (page.erased ?? []).filter(isStorable);
  const gone = [...page.withdrawn.filter(isStorable), ...erased];
  const othersToo = whole && (await holdsOtherEpochs(tx, partner, page.epoch));
  if (written.length + narrowed.length + gone.length === 0 && !othersToo)
    return { at: undefined, removed: 0, kinds: [] };
  const changes = [
    ...written.map((record) => {
      const said = before.get(record.id);
      return { id: record.id, changed: said ? changedFields(said, record) : [] };
    }),
    ...narrowed.map((id) => ({ id, changed: ["visibility"] })),
  ];
  const at = await nextInstant(tx, now);
  let removed = 0;
  if (gone.length > 0) removed += await withdrawRecords(tx, partner, sql`record.id = any(${gone}::text[])`, at);
  const withdrawnNow = (page.withdrawnNow ?? []).filter(({ id }) => isStorable(id));
  await followWithdrawn(tx, partner, withdrawnNow);
  if (erased.length > 0) await eraseVersions(tx, partner, erased);
  if (othersToo) removed += await withdrawRecords(tx, partner, otherEpochs(page.epoch), at);
  await openVersions(tx, changes, at);
  const kinds = othersToo ? RECORD_KINDS : kindsOf([...gone, ...withdrawnNow.map(({ id }) => id)]);
  return { at, removed, kinds };
}

/** Only one writer for each partner at a time. */
async function lockSource(tx: Tx, partner: string): Promise<Source> {
  const source = await tx
    .selectFrom("source")
    .select(["cursor", "epoch", "as_of", "caught_up", "reachable", "problem"])
    .where("partner", "=", partner)
    .forUpdate()
    .executeTakeFirst();
  if (!source) throw new Error(`Expected a partner that the catalogue knows; got ${partner}: call syncPartners first.`);
  return source;
}

/** Writes again what a full resync finds unchanged, under the same version: how columns are derived may have changed. */
async function rewrite(
  tx: Tx,
  prepared: ReadonlyMap<string, PreparedRecord>,
  known: ReadonlyMap<string, Known>,
  epoch: string,
): Promise<{ readonly rewritten: readonly PreparedRecord[]; readonly refused: readonly RecordError[] }> {
  const same = [...prepared.values()].filter(({ id, digest }) => {
    const held = known.get(id);
    return held?.epoch === TO_BE_REBUILT && held.digest === digest;
  });
  if (same.length === 0) return { rewritten: [], refused: [] };
  const refused = await writeRecords(tx, same, (id) => stateHeld(known, id), epoch);
  await writeLinks(tx, same);
  return { rewritten: same, refused };
}

function stateHeld(known: ReadonlyMap<string, Known>, id: string): CountedState {
  const held = known.get(id);
  if (!held) throw new Error(`Expected ${id} in the index.`);
  return { version: held.version, updatedAt: held.updated_at };
}

/**
 * Whether the feed has now named every record that there is. A page without more to come does not say so by itself: a record whose
 * change is held back by a transaction that still runs stands neither where it was nor at its new place. The feed's asOf tells: it
 * does not get as far as what was known before, and read from the beginning it stays at 1970.
 */
function isWhole(source: Source, page: HarvestPage): boolean {
  const asOf = new Date(page.asOf);
  if (page.hasMore || asOf.getTime() <= 0) return false;
  return source.as_of === null || source.epoch !== page.epoch || asOf >= source.as_of;
}

/** While the same copy of the data is read again, what was known of it is still known. */
function asOfAfter(source: Source, page: HarvestPage, now: Date): string {
  const held = source.as_of;
  const isKnown = held && source.epoch === page.epoch && held > new Date(page.asOf) && held <= now;
  return isKnown ? held.toISOString() : page.asOf;
}

/** What a new epoch named again stays, also when it could not be read this time. */
async function markSeen(tx: Tx, partner: string, page: HarvestPage): Promise<void> {
  if (page.records.length === 0) return;
  await tx
    .updateTable("record")
    .set({ epoch: page.epoch })
    .where("partner", "=", partner)
    .where("id", "=", sql<string>`any(${page.records.map(({ id }) => id).filter(isStorable)}::text[])`)
    .where("epoch", "<>", page.epoch)
    .execute();
}

async function holdsOtherEpochs(tx: Tx, partner: string, epoch: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from record where partner = ${partner} and ${otherEpochs(epoch)}) as found`.execute(tx);
  return rows[0]?.found ?? false;
}

/** Written so that an index serves. */
function otherEpochs(epoch: string): RawBuilder<boolean> {
  return sql<boolean>`(record.epoch < ${epoch} or record.epoch > ${epoch})`;
}
