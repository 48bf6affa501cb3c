import { ExchangeError } from "./exchange-error.js";

// oxlint-disable-next-line no-control-regex -- these are what a text file never holds
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** Which some programs of old write last (Ctrl-Z). */
const END_OF_FILE = 0x1a;

/** How letters of UTF-8 look when they are taken for Windows-1252: Ã© for é. */
const MISTAKEN = /Ã[\u0080-\u00bf\u2018-\u2122]|â€/;

/** The text of a file: UTF-8 or UTF-16 as its first bytes say, else UTF-8 where it is that, else Windows-1252, as Excel writes. */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes.at(-1) === END_OF_FILE ? bytes.subarray(0, -1) : bytes);
  if (BINARY.test(text)) throw unknown("bytes that are no text");
  return text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const text = decodeWindows1252(bytes);
    if (MISTAKEN.test(text)) throw unknown("UTF-8 with bytes in it that do not belong there");
    return text;
  }
}

/** What the bytes 80 to 9F are in Windows-1252; the others are the same in Latin 1. Five have no letter. */
const EIGHTIES = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** By a table of our own: some versions of Node read Windows-1252 as if it were Latin 1 (nodejs/node#56542). */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin1.replaceAll(/[\u0080-\u009f]/g, (letter) => EIGHTIES.charAt(letter.charCodeAt(0) - 0x80));
}

function unknown(came: string): ExchangeError {
  return new ExchangeError({
    code: "ENCODING_UNKNOWN",
    expected: "a text file in UTF-8 or Windows-1252",
    came,
    mend: "Save it anew as CSV UTF-8; if it is a workbook, name it .xlsx.",
  });
}
