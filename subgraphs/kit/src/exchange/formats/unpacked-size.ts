import { inflateRawSync } from "node:zlib";
import { ExchangeError } from "../file/exchange-error.js";
import type { ExchangeLimits } from "../file/limits.js";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MAX_COMMENT = 65_535;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const MAX_ENTRIES = 2_000;
/** Tags of all parts for each row that a file may have: a shared text of six letters takes a hundred times as much when it is read. */
const TAGS_PER_ROW = 150;
const TAG = "<".charCodeAt(0);
const XML = /\.(xml|rels|vml)$/i;
const DOCTYPE = /<!(DOCTYPE|ENTITY)/i;

/**
 * Unpacks a zip file entry by entry without keeping it, and stops at the limit: what it says of its own sizes is not believed.
 * Refuses XML with entities of its own, which could grow without bound when it is read.
 * @throws ExchangeError when it is no zip file, is larger than the limit, or has such XML.
 */
export function checkPacked(bytes: Uint8Array, { maxUnpackedBytes, maxRows }: ExchangeLimits): void {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mostTags = maxRows * TAGS_PER_ROW;
  let left = maxUnpackedBytes;
  let tags = 0;
  for (const { name, content, packed } of entriesOf(data)) {
    const unpacked = packed ? inflate(content, left) : content;
    left -= unpacked.length;
    if (left < 0) throw tooLarge(maxUnpackedBytes);
    if (XML.test(name)) tags += count(unpacked, TAG);
    if (tags > mostTags) {
      throw new ExchangeError({
        code: "XLSX_TOO_LARGE",
        expected: `a workbook of at most ${mostTags} cells and texts, as XML's tags`,
        came: "more",
        mend: "Remove sheets and cells that are not to be imported, or divide it.",
      });
    }
    if (XML.test(name) && DOCTYPE.test(unpacked.toString("latin1"))) {
      throw new ExchangeError({
        code: "XLSX_ENTITIES",
        expected: "a workbook without entities of its own",
        came: `some in ${name.slice(0, 100)}`,
        mend: "Save it anew in a spreadsheet program.",
      });
    }
  }

  function inflate(content: Buffer, atMost: number): Buffer {
    try {
      return inflateRawSync(content, { maxOutputLength: Math.max(atMost, 1) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(maxUnpackedBytes);
      throw noWorkbook("its content cannot be unpacked");
    }
  }
}

function count(bytes: Buffer, byte: number): number {
  let found = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) found += 1;
  return found;
}

interface Entry {
  readonly name: string;
  readonly content: Buffer;
  readonly packed: boolean;
}

function entriesOf(data: Buffer): Entry[] {
  const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end < data.length - END_LENGTH - MAX_COMMENT || end + END_LENGTH > data.length) {
    throw noWorkbook("no list of its parts");
  }
  if (data.readUInt32LE(end) !== END) throw noWorkbook("no list of its parts");
  const count = data.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw noWorkbook(`${count} parts`);
  const entries: Entry[] = [];
  let at = data.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_LENGTH > data.length || data.readUInt32LE(at) !== ENTRY) throw noWorkbook("a broken list of parts");
    const method = data.readUInt16LE(at + 10);
    const size = data.readUInt32LE(at + 20);
    const nameLength = data.readUInt16LE(at + 28);
    const local = data.readUInt32LE(at + 42);
    if (local + 30 > data.length) throw noWorkbook("a part outside of the file");
    const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
    if (start + size > data.length) throw noWorkbook("a part outside of the file");
    if (method !== 0 && method !== 8) throw noWorkbook("a part packed in an unknown way");
    entries.push({
      name: data.toString("utf8", at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength),
      content: data.subarray(start, start + size),
      packed: method === 8,
    });
    at += ENTRY_LENGTH + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return entries;
}

function tooLarge(limit: number): ExchangeError {
  return new ExchangeError({
    code: "XLSX_TOO_LARGE",
    expected: `a workbook of at most ${limit} bytes when it is unpacked`,
    came: "more",
    mend: "Remove pictures and sheets that are not to be imported, or divide it.",
  });
}

function noWorkbook(came: string): ExchangeError {
  return new ExchangeError({
    code: "XLSX_MALFORMED",
    expected: "a workbook as .xlsx",
    came,
    mend: "Open it in a spreadsheet program and save it anew as .xlsx.",
  });
}
