import { setTimeout as sleep } from "node:timers/promises";

/** Waits until the work is done, so many milliseconds at most. */
export async function waitWithin(work: Promise<unknown>, ms: number): Promise<void> {
  if (ms <= 0) return;
  const waited = new AbortController();
  const late = sleep(ms, undefined, { signal: waited.signal, ref: false }).catch(() => undefined);
  await Promise.race([work, late]);
  waited.abort();
}
