import { ExchangeError } from "../../file/exchange-error.js";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MAX_COMMENT = 65_535;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const MAX_ENTRIES = 2_000;

/** A part of a workbook as it lies in the file. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  readonly packed: boolean;
}

/**
 * The parts of a zip file, without unpacking them.
 * @throws ExchangeError when it is no zip file.
 */
export function entriesOf(data: Buffer): ZipEntry[] {
  const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end < data.length - END_LENGTH - MAX_COMMENT || end + END_LENGTH > data.length) {
    throw noWorkbook("no list of its parts");
  }
  if (data.readUInt32LE(end) !== END) throw noWorkbook("no list of its parts");
  const count = data.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw noWorkbook(`${count} parts`);
  const entries: ZipEntry[] = [];
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

/** A file that is not what its name says. */
export function noWorkbook(came: string): ExchangeError {
  return new ExchangeError({
    code: "XLSX_MALFORMED",
    expected: "a workbook as .xlsx",
    came,
    mend: "Open it in a spreadsheet program and save it anew as .xlsx.",
  });
}
