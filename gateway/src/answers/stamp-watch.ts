import type { Logger } from "pino";
import { StampBoard, type StampRow } from "./stamp-board.js";
import { waitWithin } from "./wait-within.js";

/** Milliseconds for which what has been read counts: a connection that is lost may look as if it were there. */
const COUNTS_FOR_MS = 400;
/** After which it is read again where it is asked for. */
const READ_AFTER_MS = 150;
/** For which a request waits for it. */
const WAIT_MS = 200;
/** After a read that failed. */
const PAUSE_MS = 100;

export interface StampWatchOptions {
  readonly read: () => Promise<readonly StampRow[]>;
  /** Told which stamps have changed. */
  readonly onChange: (changed: ReadonlySet<string>) => void;
  readonly logger: Logger;
}

/** Keeps the board as the database is: it is read while answers are asked for, and at each word of a change. */
export class StampWatch {
  readonly board = new StampBoard();
  readonly #options: StampWatchOptions;
  /** When the last read began that succeeded. */
  #readAt = -Infinity;
  #failedAt = -Infinity;
  #reading: { readonly since: number; readonly done: Promise<void> } | undefined;
  #again = false;
  #isLost = false;

  constructor(options: StampWatchOptions) {
    this.#options = options;
  }

  /** Whether the board is as the database was 400 ms ago, or later. */
  isConfirmed(): boolean {
    const age = performance.now() - this.#readAt;
    if (age >= READ_AFTER_MS) this.#read();
    return age < COUNTS_FOR_MS;
  }

  /** The same; waits for a while where it has to be read first. */
  async confirm(): Promise<boolean> {
    if (this.isConfirmed()) return true;
    const reading = this.#reading;
    if (!reading) return false;
    await waitWithin(reading.done, reading.since + WAIT_MS - performance.now());
    return performance.now() - this.#readAt < COUNTS_FOR_MS;
  }

  /** There is word of a change: what is being read may be from before it. */
  changed(): void {
    if (this.#reading) this.#again = true;
    else this.#read();
  }

  /** Waits until nothing is being read. */
  async settled(): Promise<void> {
    await this.#reading?.done;
  }

  #read(): void {
    const since = performance.now();
    if (this.#reading || since < this.#failedAt + PAUSE_MS) return;
    const done = this.#readOnce(since).finally(() => {
      this.#reading = undefined;
      if (!this.#again) return;
      this.#again = false;
      this.#read();
    });
    this.#reading = { since, done };
  }

  async #readOnce(since: number): Promise<void> {
    const { read, onChange, logger } = this.#options;
    try {
      const changed = this.board.take(await read());
      this.#readAt = since;
      this.#isLost = false;
      if (changed.size > 0) onChange(changed);
    } catch (error) {
      this.#failedAt = performance.now();
      if (!this.#isLost) logger.warn({ err: error }, "no word of changes; answers are made anew until there is");
      this.#isLost = true;
    }
  }
}
