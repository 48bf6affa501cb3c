import { setTimeout as sleep } from "node:timers/promises";
import type { EntityManager } from "@mikro-orm/postgresql";
import { isRecordKind, recordTypeName } from "@segpol/schema";
import { badInput, outOfRange } from "../serving/input-errors.js";
import type { RecordChange, RecordChanges } from "../values/harvest.js";
import type { ChangeListener } from "./change-listener.js";
import { feedStart, type FeedPosition, readFeedCursor, writeFeedCursor } from "./cursor.js";

const MOST_CHANGES = 500;
const LONGEST_WAIT_S = 30;
/** How often to look while waiting: soon after something was heard, then ever less often. */
const SOONEST_MS = 25;
const LATEST_MS = 1_000;

/** Arguments of `_changes`; `wait` in seconds. */
export interface ChangesArguments {
  readonly after: string | null | undefined;
  readonly first: number;
  readonly wait: number;
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
}

interface FeedAnswer {
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
const PAGE_SQL = `
select floor(extract(epoch from statement_timestamp()) * 1000)::float8 as now,
  exists (select from record_change where xid >= pg_snapshot_xmin(pg_current_snapshot())) as held,
  coalesce((select json_agg(page) from (
    select id, kind, seq::text, xid::text, withdrawn, erased_at is not null as erased from record_change
    where xid < pg_snapshot_xmin(pg_current_snapshot()) and (xid, seq) > (?::text::xid8, ?::bigint)
    order by record_change.xid, record_change.seq limit ?
  ) page), '[]') as rows`;

/** Makes the feed of the partner with this code. `em` is forked for each read. */
export function createChangeFeed(code: string, em: EntityManager, listener: ChangeListener): ChangeFeed {
  async function readPage(position: FeedPosition, first: number): Promise<RecordChanges> {
    const [answer] = await em.fork().execute<FeedAnswer[]>(PAGE_SQL, [position.xid, position.seq, first + 1]);
    if (!answer) throw new Error("Expected the change feed's statement to give one row; got none.");
    const { now, held, rows } = answer;
    const page = rows.slice(0, first);
    const hasMore = rows.length > first;
    const { xid, seq } = page.at(-1) ?? position;
    // While changes are still to come, nothing is known to be complete that was not complete at the cursor asked.
    const asOf = hasMore || held ? position.asOf : now;
    const cursor = writeFeedCursor({ epoch: position.epoch, xid, seq, asOf });
    return { epoch: position.epoch, changes: page.map(toChange), cursor, hasMore, asOf: new Date(asOf) };
  }

  function toChange({ id, kind, withdrawn, erased }: FeedRow): RecordChange {
    if (!isRecordKind(kind)) throw new Error(`Expected a kind of record in table record_change; got ${kind}.`);
    return { id, type: recordTypeName(code, kind), withdrawn, erased };
  }

  async function currentEpoch(): Promise<string> {
    const [row] = await em.fork().execute<{ epoch: string }[]>("select epoch from feed_epoch");
    if (!row)
      throw new Error("Expected a row in table feed_epoch; got none: start the partner once more, which writes it.");
    return row.epoch;
  }

  return {
    async read({ after, first, wait }, signal) {
      if (first < 1 || first > MOST_CHANGES) throw outOfRange("first", first, `1 to ${MOST_CHANGES}`);
      if (wait < 0 || wait > LONGEST_WAIT_S) throw outOfRange("wait", wait, `0 to ${LONGEST_WAIT_S} seconds`);
      if (after === "")
        throw badInput("Expected after to be a cursor; got an empty text: leave it out to begin.", "BAD_CURSOR");
      const epoch = await currentEpoch();
      const position = after == null ? feedStart(epoch) : readFeedCursor(after, epoch);
      const deadline = performance.now() + wait * 1_000;
      let pause = LATEST_MS;
      for (;;) {
        const heard = listener.heard().then(() => true);
        const page = await readPage(position, first);
        const left = deadline - performance.now();
        if (page.changes.length > 0 || left <= 0 || signal.aborted) return page;
        const timer = new AbortController();
        const over = sleep(Math.min(pause, left), false, { signal: AbortSignal.any([signal, timer.signal]) }).catch(
          () => false,
        );
        pause = (await Promise.race([heard, over])) ? SOONEST_MS : Math.min(pause * 2, LATEST_MS);
        timer.abort();
      }
    },
  };
}
