import PQueue from "p-queue";
import { ExchangeError } from "../file/exchange-error.js";
import type { FileRow } from "../formats/file-row.js";
import type { FileWork } from "./file-work.js";
import { type FileProcess, type FileProcessLimits, startFileProcess } from "./start-file-process.js";

/** Files that wait for the one that is read or written; each is in memory meanwhile. */
const MAX_WAITING = 8;
const RECORDS_AT_ONCE = 100;

/** Files are read and written in processes apart, one at a time. */
export interface FileWorker extends FileWork {
  /** Ends the file under way; it and all that wait are rejected with PARTNER_STOPPING. */
  stop(): Promise<void>;
}

/**
 * Reads and writes files in processes apart, so that this one answers meanwhile, and is still there when one takes too much. Each file
 * gets a process of its own, which ends with it.
 */
export function createFileWorker(limits: FileProcessLimits): FileWorker {
  const queue = new PQueue({ concurrency: 1 });
  const stopped = new AbortController();

  async function withProcess<T>(
    signal: AbortSignal | undefined,
    work: (process: FileProcess) => Promise<T>,
  ): Promise<T> {
    const given = AbortSignal.any([stopped.signal, ...(signal ? [signal] : [])]);
    given.throwIfAborted();
    if (queue.size >= MAX_WAITING) throw tooMany();
    // Not `given` itself: the queue would begin the next file when it is aborted, before the process of this one has ended.
    const waiting = new AbortController();
    const leave = (): void => waiting.abort(given.reason);
    given.addEventListener("abort", leave);
    const begin = (): Promise<T> => {
      given.removeEventListener("abort", leave);
      return within(startFileProcess(limits), given, work);
    };
    return queue.add(begin, { signal: waiting.signal });
  }

  return {
    read: (file, options, signal) =>
      withProcess(signal, async (process) => {
        const { count, ...reading } = await process.ask({ do: "read", file, options });
        const rows: FileRow[] = [];
        // Some at a time: what comes over is parsed in this thread, and each message comes in a turn of its own.
        while (rows.length < count) rows.push(...(await process.ask({ do: "rows", from: rows.length })));
        return { ...reading, rows };
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
      stopped.abort(stopping());
      await queue.onIdle();
    },
  };
}

async function within<T>(
  process: FileProcess,
  signal: AbortSignal,
  work: (process: FileProcess) => Promise<T>,
): Promise<T> {
  const leave = (): void => void process.end(signal.reason);
  signal.addEventListener("abort", leave);
  try {
    return await work(process);
  } finally {
    signal.removeEventListener("abort", leave);
    await process.end();
  }
}

function tooMany(): ExchangeError {
  return new ExchangeError({
    code: "TOO_MANY_FILES",
    expected: `at most ${MAX_WAITING} files that wait for another to be read or written`,
    came: "one more",
    mend: "Try again in a minute.",
  });
}

function stopping(): ExchangeError {
  return new ExchangeError({
    code: "PARTNER_STOPPING",
    expected: "the partner to run until the file is done",
    came: "a partner that is stopping",
    mend: "Send it again in a minute: nothing was written.",
  });
}
