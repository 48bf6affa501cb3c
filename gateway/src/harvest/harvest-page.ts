import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { HubDatabase } from "../catalogue/database/tables.js";
import { applyPage } from "../catalogue/write/index-writer.js";
import { hasUnkept, type Quarantined, quarantinedOf } from "../catalogue/write/quarantine.js";
import { beginRebuild } from "../catalogue/write/resync.js";
import { readHarvestState } from "../catalogue/write/source-writer.js";
import type { Projection } from "../composition/projection/types.js";
import type { HarvestSettings } from "../config/config.js";
import { type PartnerClient, PartnerFailure, type SendOptions } from "../partners/partner-client.js";
import { AdaptiveSize } from "./records/adaptive-size.js";
import { AttemptsAtCursor } from "./attempts-at-cursor.js";
import {
  type ChangePage,
  FeedError,
  type FeedQuestion,
  type FeedState,
  type NextPage,
  readOn,
} from "./feed/change-feed.js";
import { FeedPace } from "./feed/feed-pace.js";
import { createFeedWatch } from "./feed/feed-watch.js";
import { longPoll } from "./feed/long-poll.js";
import { QuarantineRetries } from "./quarantine-retries.js";
import { type HarvestResult, HarvestTooLargeError, readRecords, type RecordToRead } from "./records/read-records.js";
import { selectionHash } from "./records/selection.js";
import { VisibilityChecks } from "./visibility-checks.js";

/** Where a page fails with every record, it is tried this often before all of its records are quarantined. */
const MAX_ATTEMPTS_AT_A_PAGE = 3;
/** Where a partner fails altogether over the records of a page, after so many tries the records that it fails over are looked for. */
const TRIES_BEFORE_ISOLATING = 6;

export interface PageHarvestOptions {
  readonly partner: Pick<Projection, "code" | "records">;
  readonly client: PartnerClient;
  readonly db: Kysely<HubDatabase>;
  readonly settings: HarvestSettings;
  readonly logger: Logger;
}

/** What became of one page. */
export interface HarvestedPage {
  /** The feed is at its end. */
  readonly isLast: boolean;
  /** Pages in a row that told nothing: they are not to keep the hub busy. */
  readonly fruitless: number;
}

/**
 * Brings one page from the feed into the index each time it is called. The page, what could not be read of it and the cursor behind it
 * are written in one transaction, so that a process can end at any instant.
 */
export class PageHarvest {
  readonly #options: PageHarvestOptions;
  readonly #send: SendOptions;
  readonly #signal: AbortSignal;
  readonly #selectionHash: string;
  readonly #batch: AdaptiveSize;
  readonly #page: AdaptiveSize;
  readonly #quarantine: QuarantineRetries;
  readonly #failedReads = new AttemptsAtCursor();
  readonly #failedPages = new AttemptsAtCursor();
  readonly #pace = new FeedPace();
  readonly #visibilities: VisibilityChecks;
  #watch = createFeedWatch();
  /** Pages in a row that named changes which are none. */
  #repetitions = 0;

  constructor(options: PageHarvestOptions, signal: AbortSignal) {
    const { partner, db, settings } = options;
    this.#options = options;
    this.#signal = signal;
    this.#send = { timeoutMs: settings.timeoutMs, maxResponseBytes: settings.maxResponseBytes, signal };
    this.#selectionHash = selectionHash(partner.records);
    this.#batch = new AdaptiveSize(settings.batchSize);
    this.#page = new AdaptiveSize(settings.pageSize);
    this.#quarantine = new QuarantineRetries(db, partner.code, settings);
    const { batchSize, retryMaxMs: sweepMs } = settings;
    this.#visibilities = new VisibilityChecks({ ...options, send: this.#send, batchSize, sweepMs });
  }

