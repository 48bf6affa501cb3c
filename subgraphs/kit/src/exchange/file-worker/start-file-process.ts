import { fork } from "node:child_process";
import { ExchangeError } from "../file/exchange-error.js";
import type { FileAnswer, FileResults, FileTask } from "./messages.js";

const PROGRAM = new URL(import.meta.resolve("@segpol/kit/file-process"));
/** What a process gets of the environment: no address and no password of a database. With Node's compile cache it starts sooner. */
const ENVIRONMENT = ["TZ", "LANG", "SystemRoot", "NODE_COMPILE_CACHE"];
const MAX_COMPLAINT = 4_000;

/** How much a process may take that reads or writes a file. */
export interface FileProcessLimits {
  /** Milliseconds for each task; undefined: as long as it takes. */
  readonly timeoutMs: number | undefined;
  /** MiB of its heap. */
  readonly memoryMb: number;
}

/** A process that reads or writes one file. */
export interface FileProcess {
  /**
   * Has something done; one thing at a time.
   * @throws ExchangeError when the file cannot be read, or takes too much to be
   */
  ask<D extends FileTask["do"]>(task: Extract<FileTask, { do: D }>): Promise<FileResults[D]>;
  /** Ends it at once, whatever it does. Who still waits for an answer gets `reason`. */
  end(reason?: unknown): Promise<void>;
}

/**
 * Starts a process that reads or writes a file. A thread would not do: when memory runs out in the midst of one large allocation, as
 * JSON.parse makes them, Node ends the whole process, whatever limits the thread was given.
 */
export function startFileProcess({ timeoutMs, memoryMb }: FileProcessLimits): FileProcess {
  const child = fork(PROGRAM, {
    execArgv: [`--max-old-space-size=${memoryMb}`],
    env: Object.fromEntries(ENVIRONMENT.map((name) => [name, process.env[name]])),
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const gone = Promise.withResolvers<void>();
  let waiting: PromiseWithResolvers<FileAnswer> | undefined;
  let why: unknown;
  let complaint = "";

  child.stderr?.on("data", (data: Buffer) => {
    complaint = (complaint + data.toString()).slice(-MAX_COMPLAINT);
  });
  child.on("message", (answer) => waiting?.resolve(answer as FileAnswer));
  child.on("error", (error) => {
    why ??= error;
    // What could not be started does not end.
    if (child.pid === undefined) left();
  });
  child.on("close", (code, signal) => {
    why ??= isOutOfMemory(signal, complaint) ? outOfMemory(memoryMb) : crashed(code, signal, complaint);
    left();
  });

  function left(): void {
    waiting?.reject(why);
    gone.resolve();
  }

  async function end(reason?: unknown): Promise<void> {
    why ??= reason ?? new Error("The process has ended.");
    child.kill("SIGKILL");
    await gone.promise;
  }

  return {
    async ask(task) {
      if (why !== undefined) throw why;
      waiting = Promise.withResolvers<FileAnswer>();
      const late = timeoutMs === undefined ? undefined : setTimeout(() => void end(tooSlow(timeoutMs)), timeoutMs);
      try {
        // Where it cannot be sent the process is gone; its event `close` reports that.
        child.send(task, () => undefined);
        const answer = await waiting.promise;
        if ("refused" in answer) throw new ExchangeError(answer.refused);
        if ("fault" in answer) throw answer.fault;
        return answer.done as never;
      } finally {
        clearTimeout(late);
        waiting = undefined;
      }
    },
    end,
  };
}

/** V8 gives up, or the system ends the largest process when there is no memory left. */
function isOutOfMemory(signal: NodeJS.Signals | null, complaint: string): boolean {
  return signal === "SIGKILL" || /out of memory|allocation failed/i.test(complaint);
}

function crashed(code: number | null, signal: NodeJS.Signals | null, complaint: string): Error {
  return new Error(`The process that reads and writes files ended with ${signal ?? code}: ${complaint}`);
}

function outOfMemory(memoryMb: number): ExchangeError {
  return new ExchangeError({
    code: "FILE_OUT_OF_MEMORY",
    expected: `a file for which ${memoryMb} MiB of memory are enough`,
    came: "one that takes more",
    mend: "Take fewer rows or one kind at a time, or raise SEGPOL_SUBGRAPH_MAX_IMPORT_MEMORY_MB.",
  });
}

function tooSlow(timeoutMs: number): ExchangeError {
  return new ExchangeError({
    code: "FILE_TOOK_TOO_LONG",
    expected: `a file that is read, or written, within ${timeoutMs} ms`,
    came: "one that takes longer",
    mend: "Take fewer rows or one kind at a time, or raise SEGPOL_SUBGRAPH_MAX_IMPORT_READ_MS.",
  });
}
