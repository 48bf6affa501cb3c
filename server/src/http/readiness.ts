import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { loggedError } from "../errors/logged-error.js";
import { answerTime } from "../operations/answer-time.js";

/** Milliseconds between two looks. */
const LOOK_EVERY_MS = 1_000;
/** Milliseconds that a look may take; those in which the process itself was too busy to hear of it do not count. */
const LOOK_MS = 2_000;

/** Whether the server can answer, as it was a second ago: it is looked at in the background, so that telling it waits for nothing. */
export class Readiness {
  readonly #check: () => Promise<unknown>;
  readonly #logger: Logger;
  #isReady = false;
  #problem: string | undefined;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param check rejects while the server cannot answer */
  constructor(check: () => Promise<unknown>, logger: Logger) {
    this.#check = check;
    this.#logger = logger;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Looks from before the server listens until it closes. */
  follow(app: FastifyInstance): void {
    app.addHook("onReady", () => this.#look());
    app.addHook("onClose", async () => {
      this.#stopped = true;
      clearTimeout(this.#timer);
    });
  }

  /** Resolves when it is known whether the server is ready; a look that is late goes on, and the next one waits for its end. */
  async #look(): Promise<void> {
    const known = Promise.withResolvers<void>();
    const time = answerTime(LOOK_MS);
    time.signal.addEventListener("abort", () => {
      this.#found(new Error(`Expected an answer within ${LOOK_MS} ms.`));
      known.resolve();
    });
    const looked = async (): Promise<void> => {
      try {
        await this.#check();
        this.#found();
      } catch (error) {
        this.#found(error instanceof Error ? error : new Error(String(error)));
      }
      time.end();
      known.resolve();
      if (!this.#stopped) this.#timer = setTimeout(() => void this.#look(), LOOK_EVERY_MS).unref();
    };
    void looked();
    await known.promise;
  }

  /** @param problem what keeps the server from answering */
  #found(problem?: Error): void {
    if (this.#stopped) return;
    if (problem && problem.message !== this.#problem) this.#logger.warn({ err: loggedError(problem) }, "not ready");
    if (!problem && this.#problem !== undefined) this.#logger.info("ready again");
    this.#isReady = !problem;
    this.#problem = problem?.message;
  }
}
