/**
 * What becomes of one version of the graph in this process:
 *
 *     prepared    loaded, beside what serves; no request has been given to it
 *     active      new requests are given to it
 *     retiring    another is active; it answers what it was asked before
 *     closed      it has let go of everything
 *
 * prepared -> active by `activate`; prepared or active -> retiring -> closed by `retire`, as soon as the last of its requests is answered;
 * any state -> closed by `close`, whoever waits. Nothing leads back.
 */
export type GenerationState = "prepared" | "active" | "retiring" | "closed";

/** Counts a generation's requests, and lets go of it when its time has come. */
export class GenerationLifecycle {
  readonly #release: () => Promise<void>;
  readonly #idle = Promise.withResolvers<void>();
  #state: GenerationState = "prepared";
  #underWay = 0;

  /** @param release lets go of everything; called once or more often, for the same end */
  constructor(release: () => Promise<void>) {
    this.#release = release;
  }

  get state(): GenerationState {
    return this.#state;
  }

  activate(): void {
    if (this.#state !== "prepared") throw new Error(`Expected a generation that is prepared; it is ${this.#state}.`);
    this.#state = "active";
  }

  /** Answers one request, which `retire` waits for. */
  async serve<T>(answer: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await answer();
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0 && this.#state === "retiring") this.#idle.resolve();
    }
  }

  /** Lets go of everything as soon as the requests that it is answering are answered. */
  async retire(): Promise<void> {
    if (this.#state !== "closed") this.#state = "retiring";
    if (this.#underWay > 0) await this.#idle.promise;
    await this.close();
  }

  /** Lets go of everything at once, whoever waits. */
  async close(): Promise<void> {
    this.#state = "closed";
    this.#idle.resolve();
    await this.#release();
  }
}
