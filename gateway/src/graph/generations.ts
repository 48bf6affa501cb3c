import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";

/**
 * Generations that are alive at a time: the active one, the one being prepared, and two that still answer what they were asked before.
 * Each holds a schema, a planner and up to 30 MiB of plans; changes that follow each other faster than requests end would otherwise
 * fill the memory.
 */
export const MAX_GENERATIONS = 4;

/** What is managed here of a version of the graph; see GenerationLifecycle for its states. */
export interface ManagedGeneration {
  readonly version: { readonly number: number };
  activate(): void;
  retire(): Promise<void>;
  close(): Promise<void>;
}

export interface GenerationsOptions<Generation extends ManagedGeneration, Input> {
  readonly first: Generation;
  readonly prepare: (input: Input) => Promise<Generation>;
  /** Milliseconds within which requests end: a generation that retires for longer is closed when its place is needed. */
  readonly requestsEndWithinMs: number;
  readonly logger: Logger;
}

/** The generations of the graph that are alive in this process: one is active, others retire. */
export class Generations<Generation extends ManagedGeneration, Input> {
  readonly #options: GenerationsOptions<Generation, Input>;
  /** The oldest first, each with its end. */
  readonly #retiring = new Map<Generation, Promise<void>>();
  #active: Generation;

  constructor(options: GenerationsOptions<Generation, Input>) {
    this.#options = options;
    this.#active = options.first;
    this.#active.activate();
  }

  /** The one that new requests are given to. */
  get active(): Generation {
    return this.#active;
  }

  /** Prepares another beside those that are alive; waits for a place among them. One call at a time. */
  async prepare(input: Input): Promise<Generation> {
    for (const [oldest, end] of this.#retiring) {
      if (1 + this.#retiring.size < MAX_GENERATIONS) break;
      await this.#closed(oldest, end);
    }
    return await this.#options.prepare(input);
  }

  /** Gives new requests to a prepared one; the one before retires. */
  activate(next: Generation): void {
    next.activate();
    const before = this.#active;
    this.#active = next;
    void this.retire(before);
  }

  /** Has one end that is not active: it was before, or is not to be after all. */
  async retire(generation: Generation): Promise<void> {
    const { logger } = this.#options;
    const end = generation
      .retire()
      .catch((error: unknown) =>
        logger.warn({ err: error, version: generation.version.number }, "version not let go of"),
      )
      .finally(() => this.#retiring.delete(generation));
    this.#retiring.set(generation, end);
    await end;
  }

  /** Closes all of them, whoever waits. */
  async close(): Promise<void> {
    await Promise.all([this.#active, ...this.#retiring.keys()].map((each) => each.close()));
  }

  async #closed(generation: Generation, end: Promise<void>): Promise<void> {
    const { requestsEndWithinMs, logger } = this.#options;
    const patience = new AbortController();
    const late = sleep(requestsEndWithinMs, "late", { signal: patience.signal, ref: false }).catch(() => undefined);
    const outcome = await Promise.race([end, late]);
    patience.abort();
    if (outcome !== "late") return;
    logger.warn({ version: generation.version.number }, "version closed before its requests ended");
    await generation.close();
    await end;
  }
}