  /**
   * @param mayWait whether the partner may hold the question open until something changes
   * @throws PartnerFailure, FeedError, OvertakenPageError, and what the database throws
   */
  async next(mayWait: boolean): Promise<HarvestedPage> {
    try {
      return await this.#next(mayWait);
    } catch (error) {
      this.#quarantine.mayHaveMore();
      this.#watch = createFeedWatch();
      if (!(error instanceof HarvestTooLargeError) || this.#page.size === 1) throw error;
      this.#page.shrink(4);
      return { isLast: false, fruitless: 0 };
    }
  }

  async #next(mayWait: boolean): Promise<HarvestedPage> {
    const { partner, db, logger } = this.#options;
    const { code } = partner;
    const held = await readHarvestState(db, code);
    // Another selection: the index lacks what was not asked of records that have not changed since.
    const cursor = held?.selectionHash === this.#selectionHash ? held.cursor : null;
    const state = { cursor, epoch: held?.epoch ?? null };
    const { page, isFullResync, problem } = await this.#nextPage(state, mayWait);
    const changed = await this.#readPage(state, page);
    await this.#checkSomeRead(state, changed);
    const retried = await this.#retryQuarantined(page);
    const unread = [...changed.unread, ...retried.unread];
    const tombstones = page.changes.filter((change) => change.withdrawn);
    const result = await applyPage(db, code, {
      records: [...changed.records, ...retried.records],
      withdrawn: [...tombstones.map(({ id }) => id), ...changed.gone, ...retried.gone],
      erased: page.changes.filter((change) => change.erased).map(({ id }) => id),
      withdrawnNow: tombstones.flatMap(({ id, visibility: now }) => (now ? [{ id, visibility: now }] : [])),
      unread,
      after: held?.cursor ?? null,
      selectionHash: this.#selectionHash,
      // Of the same copy too, as another reader sees it: what is not named again goes at the feed's end, and stays in lists until then.
      isFullResync,
      epoch: page.epoch,
      cursor: page.cursor,
      asOf: page.asOf,
      hasMore: page.hasMore,
      problem,
    });
    this.#page.grow();
    if (changed.unread.length > 0 || result.quarantined.length > 0) this.#quarantine.mayHaveMore();
    const mended = retried.records.some(({ id }) => result.written.includes(id));
    if (changed.unread.length > 0 || mended) this.#quarantine.hurry();
    // They may be mended too, and nobody would ask for them by their ids.
    if (mended && (await hasUnkept(db, code))) await beginRebuild(db, code);
    const quarantined = quarantinedOf(result.quarantined, unread);
    const touched = result.written.length + result.removed + result.narrowed;
    this.#pace.noteWork(page.hasMore && touched === 0 && changed.records.length === 0);
    if (touched + quarantined.length > 0)
      logger.info(
        { partner: code, written: result.written.length, removed: result.removed, quarantined: quarantined.length },
        "harvested",
      );
    logFindings(logger, code, quarantined);
    const isRepetition = !page.hasMore && page.changes.length > 0 && touched === 0;
    this.#repetitions = isRepetition ? this.#repetitions + 1 : 0;
    return { isLast: !page.hasMore, fruitless: Math.max(this.#repetitions, this.#pace.fruitless) };
  }

  /** The next page, and what is to be told of how the feed gives its pages. */
  async #nextPage(state: FeedState, mayWait: boolean): Promise<NextPage & { readonly problem: string | null }> {
    const { partner, settings } = this.#options;
    const wait = mayWait ? Math.min(settings.waitSeconds, this.#quarantine.dueInSeconds ?? Infinity) : 0;
    const visibility = partner.records.some((record) => record.feedHasTombstoneVisibility);
    const since = performance.now();
    try {
      const next = await this.#ask(state, { first: this.#page.size, wait, visibility });
      this.#watch.check(next.page);
      const answer = { page: next.page, epochBefore: state.epoch, wait, tookMs: performance.now() - since };
      const told = this.#pace.note(answer);
      return { ...next, problem: told === null ? null : answersBut(partner.code, told) };
    } catch (error) {
      if (error instanceof FeedError || (error instanceof PartnerFailure && error.isAnswer))
        await this.#visibilities.sweep();
      throw error;
    }
  }

  async #ask(state: FeedState, question: Omit<FeedQuestion, "after">): Promise<NextPage> {
    const { client, settings } = this.#options;
    if (question.wait === 0) return await readOn(client, state, question, this.#send);
    return await longPoll(client, settings, this.#signal, (signal) =>
      readOn(client, state, question, { ...this.#send, signal }),
    );
  }

  /** The records that a page names. */
  async #readPage({ cursor }: FeedState, { changes }: ChangePage): Promise<HarvestResult> {
    const named = changes.filter(({ withdrawn }) => !withdrawn);
    try {
      return await this.#read(named, this.#failedReads.at(cursor) >= TRIES_BEFORE_ISOLATING);
    } catch (error) {
      if (error instanceof PartnerFailure) {
        this.#failedReads.add(cursor);
        if (error.isAnswer) await this.#visibilities.check(named.map(({ id }) => id));
      }
      throw error;
    }
  }

  /** Now and then, at the feed's end, some of the records that could not be read or indexed before. */
  async #retryQuarantined(page: ChangePage): Promise<HarvestResult> {
    if (page.hasMore) return NOTHING;
    const named = new Set(page.changes.map(({ id }) => id));
    const ids = await this.#quarantine.next(this.#batch.size);
    const retried = ids.filter((id) => !named.has(id)).map((id) => ({ id }));
    if (retried.length === 0) return NOTHING;
    this.#quarantine.tried();
    try {
      return await this.#read(retried, true);
    } catch (error) {
      // The page does not depend on it.
      if (error instanceof PartnerFailure || error instanceof HarvestTooLargeError) return NOTHING;
      throw error;
    }
  }

  async #read(records: readonly RecordToRead[], isolate: boolean): Promise<HarvestResult> {
    const { partner, client } = this.#options;
    try {
      const options = { ...this.#send, batchSize: this.#batch.size, isolate };
      const result = await readRecords(client, partner.code, partner.records, records, options);
      this.#batch.grow();
      return result;
    } catch (error) {
      if (error instanceof PartnerFailure && error.reason === "TIMEOUT") this.#batch.shrink(2);
      throw error;
    }
  }

  /** When not one of several records can be read, it is the partner that has a problem, not the records. */
  async #checkSomeRead({ cursor }: FeedState, { records, gone, unread }: HarvestResult): Promise<void> {
    const failed = unread.filter((each) => each.code === "UNREADABLE").length;
    if (failed < 2 || records.length + gone.length > 0) return;
    if (this.#failedPages.add(cursor) >= MAX_ATTEMPTS_AT_A_PAGE) return;
    await this.#visibilities.apply(unread);
    throw new FeedError("it answered with an error for every record that was asked");
  }
}

/** What clients see of a partner that answers otherwise than the protocol has it. */
export function answersBut(code: string, message: string): string {
  return `${code} answers, but ${message}.`;
}

/** Findings of one page that are logged one by one. */
const MAX_LOGGED = 20;

/** For whoever mends them: the source's problem does not name records. */
function logFindings(logger: Logger, partner: string, quarantined: readonly Quarantined[]): void {
  for (const { record, code, finding } of quarantined.slice(0, MAX_LOGGED))
    logger.warn({ partner, record, code, ...finding }, "record not indexed");
}

const NOTHING: HarvestResult = { records: [], gone: [], unread: [] };
