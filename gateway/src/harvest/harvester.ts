import type { Logger } from "pino";
import { OvertakenPageError } from "../catalogue/write/index-writer.js";
import { noteProblem } from "../catalogue/write/source-writer.js";
import { PartnerFailure } from "../partners/partner-client.js";
import { FeedError } from "./feed/change-feed.js";
import { backoff, pause } from "./feed/pause.js";
import type { HarvestLocks } from "./harvest-locks.js";
import { answersBut, PageHarvest, type PageHarvestOptions } from "./harvest-page.js";

export interface HarvesterOptions extends PageHarvestOptions {
  readonly locks: HarvestLocks;
  readonly logger: Logger;
}

/** Milliseconds between looks whether another process has left a partner to this one. */
const LOCK_INTERVAL_MS = 2_000;

/**
 * Where the harvest of a partner stands. Each transition is logged.
 *
 *     standby    another process of the hub harvests it; also the state at the start
 *     reading    page after page, without waiting
 *     waiting    the feed is at its end, and the partner holds the next question open until something changes
 *     backoff    a failure, or a page that told nothing, is waited out
 *     stopped    the end
 *
 *     standby -> reading            the lock is had
 *     reading -> waiting            with the feed's last page
 *     waiting -> reading            with a page that has more behind it, or is too large and asked for again in parts
 *     reading, waiting -> backoff   with a failure; or with a page that told nothing: changes that are none, or none at once
 *     backoff -> reading            after a failure, or such a page that has more behind it
 *     backoff -> waiting            after a page that told nothing, at the feed's end
 *     any but stopped -> standby    another process has the lock
 *     standby -> backoff            whether the lock is to be had cannot be told; from there as after a failure
 *     any -> stopped
 *
 * A full resync is not a state: it is kept with the cursor in the index, and whichever process has the lock goes on with it.
 */
type HarvesterState = "standby" | "reading" | "waiting" | "backoff" | "stopped";

/** Brings one partner's records into the index, and keeps at it until stopped: failures are noted, waited out and tried again. */
export class Harvester {
  readonly #options: HarvesterOptions;
  readonly #stopping = new AbortController();
  readonly #pages: PageHarvest;
  readonly #running: Promise<void>;
  #state: HarvesterState = "standby";
  /** Failures in a row. */
  #failures = 0;

  /** Starts at once. */
  constructor(options: HarvesterOptions) {
    this.#options = options;
    this.#pages = new PageHarvest(options, this.#stopping.signal);
    this.#running = this.#run();
  }

  /** Ends what is under way; resolves when nothing of it goes on. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    this.#enter("stopped");
  }

  async #run(): Promise<void> {
    const { partner, locks } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        if (await locks.take(partner.code)) await this.#harvest();
        else {
          this.#enter("standby");
          await pause(LOCK_INTERVAL_MS, signal);
        }
      } catch (error) {
        if (!signal.aborted) await this.#failed(error);
      }
    }
  }

  async #harvest(): Promise<void> {
    if (this.#state === "standby" || this.#state === "backoff") this.#enter("reading");
    const page = await this.#pages.next(this.#state === "waiting");
    this.#failures = 0;
    if (page.fruitless > 0) await this.#backOff(page.fruitless);
    this.#enter(page.isLast ? "waiting" : "reading");
  }

  async #failed(error: unknown): Promise<void> {
    const { partner, logger } = this.#options;
    if (error instanceof OvertakenPageError) {
      logger.info({ partner: partner.code }, "a page was overtaken; going on from where the index is");
      await this.#backOff(1);
      return;
    }
    this.#failures += 1;
    const mend = error instanceof PartnerFailure ? error.mend : undefined;
    logger.warn({ partner: partner.code, failures: this.#failures, err: error, mend }, "harvest failed");
    const problem = problemOf(partner.code, error);
    if (problem) await this.#note(problem);
    await this.#backOff(this.#failures);
  }

  async #backOff(times: number): Promise<void> {
    this.#enter("backoff");
    await pause(backoff(times, this.#options.settings), this.#stopping.signal);
  }

  #enter(state: HarvesterState): void {
    if (state === this.#state) return;
    const { partner, logger } = this.#options;
    logger.debug({ partner: partner.code, from: this.#state, to: state }, "harvest");
    this.#state = state;
  }

  async #note(problem: Parameters<typeof noteProblem>[2]): Promise<void> {
    const { partner, db, logger } = this.#options;
    try {
      await noteProblem(db, partner.code, problem);
    } catch (error) {
      logger.warn({ partner: partner.code, err: error }, "problem not noted");
    }
  }
}

/** What clients see as the source's problem; undefined when the partner is not to blame. */
function problemOf(code: string, error: unknown): { message: string; reachable: boolean } | undefined {
  if (error instanceof FeedError) return { message: answersBut(code, error.message), reachable: true };
  if (!(error instanceof PartnerFailure)) return undefined;
  const reachable = error.isAnswer;
  return {
    message: reachable
      ? `${code} answers, but not usably: ${error.message}.`
      : `${code} does not answer: ${error.message}.`,
    reachable,
  };
}
