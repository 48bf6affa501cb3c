import { applyPage } from "../catalogue/write/index-writer.js";
import { readHarvestState } from "../catalogue/write/source-writer.js";
import { PartnerFailure, type SendOptions } from "../partners/partner-client.js";
import { type ChangePage, FeedError, type FeedState, type NextPage, readOn } from "./feed/change-feed.js";
import { createFeedWatch } from "./feed/feed-watch.js";
import type { HarvesterOptions } from "./harvester.js";
import { heldOpen } from "./feed/held-open.js";
import { type Asked, readRecords, type Reading, ReadingTooLargeError } from "./read-records.js";
import { askedOf } from "./selection.js";
import { createSetAsideRound } from "./set-aside.js";

/** Where a page fails with every record, it is tried this often before all of its records are set aside. */
const ATTEMPTS_AT_A_PAGE = 3;
/** Where a partner fails altogether over the records of a page, after so many tries the records that it fails over are looked for. */
const TRIES_BEFORE_ISOLATING = 6;

/** What nothing becomes of is asked again so many times less often, at the least. */
const MOST_PATIENCE = 12;

export interface Harvested {
  /** The feed named changes, came to its end, and nothing in the index changed. */
  readonly isRepetition: boolean;
}

/**
 * Brings one page from the feed into the index each time it is called, with how often it has failed in a row. The page, what could
 * not be read of it and the cursor behind it are written in one transaction, so that a process can end at any instant.
 * @throws PartnerFailure, FeedError, OvertakenPageError, and what the database throws
 */
