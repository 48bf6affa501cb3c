/** The time that an operation has. */
export interface Deadline {
  /** Aborts when the time is over, or the client has gone away. */
  readonly signal: AbortSignal;
  /** Gives the operation this much more from now on, in milliseconds, beside its own time. Never less than it had. */
  extend(ms: number): void;
  /**
   * What the work gives, if it comes in time.
   * @throws what the deadline was made with
   */
  keep<T>(work: Promise<T>): Promise<T>;
  /** Nobody waits for the answer any more. */
  abandon(): void;
  /** Ends the operation with this error in place of an answer. */
  refuse(error: Error): void;
}

/** Starts the time of an operation. `lateError`: what becomes of it when its time is over. */
export function createDeadline(limitMs: number, lateError: () => Error): Deadline {
  const over = new AbortController();
  const late = Promise.withResolvers<never>();
  // Whoever does not wait any more does not have to hear of it.
  late.promise.catch(() => undefined);
  const refuse = (error: Error): void => {
    clearTimeout(timer);
    over.abort(error);
    late.reject(error);
  };
  const expire = (): void => refuse(lateError());
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
    abandon: expire,
    refuse,
  };
}
