import { serialize } from "node:v8";
import type { RecordKind } from "@segpol/schema/values";
import type { DeskSnapshot } from "../../desk/command.js";
import { ExchangeError } from "../file/exchange-error.js";
import type { FileRow } from "../formats/file-row.js";
import { readFileRows } from "../formats/read-file.js";
import { writeFile } from "../formats/write-file.js";
import type { FileAnswer, FileResults, FileTask } from "./messages.js";

/** Bytes of the rows that go over at a time; one row goes whatever its size. */
const BYTES_AT_ONCE = 256 * 1024;

let rows: readonly FileRow[] = [];
const records = new Map<RecordKind, DeskSnapshot[]>();

async function work(task: FileTask): Promise<FileResults[FileTask["do"]]> {
  switch (task.do) {
    case "read": {
      const reading = await readFileRows(task.file, task.options);
      rows = reading.rows;
      return { count: rows.length, notices: reading.notices, tables: reading.tables };
    }
    case "rows":
      return someRows(task.from);
    case "take":
      take(task.kind, task.records);
      return null;
    case "write":
      return writeFile({ ...task.file, records });
  }
}

function take(kind: RecordKind, some: readonly DeskSnapshot[]): void {
  const all = records.get(kind);
  if (all) all.push(...some);
  else records.set(kind, [...some]);
}

function someRows(from: number): readonly FileRow[] {
  let bytes = 0;
  let to = from;
  while (to < rows.length && bytes < BYTES_AT_ONCE) {
    bytes += serialize(rows[to]).byteLength;
    to += 1;
  }
  return rows.slice(from, to);
}

async function answer(task: FileTask): Promise<FileAnswer> {
  try {
    return { done: await work(task) };
  } catch (error) {
    if (error instanceof ExchangeError) return { refused: error.parts };
    return { fault: error instanceof Error ? error : new Error(String(error)) };
  }
}

process.on("message", (task: FileTask) => {
  void answer(task).then((result) => process.send?.(result));
});
// Whoever started it says when it ends, and needs no word of a signal that all processes of a terminal get.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
process.on("disconnect", () => process.exit());
