import pg from "pg";
import { STAMP_CHANNEL } from "../catalogue/database/stamps.js";
import type { StampRow } from "./stamp-board.js";

/** Milliseconds after which a connection that does not answer is taken for broken. */
const ANSWERS_WITHIN_MS = 1_000;
/** How PostgreSQL shows the connection. */
export const STAMP_CONNECTION = "segpol-answers";

/** Reads stamps over a connection of its own, on which PostgreSQL also tells of their changes. */
export class StampReader {
  readonly #databaseUrl: string;
  readonly #onChange: () => void;
  #client: pg.Client | undefined;
  #stopped = false;

  /** `onChange`: called at each word of a change. */
  constructor(databaseUrl: string, onChange: () => void) {
    this.#databaseUrl = databaseUrl;
    this.#onChange = onChange;
  }

  /** Connects first where there is no connection. One call at a time. @throws when the database does not answer in time */
  async read(): Promise<readonly StampRow[]> {
    try {
      this.#client ??= await this.#connect();
      return (await this.#client.query<StampRow>("select partner, kind, stamp from answer_stamp")).rows;
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<pg.Client> {
    if (this.#stopped) throw new Error("Expected to be asked before the end.");
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: STAMP_CONNECTION,
      keepAlive: true,
      connectionTimeoutMillis: ANSWERS_WITHIN_MS,
      query_timeout: ANSWERS_WITHIN_MS,
    });
    const lost = (): void => {
      if (this.#client === client) this.#client = undefined;
    };
    client.on("error", lost).on("end", lost).on("notification", this.#onChange);
    try {
      await client.connect();
      await client.query(`listen ${STAMP_CHANNEL}`);
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /** One that has not answered may still seem open. */
  #leave(): void {
    const left = this.#client;
    this.#client = undefined;
    left?.end().catch(() => undefined);
  }
}
