import { setTimeout as delay } from "node:timers/promises";

/** Polls until the answer is neither undefined nor false; undefined when the time is over. */
export async function waitFor<T>(
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  { within, every = 20 }: { within: number; every?: number },
): Promise<T | undefined> {
  const end = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() >= end) return undefined;
    await delay(every);
  }
}
