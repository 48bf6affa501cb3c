import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { HubDatabase } from "../catalogue/database.js";
import { applyPage, OvertakenPageError } from "../catalogue/index-writer.js";
import { noteProblem, readHarvestState } from "../catalogue/source-writer.js";
import { readableAgain } from "../catalogue/unread.js";
import type { Projection } from "../composition/types.js";
import type { HarvestSettings } from "../config.js";
import { type PartnerClient, PartnerFailure, type SendOptions } from "../partner-client.js";
import { type ChangePage, FeedError, readOn } from "./change-feed.js";
import type { HarvestLocks } from "./harvest-locks.js";
import { type Asked, readRecords, type Reading } from "./read-records.js";

export interface HarvesterOptions {
  readonly partner: Pick<Projection, "code" | "records">;
  readonly client: PartnerClient;
  readonly db: Kysely<HubDatabase>;
  readonly locks: HarvestLocks;
  readonly settings: HarvestSettings;
  readonly logger: Logger;
}

export interface Harvester {
  /** Ends what is under way; resolves when nothing of it goes on. */
  stop(): Promise<void>;
}

/** Where a page fails with every record, it is tried this often before all of its records are set aside. */
const ATTEMPTS_AT_A_PAGE = 3;
/** Milliseconds between looks whether another process has left a partner to this one. */
const LOCK_INTERVAL_MS = 2_000;

/** Brings one partner's records into the index, and keeps at it until stopped: failures are noted, waited out and tried again. */
export function startHarvester(options: HarvesterOptions): Harvester {
  const { partner, db, locks, settings, logger } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const harvest = createHarvest(options, signal);

  async function run(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        if (await locks.take(partner.code)) await harvest();
        else await pause(LOCK_INTERVAL_MS, signal);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof OvertakenPageError) {
          logger.info({ partner: partner.code }, "a page was overtaken; going on from where the index is");
          continue;
        }
        failures += 1;
        logger.warn({ partner: partner.code, failures, err: error }, "harvest failed");
        const problem = problemOf(partner.code, error);
        if (problem) await note(problem);
        await pause(backoff(failures, settings), signal);
      }
    }
  }

  async function note(problem: Parameters<typeof noteProblem>[2]): Promise<void> {
    try {
      await noteProblem(db, partner.code, problem);
    } catch (error) {
      logger.warn({ partner: partner.code, err: error }, "problem not noted");
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** One page from the feed into the index, each time it is called. */
function createHarvest(
  { partner, client, db, settings, logger }: HarvesterOptions,
  signal: AbortSignal,
): () => Promise<void> {
  const { code } = partner;
  const send: SendOptions = { timeoutMs: settings.timeoutMs, maxResponseBytes: settings.maxResponseBytes, signal };
  let caughtUp = false;
  let batchSize = settings.batchSize;
  let askedAgainAt = 0;
  let attempts = { cursor: "", count: 0 };

  /** Records of this page, and now and then those that could not be read before. */
  async function toRead(page: ChangePage): Promise<Asked[]> {
    const changed = page.changes.filter(({ withdrawn }) => !withdrawn);
    if (page.hasMore || Date.now() - askedAgainAt < settings.retryMaxMs) return changed;
    askedAgainAt = Date.now();
    const named = new Set(page.changes.map(({ id }) => id));
    const again = await readableAgain(db, code, settings.batchSize);
    return [...changed, ...again.filter((id) => !named.has(id)).map((id) => ({ id }))];
  }

  async function read(page: ChangePage): Promise<Reading> {
    try {
      const reading = await readRecords(client, code, partner.records, await toRead(page), { ...send, batchSize });
      batchSize = Math.min(settings.batchSize, batchSize * 2);
      return reading;
    } catch (error) {
      if (error instanceof PartnerFailure && error.reason === "TIMEOUT")
        batchSize = Math.max(1, Math.floor(batchSize / 2));
      throw error;
    }
  }

  /** When not one of several records can be read, it is the partner that has a problem, not the records. */
  function checkSomeRead(page: ChangePage, { records, gone, unread }: Reading): void {
    const failed = unread.filter((each) => each.code === "UNREADABLE").length;
    if (failed < 2 || records.length + gone.length > 0) return;
    attempts = { cursor: page.cursor, count: attempts.cursor === page.cursor ? attempts.count + 1 : 1 };
    if (attempts.count < ATTEMPTS_AT_A_PAGE)
      throw new FeedError("it answered with an error for every record that was asked");
  }

  return async () => {
    const state = (await readHarvestState(db, code)) ?? { cursor: null, epoch: null };
    const page = await readOn(
      client,
      state,
      { first: settings.pageSize, wait: caughtUp ? settings.waitSeconds : 0 },
      send,
    );
    const reading = await read(page);
    checkSomeRead(page, reading);
    const withdrawn = [...page.changes.filter((change) => change.withdrawn).map(({ id }) => id), ...reading.gone];
    const { epoch, cursor, asOf, hasMore } = page;
    const { records, unread } = reading;
    const given = { records, withdrawn, unread, after: state.cursor, epoch, cursor, asOf, hasMore };
    const result = await applyPage(db, code, given);
    caughtUp = !hasMore;
    const setAside = unread.length + result.setAside.length;
    if (result.written.length + result.removed + setAside > 0) {
      logger.info({ partner: code, written: result.written.length, removed: result.removed, setAside }, "harvested");
    }
  };
}

/** What clients see as the source's problem; undefined when the partner is not to blame. */
function problemOf(code: string, error: unknown): { message: string; reachable: boolean } | undefined {
  if (error instanceof FeedError) return { message: `${code} answers, but ${error.message}.`, reachable: true };
  if (!(error instanceof PartnerFailure)) return undefined;
  const reachable = error.reason !== "UNREACHABLE" && error.reason !== "TIMEOUT";
  return {
    message: reachable
      ? `${code} answers, but not usably: ${error.message}.`
      : `${code} does not answer: ${error.message}.`,
    reachable,
  };
}

/** Twice as long after each failure, and never the same for all: many partners may have failed together. */
function backoff(failures: number, { retryMinMs, retryMaxMs }: HarvestSettings): number {
  const longest = Math.min(retryMaxMs, retryMinMs * 2 ** Math.min(failures - 1, 20));
  return longest * (0.5 + Math.random() / 2);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal, ref: false });
  } catch {
    // Stopped meanwhile: whoever waits looks at the signal.
  }
}
