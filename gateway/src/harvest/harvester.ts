import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { HubDatabase } from "../catalogue/database/tables.js";
import { OvertakenPageError } from "../catalogue/write/index-writer.js";
import { noteProblem } from "../catalogue/write/source-writer.js";
import type { Projection } from "../composition/projection/types.js";
import type { HarvestSettings } from "../config.js";
import { type PartnerClient, PartnerFailure } from "../partners/partner-client.js";
import { FeedError } from "./feed/change-feed.js";
import { createHarvest } from "./harvest-page.js";
import type { HarvestLocks } from "./harvest-locks.js";
import { backoff, pause } from "./feed/pause.js";

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
    let idle = 0;
    while (!signal.aborted) {
      try {
        if (!(await locks.take(partner.code))) {
          await pause(LOCK_INTERVAL_MS, signal);
          continue;
        }
        const { isRepetition } = await harvest(failures);
        failures = 0;
        // Somebody who tells again and again of changes that are none is not to keep the hub busy.
        idle = isRepetition ? idle + 1 : 0;
        if (idle > 0) await pause(backoff(idle, settings), signal);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof OvertakenPageError) {
          logger.info({ partner: partner.code }, "a page was overtaken; going on from where the index is");
          await pause(backoff(1, settings), signal);
          continue;
        }
        failures += 1;
        const mend = error instanceof PartnerFailure ? error.mend : undefined;
        logger.warn({ partner: partner.code, failures, err: error, mend }, "harvest failed");
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
