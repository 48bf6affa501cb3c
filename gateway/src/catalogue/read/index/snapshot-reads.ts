import { afterThose, currentOperation } from "@segpol/server";
import type { Kysely, RawBuilder } from "kysely";
import { Snapshot } from "../../database/snapshot.js";
import type { HubDatabase } from "../../database/tables.js";

interface Read {
  run(snapshot: Snapshot): Promise<void>;
  fail(error: unknown): void;
}

/** Nobody waits for the answer any more: the operation has had its own deadline before. */
class TooLateError extends Error {
  override readonly name = "TooLateError";
}

/**
 * Statements of a request see one and the same state of the index: a list's page, its count, its facets, its sources and what its records
 * link to fit together, whatever is harvested meanwhile. They share one connection for it, one after the other, which goes back as soon as
 * the request asks nothing more, or waits for something else.
 */
export class SnapshotReads {
  readonly #db: Kysely<HubDatabase>;
  readonly #withinMs: number;
  #asked: Read[] = [];
  #isReading = false;
  #open: Snapshot | undefined;

  /** `withinMs`: milliseconds after which no more statements of those asked together are begun; 0: any number. */
  constructor(db: Kysely<HubDatabase>, withinMs = 0) {
    this.#db = db;
    this.#withinMs = withinMs;
  }

  async rows<Row>(query: RawBuilder<Row>): Promise<readonly Row[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Row[]>();
    const signal = currentOperation()?.deadline?.signal;
    const run = async ({ db }: Snapshot): Promise<void> => {
      // Nobody waits for it any more.
      signal?.throwIfAborted();
      resolve((await query.execute(db)).rows);
    };
    this.#asked.push({ run, fail: reject });
    if (!this.#isReading) {
      this.#isReading = true;
      // Later than the data loaders' own batches, so that all of them are in.
      setImmediate(() => void this.#readAll());
    }
    return await promise;
  }

  async #readAll(): Promise<void> {
    while (this.#asked.length > 0) {
      let left: readonly Read[] = this.#asked;
      this.#asked = [];
      const until = this.#withinMs > 0 ? performance.now() + this.#withinMs : Infinity;
      while (left.length > 0) left = await this.#readInOneSnapshot(left, until);
      // What the answers make the request ask for, it asks until then.
      await settled();
    }
    this.#isReading = false;
    await this.#close();
  }

  /** Gives the reads that are left: after one that fails, PostgreSQL runs no more of the same transaction. */
  async #readInOneSnapshot(reads: readonly Read[], until: number): Promise<readonly Read[]> {
    // Before the first: the database cannot be reached, for none of them.
    let at = -1;
    try {
      this.#open ??= await Snapshot.begin(this.#db);
      for (at = 0; at < reads.length; at += 1) {
        if (performance.now() > until) throw new TooLateError(`Expected all statements within ${this.#withinMs} ms.`);
        await reads[at]?.run(this.#open);
      }
      return [];
    } catch (error) {
      const isForAll = at < 0 || error instanceof TooLateError;
      for (const read of isForAll ? reads.slice(Math.max(at, 0)) : reads.slice(at, at + 1)) read.fail(error);
      await this.#close();
      return isForAll ? [] : reads.slice(at + 1);
    }
  }

  async #close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.end();
  }
}

/** When a request has asked all that it asks because of what it has been given, whether or not parts of it gave way to others. */
async function settled(): Promise<void> {
  for (let round = 0; round < 2; round += 1) await new Promise<void>((resolve) => afterThose(resolve));
  await new Promise<void>((resolve) => setImmediate(resolve));
}
