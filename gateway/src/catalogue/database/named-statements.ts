import type { PostgresPoolClient, PostgresQueryResult } from "kysely";
import { LRUCache } from "lru-cache";
import type pg from "pg";

/** Statements of which a process remembers whether they come again. */
const MAX_KNOWN = 1_000;
/** Statements that PostgreSQL keeps for a connection; one that has more is replaced, and its memory with it. */
const MAX_PREPARED = 200;

/** Begins or ends a transaction. */
const TRANSACTION = /^(?:start|begin|commit|rollback)\b/;

/**
 * Marks a statement, anywhere in its text, that is planned each time: what is best for it depends on its values. Of a statement with a name
 * PostgreSQL makes after five times one plan for all values, by guess: a page of a search took thirty times as long by it.
 */
export const PLANNED_BY_VALUES = "/* planned by its values */";

/** Names statements that come again, so that PostgreSQL reads and rewrites each once for a connection. */
export class StatementNames {
  readonly #known = new LRUCache<string, { readonly name: string; uses: number }>({ max: MAX_KNOWN });
  #count = 0;

  /** Undefined: it comes for the first time, or is planned by its values. */
  nameOf(text: string): string | undefined {
    if (text.includes(PLANNED_BY_VALUES)) return undefined;
    const known = this.#known.get(text);
    if (known) {
      known.uses += 1;
      return known.name;
    }
    this.#count += 1;
    this.#known.set(text, { name: `s${this.#count}`, uses: 1 });
    return undefined;
  }
}

/** A connection of a pool, as Kysely uses it, whose statements have names. */
export class NamingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  readonly #prepared = new Set<string>();
  /** Whether it may be in a transaction of whoever had it last. */
  #isUnsure = false;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query(): never;
  async query(text = "", values: readonly unknown[] = []): Promise<unknown> {
    const name = values.length > 0 ? this.#names.nameOf(text) : undefined;
    if (name === undefined) return await this.#unnamed(text, values);
    this.#prepared.add(name);
    return await this.#client.query({ name, text, values: [...values] });
  }

  async #unnamed(text: string, values: readonly unknown[]): Promise<unknown> {
    const isOfTransaction = values.length === 0 && TRANSACTION.test(text);
    try {
      return await this.#client.query(text, [...values]);
    } catch (error) {
      this.#isUnsure ||= isOfTransaction;
      throw error;
    }
  }

  /** One of which it is not sure in what state it is serves nobody else. */
  release(): void {
    this.#client.release(this.#isUnsure || this.#prepared.size > MAX_PREPARED);
  }
}
