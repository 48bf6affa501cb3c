import { Tinypool, type TinypoolWorker } from "tinypool";

/** What a process gets of the environment: no address and no password of a database. With Node's compile cache it starts sooner. */
const ENVIRONMENT = ["TZ", "LANG", "SystemRoot", "NODE_COMPILE_CACHE"];

export interface ProcessPoolOptions {
  /** The file that exports what the processes do. */
  readonly worker: URL;
  /** The function of it that is called where none is named. */
  readonly name: string;
  readonly maxProcesses: number;
  /** MiB of the heap of each. */
  readonly maxHeapMb: number;
  /** KiB of the stack of each; undefined: as any process of Node has. */
  readonly stackKb?: number;
  /** A process that holds more bytes than this after a task is replaced. */
  readonly recycleAboveBytes?: number;
  /** Milliseconds after which a process with nothing to do gives its memory back. */
  readonly idleMs: number;
}

/** A process ended in the midst of its task, or before it had one. */
export class ProcessEndedError extends Error {
  override readonly name = "ProcessEndedError";
  /** SIGABRT when its memory ran out, SIGKILL when the system's did; null when it ended by itself, as when its file does not load. */
  readonly signal: NodeJS.Signals | null;

  constructor(signal: NodeJS.Signals | null, options: ErrorOptions) {
    super(
      signal === null
        ? "Expected a process that works; it ended by itself, and says why on standard error."
        : `Expected a process that works; it was ended by ${signal}.`,
      options,
    );
    this.signal = signal;
  }
}

/** Does tasks in processes of its own, one at a time in each. */
export interface ProcessPool {
  /**
   * The answer to a task. What is thrown for it loses its class on the way.
   * @param signal ends the task, and its process, which is gone when this rejects
   * @param name the function that does it
   * @throws ProcessEndedError; the pool's AbortError at the signal
   */
  run<T>(task: unknown, signal: AbortSignal, name?: string): Promise<T>;
  /** Ends all; resolves when none is left. */
  stop(): Promise<void>;
}

/**
 * Starts processes as they are needed. Threads would not do: when memory runs out in the midst of one large allocation, Node ends the
 * whole process, whatever limits the thread was given.
 */
export function createProcessPool(options: ProcessPoolOptions): ProcessPool {
  const { worker, name, maxProcesses, maxHeapMb, stackKb, recycleAboveBytes, idleMs } = options;
  const pool = new Tinypool({
    runtime: "child_process",
    serialization: "advanced",
    filename: worker.href,
    name,
    env: Object.fromEntries(
      ENVIRONMENT.flatMap((variable) => {
        const value = process.env[variable];
        return value === undefined ? [] : [[variable, value]];
      }),
    ),
    execArgv: [`--max-old-space-size=${maxHeapMb}`, ...(stackKb === undefined ? [] : [`--stack-size=${stackKb}`])],
    minThreads: 0,
    maxThreads: maxProcesses,
    idleTimeout: idleMs,
    ...(recycleAboveBytes === undefined ? {} : { maxMemoryLimitBeforeRecycle: recycleAboveBytes }),
  });
  const followed = new WeakSet<TinypoolWorker>();
  const ends = new WeakMap<Error, { signal: NodeJS.Signals | null }>();
  const underWay = new Set<AbortController>();
  // One that fails before it has a task, as when its file does not load. An idle one that fails is replaced, and nobody waits for it.
  pool.on("error", (error: Error) => {
    for (const each of underWay) each.abort(error);
  });

  /** The pool tells that a process ended, and not how: that is told just after. */
  function follow(process: TinypoolWorker): void {
    if (followed.has(process)) return;
    followed.add(process);
    const end: { signal: NodeJS.Signals | null } = { signal: null };
    process.once("error", (error: Error) => ends.set(error, end));
    process.once("exit", (_code: number | null, signal: NodeJS.Signals | null) => {
      end.signal = signal;
    });
  }

  function asEnded(error: unknown): unknown {
    const end = error instanceof Error ? ends.get(error) : undefined;
    return end ? new ProcessEndedError(end.signal, { cause: error }) : error;
  }

  return {
    async run(task, signal, called = name) {
      const failing = new AbortController();
      underWay.add(failing);
      const answer = pool.run(task, { name: called, signal: AbortSignal.any([signal, failing.signal]) });
      const before = pool.threads;
      for (const process of before) follow(process);
      try {
        return await answer;
      } catch (error) {
        // The pool does not wait for a process that it ends: until then there would be one more, or one after the hub has stopped.
        const gone = before.filter((process) => !pool.threads.includes(process));
        await Promise.all(gone.map((process) => process.terminate()));
        throw asEnded(failing.signal.aborted ? failing.signal.reason : error);
      } finally {
        underWay.delete(failing);
      }
    },
    stop: () => pool.destroy(),
  };
}
