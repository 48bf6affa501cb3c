import type { ChangePage, FeedQuestion } from "./change-feed.js";

/** Answers in a row that tell nothing before they are told as the source's problem. */
const TOLD_FROM = 3;
/** Pages in a row of changes that change nothing before the next question waits a little: what an owner has long withdrawn may come first. */
const MANY_IDLE_PAGES = 100;

/** One answer of a feed. */
export interface FeedAnswer {
  readonly page: Pick<ChangePage, "changes" | "hasMore" | "epoch">;
  /** The epoch of the answer before; null: there was none. */
  readonly epochBefore: string | null;
  /** Seconds that it was allowed to wait. */
  readonly wait: FeedQuestion["wait"];
  /** Milliseconds that it took. */
  readonly tookMs: number;
}

/**
 * Sees a feed that answers without telling anything: at once though it may wait, with empty pages that say there are more, or from
 * another copy of the data each time, or goes on without end with changes of what is not there. Asked without pause, it would keep the
 * hub busy.
 */
export class FeedPace {
  #fruitless = 0;
  #epochs = 0;
  #idlePages = 0;

  /** Answers in a row that told nothing; the next question waits the longer the more there are. */
  get fruitless(): number {
    return Math.max(this.#fruitless, this.#epochs - 1, this.#idlePages > MANY_IDLE_PAGES ? 1 : 0);
  }

  /** Notes whether a page was there for nothing: none of its records could be read, and what it withdraws was not there. */
  noteWork(isIdle: boolean): void {
    this.#idlePages = isIdle ? this.#idlePages + 1 : 0;
  }

  /** Gives what is to be told as the source's problem; null: nothing yet. */
  note({ page, epochBefore, wait, tookMs }: FeedAnswer): string | null {
    const isEmpty = page.changes.length === 0;
    const isAtOnce = wait > 0 && tookMs < wait * 500;
    if (epochBefore !== null && page.epoch !== epochBefore) this.#epochs += 1;
    else if (wait > 0 && !(isEmpty && isAtOnce)) this.#epochs = 0;
    this.#fruitless = isEmpty && (page.hasMore || isAtOnce) ? this.#fruitless + 1 : 0;
    if (this.#epochs > TOLD_FROM) return "its change feed names another epoch again and again";
    if (this.#fruitless < TOLD_FROM) return null;
    return page.hasMore
      ? "its change feed says that there are more changes, but gives none"
      : "its change feed answers at once that nothing has changed, although it is asked to wait";
  }
}
