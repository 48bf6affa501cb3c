import { setTimeout as delay } from "node:timers/promises";
import { startPostgres, type PostgresOptions, type PostgresServer } from "../postgres/server.js";
import type { Report } from "./report.js";

const MAX_PAUSE_MS = 30_000;

/** The data folder's PostgreSQL, restarted when it ends unexpectedly. */
export class KeptPostgres {
  #server: PostgresServer | undefined;
  #starting: Promise<unknown> = Promise.resolve();
  #stopping = false;

  constructor(
    private readonly options: PostgresOptions,
    private readonly report: Report,
  ) {}

  get port(): number {
    return this.#running().port;
  }

  get pid(): number {
    return this.#running().pid;
  }

  async start(): Promise<void> {
    const start = this.#up();
    this.#starting = start.catch(() => undefined);
    await start;
  }

  async ensureDatabase(name: string): Promise<string> {
    return await this.#running().ensureDatabase(name);
  }

  async ensureServingRole(name: string): Promise<string> {
    return await this.#running().ensureServingRole(name);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#starting;
    await this.#server?.stop();
  }

  async #up(): Promise<void> {
    const begun = performance.now();
    const server = await startPostgres(this.options);
    this.#server = server;
    const done = { created: "is set up", started: "is up", joined: "runs already and is used" }[server.origin];
    const took = ((performance.now() - begun) / 1000).toFixed(1);
    this.report({
      level: "info",
      who: "PostgreSQL",
      text: `${done} on port ${server.port}, data in ${server.home} (${took} s)`,
    });
    void server.gone.then(() => {
      if (!this.#stopping) this.#starting = this.#again(server);
    });
  }

  async #again(lost: PostgresServer): Promise<void> {
    this.report({ level: "error", who: "PostgreSQL", text: "ended; it is started again" });
    await lost.stop();
    for (let pause = 500; !this.#stopping; pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
      try {
        await this.#up();
        return;
      } catch (error) {
        this.report({
          level: "error",
          who: "PostgreSQL",
          text: `could not be started again, next attempt in ${pause / 1000} s: ${String(error)}`,
        });
        // In short steps: stop() does not wait for the whole pause.
        for (let waited = 0; waited < pause && !this.#stopping; waited += 100) await delay(100);
      }
    }
  }

  #running(): PostgresServer {
    if (!this.#server) throw new Error("Expected PostgreSQL to be started before it is used.");
    return this.#server;
  }
}
