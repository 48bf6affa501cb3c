import { BusyError, type ErrorTable } from "../errors/request-error.js";

/** Seconds after which whoever found no place to wait may ask again. */
const RETRY_AFTER_S = 5;

/** Operations that run at a time, and those that wait for it. */
export interface QueueLimits {
  /** Operations that run at a time. */
  readonly atOnce: number;
  /** Operations that wait until one ends. */
  readonly waiting: number;
}

interface Waiting {
  start(): void;
  refuse(error: Error): void;
}

/**
 * Lets so many operations run at a time, and the others wait in turn: a client after the other, each with the oldest of its own, so that one
 * that sends many holds up nobody else's. One client has at most half of the places, rounded up.
 */
export class OperationQueue {
  readonly #limits: QueueLimits;
  readonly #full: () => Error;
  readonly #running = new Map<string, number>();
  /** By client; the one whose turn is next comes first. */
  readonly #waiting = new Map<string, Waiting[]>();
  #runningCount = 0;
  #waitingCount = 0;

  /** `errors`: with what an operation is refused that finds no place to wait. */
  constructor(limits: QueueLimits, errors: Pick<ErrorTable, "TOO_BUSY">) {
    this.#limits = limits;
    this.#full = () => new BusyError("TOO_BUSY", errors.TOO_BUSY, RETRY_AFTER_S);
  }

  /**
   * Runs an operation in the client's turn. Its place is free again when the work ends, or leaves it, and not before.
   * `signal`: nobody waits for it any more.
   * @throws BusyError TOO_BUSY; the signal's reason
   */
  async run<T>(client: string, signal: AbortSignal, work: (leave: () => void) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    await this.#enter(client, signal);
    let hasPlace = true;
    const leave = (): void => {
      if (hasPlace) this.#leave(client);
      hasPlace = false;
    };
    try {
      return await work(leave);
    } finally {
      leave();
    }
  }

  async #enter(client: string, signal: AbortSignal): Promise<void> {
    if (!this.#waiting.has(client) && this.#mayStart(client)) {
      this.#start(client);
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting: Waiting = { start: resolve, refuse: reject };
    this.#add(client, waiting);
    const gone = (): void => {
      if (this.#remove(client, waiting)) reject(signal.reason);
    };
    signal.addEventListener("abort", gone, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener("abort", gone);
    }
  }

  #add(client: string, waiting: Waiting): void {
    this.#waiting.set(client, [...(this.#waiting.get(client) ?? []), waiting]);
    this.#waitingCount += 1;
    if (this.#waitingCount <= this.#limits.waiting) return;
    // The newest of the client that has the most: whoever sends many fills the queue for themselves alone.
    const [most = client, theirs = []] =
      [...this.#waiting].toSorted(([, one], [, other]) => other.length - one.length).at(0) ?? [];
    const last = theirs.at(-1);
    if (last && this.#remove(most, last)) last.refuse(this.#full());
  }

  #remove(client: string, waiting: Waiting): boolean {
    const theirs = this.#waiting.get(client) ?? [];
    const left = theirs.filter((each) => each !== waiting);
    if (left.length === theirs.length) return false;
    this.#waitingCount -= 1;
    if (left.length > 0) this.#waiting.set(client, left);
    else this.#waiting.delete(client);
    return true;
  }

  #mayStart(client: string): boolean {
    const { atOnce } = this.#limits;
    return this.#runningCount < atOnce && (this.#running.get(client) ?? 0) < Math.ceil(atOnce / 2);
  }

  #start(client: string): void {
    this.#running.set(client, (this.#running.get(client) ?? 0) + 1);
    this.#runningCount += 1;
  }

  #leave(client: string): void {
    const left = (this.#running.get(client) ?? 0) - 1;
    if (left > 0) this.#running.set(client, left);
    else this.#running.delete(client);
    this.#runningCount -= 1;
    const next = [...this.#waiting.keys()].find((each) => this.#mayStart(each));
    if (next !== undefined) this.#startWaiting(next);
  }

  #startWaiting(client: string): void {
    const [first] = this.#waiting.get(client) ?? [];
    if (!first || !this.#remove(client, first)) return;
    const left = this.#waiting.get(client);
    if (left) {
      // Whoever had a turn is the last to have another.
      this.#waiting.delete(client);
      this.#waiting.set(client, left);
    }
    this.#start(client);
    first.start();
  }
}
