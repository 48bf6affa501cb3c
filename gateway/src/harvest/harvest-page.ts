import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { HubDatabase } from "../catalogue/database/tables.js";
import { applyPage } from "../catalogue/write/index-writer.js";
import { readHarvestState } from "../catalogue/write/source-writer.js";
import type { Projection } from "../composition/projection/types.js";
import type { HarvestSettings } from "../config/config.js";
import { type PartnerClient, PartnerFailure, type SendOptions } from "../partners/partner-client.js";
import { AdaptiveSize } from "./adaptive-size.js";
import { AttemptsAtCursor } from "./attempts-at-cursor.js";
import { type ChangePage, FeedError, type FeedState, type NextPage, readOn } from "./feed/change-feed.js";
import { createFeedWatch } from "./feed/feed-watch.js";
import { longPoll } from "./feed/long-poll.js";
import { QuarantineRetries } from "./quarantine-retries.js";
import { type HarvestResult, HarvestTooLargeError, readRecords, type RecordToRead } from "./read-records.js";
import { selectionHash } from "./selection.js";

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
  /** The feed named changes, came to its end, and nothing in the index changed. */
  readonly isRepetition: boolean;
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
  #watch = createFeedWatch();

  constructor(options: PageHarvestOptions, signal: AbortSignal) {
    const { partner, db, settings } = options;
    this.#options = options;
    this.#signal = signal;
    this.#send = { timeoutMs: settings.timeoutMs, maxResponseBytes: settings.maxResponseBytes, signal };
    this.#selectionHash = selectionHash(partner.records);
    this.#batch = new AdaptiveSize(settings.batchSize);
    this.#page = new AdaptiveSize(settings.pageSize);
    this.#quarantine = new QuarantineRetries(db, partner.code, settings);
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
      return { isLast: false, isRepetition: false };
    }
  }

  async #next(mayWait: boolean): Promise<HarvestedPage> {
    const { partner, db, logger } = this.#options;
    const { code } = partner;
    const held = await readHarvestState(db, code);
    // Another selection: the index lacks what was not asked of records that have not changed since.
    const cursor = held?.selectionHash === this.#selectionHash ? held.cursor : null;
    const state = { cursor, epoch: held?.epoch ?? null };
    const { page, isFullResync } = await this.#nextPage(state, mayWait);
    this.#watch.check(page);
    const changed = await this.#readPage(state, page);
    this.#checkSomeRead(state, changed);
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
    });
    this.#page.grow();
    const quarantined = unread.length + result.quarantined.length;
    if (changed.unread.length > 0 || result.quarantined.length > 0) this.#quarantine.mayHaveMore();
    if (changed.unread.length > 0 || retried.records.some(({ id }) => result.written.includes(id)))
      this.#quarantine.hurry();
    const touched = result.written.length + result.removed;
    if (touched + quarantined > 0)
      logger.info({ partner: code, written: result.written.length, removed: result.removed, quarantined }, "harvested");
    return {
      isLast: !page.hasMore,
      isRepetition: !page.hasMore && page.changes.length > 0 && touched === 0,
    };
  }

  async #nextPage(state: FeedState, mayWait: boolean): Promise<NextPage> {
    const { partner, client, settings } = this.#options;
    const wait = mayWait ? Math.min(settings.waitSeconds, this.#quarantine.dueInSeconds ?? Infinity) : 0;
    const visibility = partner.records.some((record) => record.feedHasTombstoneVisibility);
    const question = { first: this.#page.size, wait, visibility };
    if (wait === 0) return await readOn(client, state, question, this.#send);
    return await longPoll(client, settings, this.#signal, (signal) =>
      readOn(client, state, question, { ...this.#send, signal }),
    );
  }

  /** The records that a page names. */
  async #readPage({ cursor }: FeedState, { changes }: ChangePage): Promise<HarvestResult> {
    try {
      const named = changes.filter(({ withdrawn }) => !withdrawn);
      return await this.#read(named, this.#failedReads.at(cursor) >= TRIES_BEFORE_ISOLATING);
    } catch (error) {
      if (error instanceof PartnerFailure) this.#failedReads.add(cursor);
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
  #checkSomeRead({ cursor }: FeedState, { records, gone, unread }: HarvestResult): void {
    const failed = unread.filter((each) => each.code === "UNREADABLE").length;
    if (failed < 2 || records.length + gone.length > 0) return;
    if (this.#failedPages.add(cursor) < MAX_ATTEMPTS_AT_A_PAGE)
      throw new FeedError("it answered with an error for every record that was asked");
  }
}

const NOTHING: HarvestResult = { records: [], gone: [], unread: [] };
