import { setImmediate } from "node:timers/promises";

const MAX_MS = 10;

/** Lets others have the thread every now and then while it does much in one go. */
export interface Pauses {
  /**
   * Called after each part of the work; pauses when the thread was held for some ten milliseconds.
   * @throws the signal's reason once nobody waits for the work any more
   */
  after(): Promise<void> | undefined;
}

export function createPauses(signal: AbortSignal | undefined): Pauses {
  let since = performance.now();

  async function pause(): Promise<void> {
    await setImmediate();
    signal?.throwIfAborted();
    since = performance.now();
  }

  return { after: () => (performance.now() - since < MAX_MS ? undefined : pause()) };
}
