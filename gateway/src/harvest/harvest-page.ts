import { applyPage } from "../catalogue/index-writer.js";
import { type HarvestState, readHarvestState } from "../catalogue/source-writer.js";
import { PartnerFailure, type SendOptions } from "../partner-client.js";
import { type ChangePage, FeedError, readOn } from "./change-feed.js";
import { createFeedWatch } from "./feed-watch.js";
import type { HarvesterOptions } from "./harvester.js";
import { heldOpen } from "./held-open.js";
import { type Asked, readRecords, type Reading, ReadingTooLargeError } from "./read-records.js";
import { createSetAsideRound } from "./set-aside.js";

/** Where a page fails with every record, it is tried this often before all of its records are set aside. */
const ATTEMPTS_AT_A_PAGE = 3;
/** Where a partner fails altogether over a page, after so many failures in a row the records that it fails over are looked for. */
const FAILURES_BEFORE_ISOLATING = 4;

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
  const watch = createFeedWatch();
  let caughtUp = false;
  let { batchSize, pageSize } = settings;
  let askedAgainAt = 0;
  let attempts = { cursor: "", count: 0 };

  async function nextPage(state: HarvestState, failures: number): Promise<ChangePage> {
    // After a failure the partner is not to hold the question open: that it answers again is to be known at once.
    const wait = caughtUp && failures === 0 ? settings.waitSeconds : 0;
    const question = { first: pageSize, wait };
    if (wait === 0) return await readOn(client, state, question, send);
    return await heldOpen(client, settings, signal, (either) =>
      readOn(client, state, question, { ...send, signal: either }),
    );
  }

  async function read(asked: readonly Asked[], failures: number): Promise<Reading> {
    const isolate = failures >= FAILURES_BEFORE_ISOLATING;
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

  /** Now and then the records that could not be read or indexed before. */
  async function readAgain(page: ChangePage, failures: number): Promise<Reading> {
    if (page.hasMore || Date.now() - askedAgainAt < settings.retryMaxMs) return NOTHING;
    askedAgainAt = Date.now();
    const named = new Set(page.changes.map(({ id }) => id));
    const again = (await setAsideRound(settings.batchSize)).filter((id) => !named.has(id)).map((id) => ({ id }));
    return again.length === 0 ? NOTHING : await read(again, failures);
  }

  /** When not one of several records can be read, it is the partner that has a problem, not the records. */
  function checkSomeRead(page: ChangePage, { records, gone, unread }: Reading): void {
    const failed = unread.filter((each) => each.code === "UNREADABLE").length;
    if (failed < 2 || records.length + gone.length > 0) return;
    attempts = { cursor: page.cursor, count: attempts.cursor === page.cursor ? attempts.count + 1 : 1 };
    if (attempts.count < ATTEMPTS_AT_A_PAGE)
      throw new FeedError("it answered with an error for every record that was asked");
  }

  async function harvest(failures: number): Promise<Harvested> {
    const state = (await readHarvestState(db, code)) ?? { cursor: null, epoch: null };
    const page = await nextPage(state, failures);
    watch.check(page);
    const changed = await read(
      page.changes.filter(({ withdrawn }) => !withdrawn),
      failures,
    );
    checkSomeRead(page, changed);
    const again = await readAgain(page, failures);
    const unread = [...changed.unread, ...again.unread];
    const withdrawn = page.changes.filter((change) => change.withdrawn).map(({ id }) => id);
    const result = await applyPage(db, code, {
      records: [...changed.records, ...again.records],
      withdrawn: [...withdrawn, ...changed.gone, ...again.gone],
      erased: page.changes.filter((change) => change.erased).map(({ id }) => id),
      unread,
      after: state.cursor,
      epoch: page.epoch,
      cursor: page.cursor,
      asOf: page.asOf,
      hasMore: page.hasMore,
    });
    caughtUp = !page.hasMore;
    pageSize = Math.min(settings.pageSize, pageSize * 2);
    const setAside = unread.length + result.setAside.length;
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
      if (!(error instanceof ReadingTooLargeError) || pageSize === 1) throw error;
      pageSize = Math.max(1, Math.floor(pageSize / 4));
      return { isRepetition: false };
    }
  };
}

const NOTHING: Reading = { records: [], gone: [], unread: [] };
