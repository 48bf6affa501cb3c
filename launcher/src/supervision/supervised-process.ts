import { fork, type ChildProcess } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { LauncherError } from "../errors.js";
import { waitFor } from "../wait.js";
import { readLogLine } from "./log-lines.js";
import type { Report } from "./report.js";

export interface ProcessSpec {
  /** As the user knows it: "CPS", "hub". */
  who: string;
  /** Folder of the package, whose dist/main.js is run. */
  folder: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Milliseconds within which the process must report that it is ready. Default 120000: a first start also seeds. */
  readyWithin?: number;
}

/**
 * starting -> ready -> stopping -> stopped. A process that ends unexpectedly is "waiting" until it is restarted, and "failed" if its first
 * start failed and is not retried.
 */
export type ProcessState = "stopped" | "starting" | "ready" | "waiting" | "stopping" | "failed";

const FIRST_PAUSE = 500;
const MAX_PAUSE_MS = 30_000;
const TAIL = 20;

/** Runs a program as a child process, logs its output, and restarts it when it ends unexpectedly. */
export class SupervisedProcess {
  state: ProcessState = "stopped";
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #pause = FIRST_PAUSE;
  #retry: NodeJS.Timeout | undefined;
  #start: Promise<void> | undefined;
  #log: WriteStream | undefined;
  #tail: string[] = [];
  #wanted = false;
  readonly #recent = new Map<string, number>();

  constructor(
    private readonly spec: ProcessSpec,
    private readonly report: Report,
  ) {}

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Resolves when the process is ready; throws CHILD_FAILED with its last lines if it ends before. With `insist`, a failed start is
   * retried in the background.
   */
  async start({ insist }: { insist: boolean }): Promise<void> {
    // Concurrent callers wait for the same process.
    const start = (this.#start ??= this.#begin(insist));
    try {
      await start;
    } finally {
      if (this.#start === start) this.#start = undefined;
    }
  }

  async #begin(insist: boolean): Promise<void> {
    if (this.state === "starting" || this.state === "stopping") await this.#settled();
    if (this.state === "ready") return;
    clearTimeout(this.#retry);
    this.#pause = FIRST_PAUSE;
    this.#wanted = true;
    await this.#run(insist);
  }

  /** Resolves when the process is ready, also after restarts; throws CHILD_FAILED after the given time. */
  async whenReady(within = 30_000): Promise<void> {
    if (await waitFor(() => this.state === "ready", { within })) return;
    throw new LauncherError(
      "CHILD_FAILED",
      `Expected ${this.spec.who} to be ready within ${within} ms; it is ${this.state}.\n${this.tail()}`,
    );
  }

  /** Asks the process to end, and kills it after `grace` milliseconds. */
  async stop(grace = 3_500): Promise<void> {
    clearTimeout(this.#retry);
    this.#wanted = false;
    const child = this.#child;
    this.state = child ? "stopping" : "stopped";
    if (child) {
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), grace);
      await this.#ended;
      clearTimeout(force);
    }
    this.state = "stopped";
    this.#start = undefined;
    this.#log?.end();
    this.#log = undefined;
  }

  /** The last lines it logged, indented. */
  tail(): string {
    return this.#tail.map((line) => `    ${line}`).join("\n");
  }

  async #settled(): Promise<void> {
    await waitFor(() => this.state !== "starting" && this.state !== "stopping", {
      within: this.spec.readyWithin ?? 120_000,
    });
  }

  async #run(insist: boolean): Promise<void> {
    const { folder, env, who, logFile, readyWithin = 120_000 } = this.spec;
    this.#log ??= await openLog(logFile);
    if (!this.#wanted) throw new LauncherError("STOPPED", `${who} was stopped before it had started.`);
    this.#tail = [];
    const child = fork(join(folder, "dist", "main.js"), [], {
      cwd: folder,
      env,
      execArgv: [],
      // In its own process group: Ctrl-C reaches only the launcher, which then stops the processes in order.
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child = child;
    this.state = "starting";
    const deadline = setTimeout(() => {
      this.#tail.push(`(not ready after ${Math.round(readyWithin / 1000)} s)`);
      child.kill("SIGKILL");
    }, readyWithin);
    let wasKilled = false;
    const ending = new Promise<string>((resolve) => {
      child.on("error", (error) => {
        if (child.pid === undefined) resolve(`could not be run: ${error.message}`);
      });
      child.once("exit", (code, signal) => {
        wasKilled = signal !== null;
        resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`);
      });
    });
    const output = Promise.all([this.#follow(child.stdout, true), this.#follow(child.stderr, false)]);
    const ready = new Promise<void>((resolve) => {
      child.on("message", (message) => {
        if (!isReadyMessage(message) || this.state !== "starting") return;
        this.state = "ready";
        clearTimeout(deadline);
        resolve();
      });
    });
    let wasReady: number | undefined;
    void ready.then(() => (wasReady = Date.now()));
    this.#ended = ending.then(async (how) => {
      clearTimeout(deadline);
      await Promise.race([output, delay(300, undefined, { ref: false })]);
      this.#child = undefined;
      if (this.state === "stopping") return;
      // One that served until somebody killed it, or its memory was at an end, does not fail by itself, however often.
      if (wasReady !== undefined && (wasKilled || Date.now() - wasReady > MAX_PAUSE_MS)) this.#pause = FIRST_PAUSE;
      if (wasReady !== undefined || insist) this.#retryLater(how);
      else this.state = "failed";
    });
    const outcome = await Promise.race([ready, ending.then(async (how) => await this.#ended.then(() => how))]);
    if (outcome === undefined) return;
    throw new LauncherError(
      "CHILD_FAILED",
      `${who} ${outcome} before it was ready. Its last lines (all of them in ${logFile}):\n${this.tail()}`,
    );
  }

  #retryLater(how: string): void {
    this.state = "waiting";
    const pause = this.#pause;
    this.#pause = Math.min(pause * 2, MAX_PAUSE_MS);
    this.report({
      level: "error",
      who: this.spec.who,
      text: `${how}; it is started again in ${pause / 1000} s. Its last lines:\n${this.tail()}`,
    });
    this.#retry = setTimeout(() => {
      // The handler of the process's end reports a failure and retries.
      this.#run(true).then(
        () => this.report({ level: "info", who: this.spec.who, text: "is ready again" }),
        () => undefined,
      );
    }, pause);
  }

  async #follow(stream: NodeJS.ReadableStream | null, shown: boolean): Promise<void> {
    if (!stream) return;
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      this.#log?.write(`${line}\n`);
      const { level, text } = readLogLine(line);
      this.#tail.push(text);
      if (this.#tail.length > TAIL) this.#tail.shift();
      if (shown && (level === "warn" || level === "error") && this.state !== "stopping" && this.#isNew(text)) {
        this.report({ level, who: this.spec.who, text });
      }
    }
  }

  /** The same line is shown once in ten seconds; the log has all of them. */
  #isNew(text: string): boolean {
    const now = Date.now();
    for (const [known, since] of this.#recent) if (now - since > 10_000) this.#recent.delete(known);
    if (this.#recent.has(text)) return false;
    this.#recent.set(text, now);
    return true;
  }
}

function isReadyMessage(message: unknown): boolean {
  return typeof message === "object" && message !== null && "type" in message && message.type === "ready";
}

async function openLog(file: string): Promise<WriteStream> {
  await mkdir(dirname(file), { recursive: true });
  await rename(file, file.replace(/\.log$/, ".previous.log")).catch(() => undefined);
  const log = createWriteStream(file, { flags: "a" });
  // A full disk must not end the hub.
  log.on("error", () => undefined);
  return log;
}
