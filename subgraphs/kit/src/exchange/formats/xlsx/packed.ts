import { inflateRawSync } from "node:zlib";
import { ExchangeError } from "../../file/exchange-error.js";
import type { ExchangeLimits } from "../../file/limits.js";
import { UsedRange } from "./used-range.js";
import { entriesOf, noWorkbook } from "./zip-entries.js";

/** Tags of all parts for each row that a file may have: a shared text of six letters takes a hundred times as much when it is read. */
const TAGS_PER_ROW = 150;
const TAG = "<".charCodeAt(0);
const DOCTYPE = /<!(?:DOCTYPE|ENTITY)/i;

/**
 * Unpacks a zip file entry by entry without keeping it, and stops at the limit: what it says of its own sizes is not believed.
 * Refuses XML with entities of its own, which could grow without bound when it is read.
 * @returns where cells of its sheets have something in them
 * @throws ExchangeError when it is no zip file, is larger than the limit, or has such XML.
 */
export function checkPacked(bytes: Uint8Array, { maxUnpackedBytes, maxRows }: ExchangeLimits): UsedRange {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const used = new UsedRange();
  const mostTags = maxRows * TAGS_PER_ROW;
  let left = maxUnpackedBytes;
  let tags = 0;
  for (const { name, content, packed } of entriesOf(data)) {
    const unpacked = packed ? inflate(content, left) : content;
    left -= unpacked.length;
    if (left < 0) throw tooLarge(maxUnpackedBytes);
    const xml = xmlOf(unpacked);
    if (xml === undefined) continue;
    tags += count(unpacked, TAG);
    if (tags > mostTags) throw tooManyTags(mostTags);
    if (DOCTYPE.test(xml)) throw entities(name);
    used.add(xml);
  }
  return used;

  function inflate(content: Buffer, atMost: number): Buffer {
    try {
      return inflateRawSync(content, { maxOutputLength: Math.max(atMost, 1) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(maxUnpackedBytes);
      throw noWorkbook("its content cannot be unpacked");
    }
  }
}

/**
 * The characters of a part that is XML, whatever its name: a workbook's list of its parts says which part is what. Letters beyond
 * ASCII are not decoded. In UTF-16 each other byte of a tag is 0.
 */
function xmlOf(part: Buffer): string | undefined {
  const start = part.toString("latin1", 0, 100).replaceAll("\0", "");
  if (!/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*</.test(start)) return undefined;
  const xml = part.toString("latin1");
  return xml.includes("\0") ? xml.replaceAll("\0", "") : xml;
}

function count(bytes: Buffer, byte: number): number {
  let found = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) found += 1;
  return found;
}

function entities(name: string): ExchangeError {
  return new ExchangeError({
    code: "XLSX_ENTITIES",
    expected: "a workbook without entities of its own",
    came: `some in ${name.slice(0, 100)}`,
    mend: "Save it anew in a spreadsheet program.",
  });
}

function tooManyTags(most: number): ExchangeError {
  return new ExchangeError({
    code: "XLSX_TOO_LARGE",
    expected: `a workbook of at most ${most} cells and texts, as XML's tags`,
    came: "more",
    mend: "Remove sheets and cells that are not to be imported, or divide it.",
  });
}

function tooLarge(limit: number): ExchangeError {
  return new ExchangeError({
    code: "XLSX_TOO_LARGE",
    expected: `a workbook of at most ${limit} bytes when it is unpacked`,
    came: "more",
    mend: "Remove pictures and sheets that are not to be imported, or divide it.",
  });
}
