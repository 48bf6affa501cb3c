import { ExchangeError } from "../file/exchange-error.js";

/** Lets those who want the same thing have it one after the other. */
export interface Queue {
  /**
   * Waits for one's turn, which lasts until `next`.
   * @throws ExchangeError TOO_MANY_FILES when too many wait already; the signal's reason when it is aborted meanwhile
   */
  take(signal: AbortSignal | undefined): Promise<void>;
  next(): void;
  /** Sends away all who wait. */
  refuse(reason: unknown): void;
}

/** @param mostWaiting beside the one whose turn it is */
export function createQueue(mostWaiting: number): Queue {
  const waiting: PromiseWithResolvers<void>[] = [];
  let taken = false;

  return {
    async take(signal) {
      signal?.throwIfAborted();
      if (!taken) {
        taken = true;
        return;
      }
      if (waiting.length >= mostWaiting) throw tooMany(mostWaiting);
      const mine = Promise.withResolvers<void>();
      waiting.push(mine);
      const leave = (): void => {
        const place = waiting.indexOf(mine);
        if (place < 0) return;
        waiting.splice(place, 1);
        mine.reject(signal?.reason);
      };
      signal?.addEventListener("abort", leave);
      try {
        await mine.promise;
      } finally {
        signal?.removeEventListener("abort", leave);
      }
    },
    next() {
      const first = waiting.shift();
      if (first) first.resolve();
      else taken = false;
    },
    refuse(reason) {
      for (const each of waiting.splice(0)) each.reject(reason);
    },
  };
}

function tooMany(mostWaiting: number): ExchangeError {
  return new ExchangeError({
    code: "TOO_MANY_FILES",
    expected: `at most ${mostWaiting} files that wait for another to be read or written`,
    came: "one more",
    mend: "Try again in a minute.",
  });
}
