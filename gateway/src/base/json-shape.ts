/** Levels of objects and lists in an answer; the contract needs some twenty. */
const MAX_LEVELS = 200;
/** Values in an answer: a value of three characters takes fifty bytes of memory. */
const MAX_VALUES = 1_000_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Whether JSON, once parsed, takes little more memory than its text, and can be walked without exhausting the stack. Looked at
 * before it is parsed; whether it is JSON at all is left to the parser.
 */
export function hasModestShape(text: Uint8Array): boolean {
  let levels = 0;
  let values = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at];
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) {
      inText = true;
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      levels += 1;
      values += 1;
      if (levels > MAX_LEVELS || values > MAX_VALUES) return false;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      levels -= 1;
    } else if (byte === COMMA) {
      values += 1;
    }
  }
  return values <= MAX_VALUES;
}
