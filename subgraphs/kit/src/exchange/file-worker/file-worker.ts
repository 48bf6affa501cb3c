import { ExchangeError } from "../file/exchange-error.js";
import type { FileRow } from "../formats/file-row.js";
import type { FileWork } from "./file-work.js";
import { type FileProcess, type FileProcessLimits, startFileProcess } from "./start-file-process.js";
import { createQueue } from "./queue.js";

/** Each holds a file in memory meanwhile. */
const MAX_WAITING = 8;
const RECORDS_AT_ONCE = 100;

/** Files are read and written in processes apart, one at a time. */
export interface FileWorker extends FileWork {
  /** Ends what is under way; whoever waits for it is told. */
  stop(): Promise<void>;
}

/**
 * Reads and writes files in processes apart, so that this one answers meanwhile, and is still there when one takes too much. Each file
 * gets a process of its own, which ends with it.
 */
export function createFileWorker(limits: FileProcessLimits): FileWorker {
  const queue = createQueue(MAX_WAITING);
  let running: FileProcess | undefined;
  let stopped = false;

  async function withProcess<T>(
    signal: AbortSignal | undefined,
    work: (process: FileProcess) => Promise<T>,
  ): Promise<T> {
    if (stopped) throw stopping();
    await queue.take(signal);
    try {
      if (stopped) throw stopping();
      signal?.throwIfAborted();
      return await within(startFileProcess(limits), signal, work);
    } finally {
      queue.next();
    }
  }

  async function within<T>(
    process: FileProcess,
    signal: AbortSignal | undefined,
    work: (process: FileProcess) => Promise<T>,
  ): Promise<T> {
    const leave = (): void => void process.end(signal?.reason);
    signal?.addEventListener("abort", leave);
    running = process;
    try {
      return await work(process);
    } finally {
      signal?.removeEventListener("abort", leave);
      await process.end();
      running = undefined;
    }
  }

  return {
    read: (file, options, signal) =>
      withProcess(signal, async (process) => {
        const { count, notices } = await process.ask({ do: "read", file, options });
        const rows: FileRow[] = [];
        // Some at a time: what comes over is made anew in this thread, and each message comes in a turn of its own.
        while (rows.length < count) rows.push(...(await process.ask({ do: "rows", from: rows.length })));
        return { rows, notices };
      }),
    write: ({ records, ...file }, signal) =>
      withProcess(signal, async (process) => {
        for (const [kind, all] of records) {
          for (let from = 0; from < all.length; from += RECORDS_AT_ONCE) {
            await process.ask({ do: "take", kind, records: all.slice(from, from + RECORDS_AT_ONCE) });
          }
        }
        return process.ask({ do: "write", file });
      }),
    async stop() {
      stopped = true;
      queue.refuse(stopping());
      await running?.end(stopping());
    },
  };
}

function stopping(): ExchangeError {
  return new ExchangeError({
    code: "PARTNER_STOPPING",
    expected: "the partner to run until the file is done",
    came: "a partner that is stopping",
    mend: "Send it again in a minute: nothing was written.",
  });
}