export function createHarvest(
  { partner, client, db, settings, logger }: Omit<HarvesterOptions, "locks">,
  signal: AbortSignal,
): (failures: number) => Promise<Harvested> {
  const { code } = partner;
  const send: SendOptions = { timeoutMs: settings.timeoutMs, maxResponseBytes: settings.maxResponseBytes, signal };
  const setAsideRound = createSetAsideRound(db, code);
  const asked = askedOf(partner.records);
  const visibility = partner.records.some(({ withdrawnTellVisibility }) => withdrawnTellVisibility);
  let watch = createFeedWatch();
  let caughtUp = false;
  let { batchSize, pageSize } = settings;
  let askedAgainAt = 0;
  /** Milliseconds until what was set aside is asked again; longer each time that nothing has become of it. */
  let askAgainAfter = settings.retryMaxMs;
  /** Whether nothing is set aside, as far as this process knows. */
  let isAllIndexed = false;
  let failedReads: { cursor: string | null; count: number } = { cursor: null, count: 0 };
  let attempts: { cursor: string | null; count: number } = { cursor: null, count: 0 };

  async function nextPage(state: FeedState, failures: number): Promise<NextPage> {
    // After a failure the partner is not to hold the question open: that it answers again is to be known at once.
    const longest = isAllIndexed
      ? settings.waitSeconds
      : Math.min(settings.waitSeconds, Math.ceil(askAgainAfter / 1_000));
    const wait = caughtUp && failures === 0 ? longest : 0;
    const question = { first: pageSize, wait, visibility };
    if (wait === 0) return await readOn(client, state, question, send);
    return await heldOpen(client, settings, signal, (either) =>
      readOn(client, state, question, { ...send, signal: either }),
    );
  }

  async function read(asked: readonly Asked[], isolate: boolean): Promise<Reading> {
    try {
      const reading = await readRecords(client, code, partner.records, asked, { ...send, batchSize, isolate });
      batchSize = Math.min(settings.batchSize, batchSize * 2);
      return reading;
    } catch (error) {
      if (error instanceof PartnerFailure && error.reason === "TIMEOUT")
        batchSize = Math.max(1, Math.floor(batchSize / 2));
      throw error;
    }
  }

  /** The records that a page names. */
  async function readPage({ cursor }: FeedState, { changes }: ChangePage): Promise<Reading> {
    const failures = failedReads.cursor === cursor ? failedReads.count : 0;
    try {
      const named = changes.filter(({ withdrawn }) => !withdrawn);
      return await read(named, failures >= TRIES_BEFORE_ISOLATING);
    } catch (error) {
      if (error instanceof PartnerFailure) failedReads = { cursor, count: failures + 1 };
      throw error;
    }
  }

  /** Now and then the records that could not be read or indexed before. */
  async function readAgain(page: ChangePage): Promise<Reading> {
    if (isAllIndexed || page.hasMore || Date.now() - askedAgainAt < askAgainAfter) return NOTHING;
    askedAgainAt = Date.now();
    const round = await setAsideRound(batchSize);
    isAllIndexed = round.length === 0;
    const named = new Set(page.changes.map(({ id }) => id));
    const again = round.filter((id) => !named.has(id)).map((id) => ({ id }));
    if (again.length === 0) return NOTHING;
    askAgainAfter = Math.min(settings.retryMaxMs * MOST_PATIENCE, askAgainAfter * 2);
    try {
      return await read(again, true);
    } catch (error) {
      // The page does not depend on it.
      if (error instanceof PartnerFailure || error instanceof ReadingTooLargeError) return NOTHING;
      throw error;
    }
  }

  /** When not one of several records can be read, it is the partner that has a problem, not the records. */
  function checkSomeRead({ cursor }: FeedState, { records, gone, unread }: Reading): void {
    const failed = unread.filter((each) => each.code === "UNREADABLE").length;
    if (failed < 2 || records.length + gone.length > 0) return;
    attempts = { cursor, count: attempts.cursor === cursor ? attempts.count + 1 : 1 };
    if (attempts.count < ATTEMPTS_AT_A_PAGE)
      throw new FeedError("it answered with an error for every record that was asked");
  }

  async function harvest(failures: number): Promise<Harvested> {
    const { cursor: held = null, epoch = null, asked: before } = (await readHarvestState(db, code)) ?? {};
    // Another choice of fields: the index lacks what was not asked of records that have not changed since.
    const state = { cursor: before === asked ? held : null, epoch };
    const { page, isAnew } = await nextPage(state, failures);
    watch.check(page);
    const changed = await readPage(state, page);
    checkSomeRead(state, changed);
    const again = await readAgain(page);
    const unread = [...changed.unread, ...again.unread];
    const tombstones = page.changes.filter((change) => change.withdrawn);
    const result = await applyPage(db, code, {
      records: [...changed.records, ...again.records],
      withdrawn: [...tombstones.map(({ id }) => id), ...changed.gone, ...again.gone],
      erased: page.changes.filter((change) => change.erased).map(({ id }) => id),
      withdrawnNow: tombstones.flatMap(({ id, visibility: now }) => (now ? [{ id, visibility: now }] : [])),
      unread,
      after: held,
      asked,
      // Of the same copy too, as another reader sees it: what is not named again goes at the feed's end, and stays in lists until then.
      isAnew,
      epoch: page.epoch,
      cursor: page.cursor,
      asOf: page.asOf,
      hasMore: page.hasMore,
    });
    caughtUp = !page.hasMore;
    pageSize = Math.min(settings.pageSize, pageSize * 2);
    const setAside = unread.length + result.setAside.length;
    if (changed.unread.length > 0 || result.setAside.length > 0) isAllIndexed = false;
    if (changed.unread.length > 0 || again.records.some(({ id }) => result.written.includes(id)))
      askAgainAfter = settings.retryMaxMs;
    const touched = result.written.length + result.removed;
    if (touched + setAside > 0)
      logger.info({ partner: code, written: result.written.length, removed: result.removed, setAside }, "harvested");
    return { isRepetition: caughtUp && page.changes.length > 0 && touched === 0 };
  }

  return async (failures) => {
    try {
      return await harvest(failures);
    } catch (error) {
      caughtUp = false;
      isAllIndexed = false;
      watch = createFeedWatch();
      if (!(error instanceof ReadingTooLargeError) || pageSize === 1) throw error;
      pageSize = Math.max(1, Math.floor(pageSize / 4));
      return { isRepetition: false };
    }
  };
}

const NOTHING: Reading = { records: [], gone: [], unread: [] };
