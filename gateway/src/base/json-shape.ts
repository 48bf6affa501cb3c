import { randomInt } from "node:crypto";

/** Levels of objects and lists in an answer; the contract needs some twenty. */
const MAX_LEVELS = 200;
/** Values in an answer: a value of three characters takes fifty bytes of memory. */
const MAX_VALUES = 500_000;
/** Different names of members: the contract has a few hundred, and the parser takes 3 µs for each that it has not seen before. */
const MAX_NAMES = 10_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Odd, and nobody's to know: names could else be chosen to look like one. */
const FACTOR = randomInt(2 ** 31) * 2 + 1;

/**
 * Sees whether JSON, once parsed, takes little more memory than its text, and can be parsed and walked within some 100 ms, without
 * exhausting the stack. Looks at it piece by piece as it comes; whether it is JSON at all is left to the parser.
 */
export class JsonShape {
  #levels = 0;
  #values = 0;
  #inText = false;
  #isEscaped = false;
  /** Of the last text, which is a name where a colon comes next. */
  #hash = 0;
  readonly #names = new Set<number>();

  /** Whether the text is modest up to the end of this piece, which follows those before. */
  take(piece: Uint8Array): boolean {
    let [inText, isEscaped, hash] = [this.#inText, this.#isEscaped, this.#hash];
    for (const byte of piece) {
      if (inText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) inText = false;
        hash = Math.imul(hash ^ byte, FACTOR);
      } else if (byte === QUOTE) {
        inText = true;
        hash = 0;
      } else if (byte === COLON) {
        this.#names.add(hash);
      } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        this.#levels += 1;
        this.#values += 1;
        if (this.#levels > MAX_LEVELS) return false;
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
        this.#levels -= 1;
      } else if (byte === COMMA) {
        this.#values += 1;
      }
    }
    [this.#inText, this.#isEscaped, this.#hash] = [inText, isEscaped, hash];
    return this.#values <= MAX_VALUES && this.#names.size <= MAX_NAMES;
  }
}
