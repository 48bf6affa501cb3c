import { ExchangeError } from "./exchange-error.js";

// oxlint-disable-next-line no-control-regex -- these are what a text file never holds
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** How letters of UTF-8 look when they are taken for Windows-1252: Ã© for é. */
const MISTAKEN = /Ã[\u0080-\u00bf\u2018-\u2122]|â€/;

/** The text of a file: UTF-8 or UTF-16 as its first bytes say, else UTF-8 where it is that, else Windows-1252, as Excel writes. */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (BINARY.test(text)) throw unknown("bytes that are no text");
  return text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder("windows-1252").decode(bytes);
    if (MISTAKEN.test(text)) throw unknown("UTF-8 with bytes in it that do not belong there");
    return text;
  }
}

function unknown(came: string): ExchangeError {
  return new ExchangeError({
    code: "ENCODING_UNKNOWN",
    expected: "a text file in UTF-8 or Windows-1252",
    came,
    mend: "Save it anew as CSV UTF-8; if it is a workbook, name it .xlsx.",
  });
}
