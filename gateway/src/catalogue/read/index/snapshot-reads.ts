import { currentOperation } from "@segpol/server";
import type { Kysely, RawBuilder } from "kysely";
import type { HubDatabase } from "../../database/tables.js";

interface Read {
  run(db: Kysely<HubDatabase>): Promise<void>;
  fail(error: unknown): void;
}

/** Nobody waits for the answer any more: the operation has had its own deadline before. */
class TooLateError extends Error {
  override readonly name = "TooLateError";
}

/**
 * Statements that a request asks at the same time see one and the same state of the index: a list's page, its count, its facets and its
 * sources fit together, whatever is harvested meanwhile. They share one connection for it, one after the other.
 */
export class SnapshotReads {
  readonly #db: Kysely<HubDatabase>;
  readonly #withinMs: number;
  #asked: Read[] = [];

  /** `withinMs`: milliseconds after which no more statements of those asked together are begun; 0: any number. */
  constructor(db: Kysely<HubDatabase>, withinMs = 0) {
    this.#db = db;
    this.#withinMs = withinMs;
  }

  async rows<Row>(query: RawBuilder<Row>): Promise<readonly Row[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Row[]>();
    const signal = currentOperation()?.deadline?.signal;
    const run = async (db: Kysely<HubDatabase>): Promise<void> => {
      // Nobody waits for it any more.
      signal?.throwIfAborted();
      resolve((await query.execute(db)).rows);
    };
    this.#asked.push({ run, fail: reject });
    // Later than the data loaders' own batches, so that all of them are in.
    if (this.#asked.length === 1) setImmediate(() => void this.#readAll());
    return await promise;
  }

  async #readAll(): Promise<void> {
    let left = this.#asked;
    this.#asked = [];
    const until = this.#withinMs > 0 ? performance.now() + this.#withinMs : Infinity;
    const [first] = left;
    if (left.length === 1 && first) await first.run(this.#db).catch((error: unknown) => first.fail(error));
    else while (left.length > 0) left = await this.#readInOneSnapshot(left, until);
  }

  /** Gives the reads that are left: after one that fails, PostgreSQL runs no more of the same transaction. */
  async #readInOneSnapshot(reads: readonly Read[], until: number): Promise<Read[]> {
    // Before the first: the database cannot be reached, for none of them.
    let at = -1;
    try {
      await this.#db
        .transaction()
        .setIsolationLevel("repeatable read")
        .execute(async (transaction) => {
          for (at = 0; at < reads.length; at += 1) {
            if (performance.now() > until)
              throw new TooLateError(`Expected all statements within ${this.#withinMs} ms.`);
            await reads[at]?.run(transaction);
          }
        });
      return [];
    } catch (error) {
      const isForAll = at < 0 || error instanceof TooLateError;
      for (const read of isForAll ? reads.slice(Math.max(at, 0)) : reads.slice(at, at + 1)) read.fail(error);
      return isForAll ? [] : reads.slice(at + 1);
    }
  }
}
