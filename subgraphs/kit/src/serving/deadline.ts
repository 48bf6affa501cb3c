import { RequestError } from "./request-error.js";

/** The time that an operation has. */
export interface Deadline {
  /** Aborts when the time is over. */
  readonly signal: AbortSignal;
  /** Gives the operation this much more from now on, in milliseconds, beside its own time. Never less than it had. */
  extend(ms: number): void;
  /**
   * What the work gives, if it comes in time.
   * @throws RequestError OPERATION_TIMEOUT
   */
  keep<T>(work: Promise<T>): Promise<T>;
}

/** Starts the time of an operation. */
export function createDeadline(limitMs: number): Deadline {
  const over = new AbortController();
  const late = Promise.withResolvers<never>();
  // Whoever does not wait any more does not have to hear of it.
  late.promise.catch(() => undefined);
  const expire = (): void => {
    over.abort();
    late.reject(
      new RequestError("OPERATION_TIMEOUT", `Expected an operation of ${limitMs} ms at most; it took longer.`),
    );
  };
  let end = performance.now() + limitMs;
  let timer = setTimeout(expire, limitMs);
  return {
    signal: over.signal,
    extend(ms) {
      const later = performance.now() + ms + limitMs;
      if (later <= end || over.signal.aborted) return;
      end = later;
      clearTimeout(timer);
      timer = setTimeout(expire, ms + limitMs);
    },
    async keep(work) {
      try {
        return await Promise.race([work, late.promise]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
