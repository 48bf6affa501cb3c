import { type Allowance, exceeded } from "../../partners/byte-allowance.js";
import { SAME_MOMENT_MS } from "../../partners/same-moment.js";
import type { PartnerAsked, PartnerOutcome } from "./checked-partner.js";
import { isOfRecords, shareOf } from "./outcome-share.js";
import { MAX_REPRESENTATIONS } from "./representation-parts.js";

/** Records that are asked for, by their texts. Empty: what is asked is of no record. */
export type AskedRecords = ReadonlyMap<string, unknown>;

/** One of those who wait for the answer. */
interface Asker {
  readonly asked: PartnerAsked;
  readonly records: AskedRecords;
  resolve(outcome: PartnerOutcome | Promise<PartnerOutcome>): void;
  reject(error: unknown): void;
}

/** A question to a partner on behalf of one request or several. Each has records, errors, bytes and a deadline of its own. */
export class SharedQuestion {
  readonly #ask: (asked: PartnerAsked) => Promise<PartnerOutcome>;
  readonly #askers = new Set<Asker>();
  /** Aborts when nobody waits any more. */
  readonly #abandoned = new AbortController();
  #records: AskedRecords = new Map();
  #sentAt: number | undefined;
  #isOver = false;

  constructor(ask: (asked: PartnerAsked) => Promise<PartnerOutcome>) {
    this.#ask = ask;
  }

  /** Whether its answer can be given to one more request, which asks for these records. */
  takes(records: AskedRecords): boolean {
    const hasAll = [...records.keys()].every((key) => this.#records.has(key));
    if (this.#sentAt === undefined) return hasAll || this.#and(records).size <= MAX_REPRESENTATIONS;
    const isSoon = performance.now() - this.#sentAt <= SAME_MOMENT_MS;
    return hasAll && isSoon && !this.#isOver && !this.#abandoned.signal.aborted;
  }

  async join(asked: PartnerAsked, records: AskedRecords): Promise<PartnerOutcome> {
    const { signal } = asked;
    if (signal?.aborted) return undefined;
    const { promise, resolve, reject } = Promise.withResolvers<PartnerOutcome>();
    const asker: Asker = { asked, records, resolve, reject };
    this.#askers.add(asker);
    if (this.#sentAt === undefined) this.#records = this.#and(records);
    const leave = (): void => this.#leave(asker, undefined);
    signal?.addEventListener("abort", leave, { once: true });
    try {
      return await promise;
    } finally {
      signal?.removeEventListener("abort", leave);
    }
  }

  /** Asks the partner, and gives everybody what is theirs of the answer. To be called once. */
  async send(): Promise<void> {
    const [first, ...others] = this.#askers;
    if (first) {
      this.#sentAt = performance.now();
      // Some may have left.
      this.#records = new Map([first, ...others].flatMap(({ records }) => [...records]));
      try {
        const outcome = await this.#ask(this.#together(first, others));
        for (const asker of this.#askers) asker.resolve(this.#partOf(outcome, asker));
      } catch (error) {
        for (const asker of this.#askers) asker.reject(error);
      }
    }
    this.#isOver = true;
  }

  #and(records: AskedRecords): AskedRecords {
    return new Map([...this.#records, ...records]);
  }

  #together({ asked }: Asker, others: readonly Asker[]): PartnerAsked {
    const representations = [...this.#records.values()];
    return {
      ...asked,
      variables: { ...asked.variables, ...(representations.length > 0 && { representations }) },
      alsoFor: others.flatMap(({ asked: { requestId } }) => requestId ?? []),
      signal: this.#abandoned.signal,
      allowance: asked.allowance && this.#allowance(asked.allowance),
    };
  }

  /** Whose request may have no more gets nothing, and the others what they asked for. */
  #allowance({ max }: Allowance): Allowance {
    return {
      max,
      take: (bytes) => {
        for (const asker of this.#askers) {
          const share = asker.records.size / this.#records.size || 1;
          if (asker.asked.allowance?.take(bytes * share) !== false) continue;
          if (this.#askers.size === 1) return false;
          this.#leave(asker, { unavailable: exceeded({ max }), isAnswer: true });
        }
        return true;
      },
    };
  }

  #leave(asker: Asker, outcome: PartnerOutcome): void {
    this.#askers.delete(asker);
    asker.resolve(outcome);
    if (this.#askers.size === 0 && this.#sentAt !== undefined) this.#abandoned.abort();
  }

  /** What is wrong with an answer and not with one record of it may be another's fault: whoever asked for less is answered alone then. */
  #partOf(outcome: PartnerOutcome, { asked, records }: Asker): PartnerOutcome | Promise<PartnerOutcome> {
    if (records.size < this.#records.size && !isOfRecords(outcome)) return this.#ask(asked);
    const places = new Map([...this.#records.keys()].map((key, index) => [key, index]));
    return shareOf(
      outcome,
      [...records.keys()].flatMap((key) => places.get(key) ?? []),
    );
  }
}
