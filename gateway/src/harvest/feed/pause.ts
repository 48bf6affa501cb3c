import { setTimeout as sleep } from "node:timers/promises";
import type { HarvestSettings } from "../../config/config.js";

/** Waits, unless stopped meanwhile: whoever waits looks at the signal. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal, ref: false });
  } catch {
    // Stopped.
  }
}

/** Twice as long after each failure, and never the same for all: many partners may have failed together. */
export function backoff(failures: number, { retryMinMs, retryMaxMs }: HarvestSettings): number {
  const longest = Math.min(retryMaxMs, retryMinMs * 2 ** Math.min(failures - 1, 20));
  return longest * (0.5 + Math.random() / 2);
}
