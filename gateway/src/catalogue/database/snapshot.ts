import { type Kysely, sql } from "kysely";
import type { HubDatabase } from "./tables.js";

/**
 * A transaction that sees one state of the database. Kysely's own that is begun and ended apart keeps its connection for good when a
 * statement of these fails, as each does that PostgreSQL is told to cancel; this one gives it back whatever happens.
 */
export class Snapshot {
  /** Statements through it see that state. */
  readonly db: Kysely<HubDatabase>;
  readonly #end: () => void;
  readonly #ended: Promise<void>;

  private constructor(db: Kysely<HubDatabase>, end: () => void, ended: Promise<void>) {
    this.db = db;
    this.#end = end;
    this.#ended = ended;
  }

  /** @throws what the database answers; nothing is left of it then */
  static async begin(db: Kysely<HubDatabase>): Promise<Snapshot> {
    const begun = Promise.withResolvers<Kysely<HubDatabase>>();
    const over = Promise.withResolvers<void>();
    const ended = db.connection().execute(async (connection) => {
      await sql`start transaction isolation level repeatable read`.execute(connection);
      begun.resolve(connection);
      await over.promise;
      await sql`rollback`.execute(connection);
    });
    ended.catch(begun.reject);
    return new Snapshot(await begun.promise, over.resolve, ended);
  }

  /** Resolves when the connection has been given back. */
  async end(): Promise<void> {
    this.#end();
    // Of a connection that is lost hears whoever reads next.
    await this.#ended.catch(() => undefined);
  }
}
