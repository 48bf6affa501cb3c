import { setTimeout as pause } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { HubDatabase } from "../catalogue/database/tables.js";

const LOOK_EVERY_MS = 50;

export interface FirstHarvestOptions {
  readonly db: Kysely<HubDatabase>;
  /** Codes of the partners to wait for. */
  readonly partners: readonly string[];
  /** Milliseconds after which it waits no longer: a partner that is down must not hold up the others. */
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

/** Resolves when the index has every partner's records of some instant, so that nobody finds empty lists at a first start. */
export async function firstHarvest({ db, partners, withinMs, signal }: FirstHarvestOptions): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (partners.length > 0 && performance.now() < deadline && !signal.aborted) {
    const waiting = await db
      .selectFrom("source")
      .select("partner")
      .where("partner", "in", partners)
      .where("as_of", "is", null)
      .execute()
      // The harvest itself says what is wrong with the database; here it is one more reason to wait.
      .catch(() => partners);
    if (waiting.length === 0) return;
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
