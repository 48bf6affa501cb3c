import { type ChildProcess, fork } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that is started again whenever it is killed. */
export interface KeptProcess {
  readonly name: string;
  /** Undefined while it does not run. */
  readonly pid: number | undefined;
  /** Whether it has told that it serves. */
  readonly isReady: boolean;
  /** How often it ended while it served, without having been killed. One that cannot start just now is started again. */
  readonly crashes: number;
  /** SIGKILL; it starts again after `downMs`. */
  kill(downMs: number): void;
  /** Ends it for good. */
  stop(): Promise<void>;
}

export interface ProcessOptions {
  readonly name: string;
  /** The module that is run; it tells { type: "ready" } over IPC, and ends when its parent is gone. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}

const STOP_WITHIN_MS = 5_000;
const { PATH, NODE_COMPILE_CACHE } = process.env;

export function keepProcess({ name, entry, env, logFile }: ProcessOptions): KeptProcess {
  let child: ChildProcess | undefined;
  let isReady = false;
  let killed = false;
  let crashes = 0;
  let downMs = 0;
  const stopping = new AbortController();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      killed = false;
      const own = start();
      child = own;
      const exited = new Promise((resolve) => own.once("exit", resolve));
      own.on("message", (message) => {
        if (typeof message === "object" && "type" in message && message.type === "ready") isReady = true;
      });
      await exited;
      const served = isReady;
      isReady = false;
      if (stopping.signal.aborted) return;
      if (served) crashes += 1;
      await sleep(killed ? downMs : 500, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  function start(): ChildProcess {
    const log = openSync(logFile, "a");
    try {
      return fork(entry, [], {
        env: { PATH, NODE_COMPILE_CACHE, ...env },
        stdio: ["ignore", log, log, "ipc"],
      });
    } finally {
      closeSync(log);
    }
  }

  const running = run();
  return {
    name,
    get pid() {
      return child?.pid;
    },
    get isReady() {
      return isReady;
    },
    get crashes() {
      return crashes;
    },
    kill(pauseMs) {
      killed = true;
      isReady = false;
      downMs = pauseMs;
      child?.kill("SIGKILL");
    },
    async stop() {
      stopping.abort();
      child?.kill("SIGTERM");
      const force = setTimeout(() => child?.kill("SIGKILL"), STOP_WITHIN_MS);
      await running;
      clearTimeout(force);
    },
  };
}
