import { setTimeout as sleep } from "node:timers/promises";
import type { EntityManager } from "@mikro-orm/postgresql";
import { isRecordKind, recordTypeName } from "@segpol/schema";
import type { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { Visibility } from "../vocabulary/vocabulary.js";
import { badCursor, badInput, outOfRange } from "../errors/input-errors.js";
import type { RecordChange, RecordChanges } from "../values/harvest.js";
import type { ChangeListener } from "./change-listener.js";
import { type FeedPosition, isSigned, readFeedCursor, writeFeedCursor } from "./cursor.js";
import { endEpoch, settleEpoch } from "../storage/feed-epoch.js";

const MAX_CHANGES = 500;
/** Seconds that a page may be held back for. */
export const MAX_WAIT_S = 30;
/**
 * How often to look while waiting. What is committed is heard of at once; that an older transaction has ended, which held later
 * changes back, is not: for that the feed looks soon, then ever less often. Without a listener it looks every second.
 */
const SOONEST_MS = 10;
const LATEST_MS = 1_000;
const LISTENING_MS = 15_000;

/** Arguments of `_changes`, with `wait` in seconds, and the level of who reads: see `feedLevelOf`. */
export interface ChangesArguments {
  readonly after: string | null | undefined;
  readonly first: number;
  readonly wait: number;
  readonly level: number;
}

/** The compacted change feed of a partner's records. */
export interface ChangeFeed {
  /**
   * The changes after a cursor. With `wait`, an empty page is held back until there is a change, the time is over or the signal
   * aborts.
   * @throws GraphQLError BAD_USER_INPUT, BAD_CURSOR or FOREIGN_CURSOR
   */
  read(args: ChangesArguments, signal: AbortSignal): Promise<RecordChanges>;
}

interface FeedRow {
  readonly id: string;
  readonly kind: string;
  readonly seq: string;
  readonly xid: string;
  readonly withdrawn: boolean;
  readonly erased: boolean;
  /** Of a tombstone: the visibility that the record has now. */
  readonly visibility: string | null;
}

interface FeedView {
  readonly epoch: string | null;
  readonly key: string;
  /** Whether the data are, for certain, still those of the epoch. */
  readonly settled: boolean;
  /** Whether this database has given out the cursor's position. */
  readonly known: boolean;
  readonly run: string;
  /** Milliseconds since 1970, rounded down. */
  readonly now: number;
  readonly held: boolean;
  readonly rows: readonly FeedRow[];
}

/**
 * One statement, and so one view of the data. Only changes of transactions before the oldest one still running are given: a
 * transaction that commits later may have a lower number, and would be passed by. `held`: there are such later ones.
 * Numbers leave as text, because they may be larger than JSON's.
 */
const VIEW_SQL = `
select epoch, cursor_key as key, feed_is_settled() as settled,
  ?::text is null or feed_knows_run(?::bigint) as known,
  (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint::text as run,
  floor(extract(epoch from statement_timestamp()) * 1000)::float8 as now,
  exists (select from record_change where level = ? and xid >= pg_snapshot_xmin(pg_current_snapshot())) as held,
  coalesce((select json_agg(page) from (
    select id, kind, seq::text, xid::text, withdrawn, erased_at is not null as erased,
      case when withdrawn and erased_at is null then visibility end as visibility from record_change
    where level = ? and xid < pg_snapshot_xmin(pg_current_snapshot()) and (xid, seq) > (?::text::xid8, ?::bigint)
    order by record_change.xid, record_change.seq limit ?
  ) page), '[]') as rows
from (select 1) as always left join feed_epoch on true`;

/** What a feed reads from. */
export interface ChangeFeedOptions {
  readonly code: string;
  /** Forked for each read. */
  readonly em: EntityManager;
  readonly listener: ChangeListener;
  readonly log: Logger;
}

/** Makes the feed of the partner with this code. */
export function createChangeFeed({ code, em, listener, log }: ChangeFeedOptions): ChangeFeed {
  async function look(level: number, from: FeedPosition | undefined, first: number): Promise<FeedView> {
    const { run = null, xid = "0", seq = "0" } = from ?? {};
    const [view] = await em.fork().execute<FeedView[]>(VIEW_SQL, [run, run, level, level, xid, seq, first + 1]);
    if (!view) throw new Error("Expected the change feed's statement to give one row; got none.");
    return view;
  }

  /** A view of data whose epoch is right. */
  async function lookSettled(
    level: number,
    from: FeedPosition | undefined,
    first: number,
  ): Promise<FeedView & { epoch: string }> {
    const view = await look(level, from, first);
    if (view.settled && view.epoch !== null) return { ...view, epoch: view.epoch };
    await settleEpoch(em.fork());
    const { epoch, ...settled } = await look(level, from, first);
    if (epoch === null) throw new Error("Expected settle_feed_epoch() to write a row of feed_epoch; there is none.");
    if (epoch !== view.epoch) log.warn({ before: view.epoch, epoch }, "the data have a new epoch");
    return { ...settled, epoch };
  }

  async function readPage(
    level: number,
    cursor: string | null,
    first: number,
  ): Promise<{ page: RecordChanges; held: boolean }> {
    const from = cursor === null ? undefined : readFeedCursor(cursor);
    if (cursor !== null && !from) throw badCursor("a cursor of this change feed");
    const { epoch, key, known, now, held, rows, run } = await lookSettled(level, from, first);
    if (cursor !== null && from) {
      if (from.epoch !== epoch) throw foreignCursor(epoch, from.epoch);
      if (!isSigned(cursor, key)) throw badCursor("a cursor of this change feed");
      if (!known) {
        await endEpoch(em.fork(), epoch);
        log.warn({ ended: epoch }, "a cursor tells of changes that these data have lost: they have a new epoch");
        throw foreignCursor("of the data as they are now", epoch);
      }
      if (from.level !== level) throw othersCursor();
    }
    const given = rows.slice(0, first);
    const hasMore = rows.length > first;
    const { xid, seq } = given.at(-1) ?? from ?? { xid: "0", seq: "0" };
    // While changes are still to come, nothing more is known to be complete than at the request's cursor.
    const asOf = hasMore || held ? (from?.asOf ?? 0) : now;
    const page = {
      epoch,
      changes: given.map(toChange),
      cursor: writeFeedCursor({ epoch, xid, seq, asOf, run, level }, key),
      hasMore,
      asOf: new Date(asOf),
    };
    return { page, held };
  }

  function toChange({ id, kind, withdrawn, erased, visibility }: FeedRow): RecordChange {
    if (!isRecordKind(kind)) throw new Error(`Expected a kind of record in table record_change; got ${kind}.`);
    return { id, type: recordTypeName(code, kind), withdrawn, erased, visibility: visibilityOf(visibility) };
  }

  return {
    async read({ after, first, wait, level }, signal) {
      if (first < 1 || first > MAX_CHANGES) throw outOfRange("first", first, `1 to ${MAX_CHANGES}`);
      if (wait < 0 || wait > MAX_WAIT_S) throw outOfRange("wait", wait, `0 to ${MAX_WAIT_S} seconds`);
      if (after === "")
        throw badInput("Expected after to be a cursor; got an empty text: leave it out to begin.", "BAD_CURSOR");
      const deadline = performance.now() + wait * 1_000;
      let heldPause = SOONEST_MS;
      for (;;) {
        const heard = listener.heard();
        const { page, held } = await readPage(level, after ?? null, first);
        const left = deadline - performance.now();
        if (page.changes.length > 0 || left <= 0 || signal.aborted) return page;
        const pause = held ? heldPause : listener.listening ? LISTENING_MS : LATEST_MS;
        heldPause = held ? Math.min(heldPause * 2, LATEST_MS) : SOONEST_MS;
        await pauseUnless(heard, Math.min(pause, left), signal);
      }
    },
  };
}

/** None where nothing is known of it. */
function visibilityOf(text: string | null): Visibility | null {
  return Object.values(Visibility).find((visibility) => visibility === text) ?? null;
}

/** Waits until something is heard, the time is over, or the signal aborts. */
async function pauseUnless(heard: Promise<void>, ms: number, signal: AbortSignal): Promise<void> {
  const timer = new AbortController();
  const over = sleep(ms, undefined, { signal: AbortSignal.any([signal, timer.signal]) }).catch(() => undefined);
  await Promise.race([heard, over]);
  timer.abort();
}

function othersCursor(): GraphQLError {
  return badInput(
    "Expected after to be a cursor given to a reader who sees as much; got one given to a reader who sees more or less: read from the beginning without after.",
    "FOREIGN_CURSOR",
  );
}

function foreignCursor(epoch: string, given: string): GraphQLError {
  return badInput(
    `Expected after to be a cursor of epoch ${epoch}; got one of ${given}: this is another copy of the data, read it from the beginning without after.`,
    "FOREIGN_CURSOR",
  );
}
