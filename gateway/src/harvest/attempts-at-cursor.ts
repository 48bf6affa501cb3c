/** Counts what failed at one place of a feed; another place begins from nought. */
export class AttemptsAtCursor {
  #cursor: string | null = null;
  #count = 0;

  at(cursor: string | null): number {
    return this.#cursor === cursor ? this.#count : 0;
  }

  /** Gives the count with this one. */
  add(cursor: string | null): number {
    this.#count = this.at(cursor) + 1;
    this.#cursor = cursor;
    return this.#count;
  }
}
