import { setTimeout as sleep } from "node:timers/promises";

/** Waits until something holds; fails with what was last seen when it does not within the time. */
export async function until<T>(look: () => Promise<T> | T, holds: (seen: T) => boolean, withinMs = 20_000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (performance.now() > deadline)
      throw new Error(`Expected it to hold within ${withinMs} ms; last seen: ${JSON.stringify(seen)}`);
    await sleep(20);
  }
}
