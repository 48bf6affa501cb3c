import { LRUCache } from "lru-cache";
import type { KeptAnswer } from "./kept-answer.js";
import type { StampBoard } from "./stamp-board.js";

/** Of all bytes, what one answer may take. */
const MAX_SHARE = 1 / 8;
/** Bytes of a character of a key. */
const PER_CHARACTER = 2;

/** Answers that are true as far as the board knows, those that were asked for last, in so many bytes. */
export class AnswerCache {
  readonly #answers: LRUCache<string, KeptAnswer>;
  readonly #board: StampBoard;

  constructor(maxBytes: number, board: StampBoard) {
    this.#board = board;
    this.#answers = new LRUCache<string, KeptAnswer>({
      maxSize: maxBytes,
      maxEntrySize: Math.floor(maxBytes * MAX_SHARE),
      sizeCalculation: (answer, key) => answer.size + PER_CHARACTER * key.length,
    });
  }

  find(key: string): KeptAnswer | undefined {
    const answer = this.#answers.get(key);
    if (!answer) return undefined;
    const now = Date.now();
    if (now >= answer.madeFrom.from && now < answer.madeFrom.until) return answer;
    this.#answers.delete(key);
    return undefined;
  }

  /** False: it is not true any more, or too large. */
  keep(key: string, answer: KeptAnswer): boolean {
    if (!this.#isTrue(answer)) return false;
    this.#answers.set(key, answer);
    return this.#answers.has(key);
  }

  /** To be called whenever stamps have changed: what is made from them goes. */
  sweep(changed: ReadonlySet<string>): void {
    const names = [...changed];
    for (const [key, { madeFrom }] of this.#answers.entries()) {
      if (names.some((name) => madeFrom.stamps.has(name))) this.#answers.delete(key);
    }
  }

  clear(): void {
    this.#answers.clear();
  }

  #isTrue({ madeFrom: { stamps, since } }: KeptAnswer): boolean {
    return !this.#board.hasChanged(stamps, since);
  }
}
