import { type Kysely, sql } from "kysely";
import type { HubDatabase } from "../catalogue/database/tables.js";
import type { UnreadCode } from "../catalogue/record/harvested-record.js";

/** A partner that gives a record which is not its own gives it again; any other reason may go without the record changing. */
const NEVER_RETRIED: UnreadCode = "FOREIGN_RECORD";

/** Where retrying changes nothing, it is done so many times less often, at the least. */
const MAX_PATIENCE = 12;

/**
 * Says when and which quarantined records are read again: a few at a time and all of them in turn; at first `retryMaxMs` after the
 * last, then twice as long each time, until a record is mended or another is quarantined.
 */
export class QuarantineRetries {
  readonly #db: Kysely<HubDatabase>;
  readonly #partner: string;
  readonly #retryMaxMs: number;
  #intervalMs: number;
  #lastAt = 0;
  /** The last id of the round so far. */
  #lastId = "";
  /** As far as this process knows. */
  #isEmpty = false;

  constructor(db: Kysely<HubDatabase>, partner: string, { retryMaxMs }: { readonly retryMaxMs: number }) {
    this.#db = db;
    this.#partner = partner;
    this.#retryMaxMs = retryMaxMs;
    this.#intervalMs = retryMaxMs;
  }

  /** Seconds after which the next is due at the latest; undefined: nothing is quarantined. */
  get dueInSeconds(): number | undefined {
    return this.#isEmpty ? undefined : Math.ceil(this.#intervalMs / 1_000);
  }

  /** The ids whose turn it is; none before the time has come. */
  async next(limit: number): Promise<readonly string[]> {
    if (this.#isEmpty || Date.now() - this.#lastAt < this.#intervalMs) return [];
    this.#lastAt = Date.now();
    let ids = await this.#after(this.#lastId, limit);
    if (ids.length === 0 && this.#lastId !== "") ids = await this.#after("", limit);
    this.#lastId = ids.at(-1) ?? "";
    this.#isEmpty = ids.length === 0;
    return ids;
  }

  /** Records are read again. */
  tried(): void {
    this.#intervalMs = Math.min(this.#retryMaxMs * MAX_PATIENCE, this.#intervalMs * 2);
  }

  /** Something has changed that makes it worth while to try soon. */
  hurry(): void {
    this.#intervalMs = this.#retryMaxMs;
  }

  /** Records may have been quarantined. */
  mayHaveMore(): void {
    this.#isEmpty = false;
  }

  async #after(id: string, limit: number): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom("set_aside")
      .select("record")
      .where("partner", "=", this.#partner)
      .where("code", "<>", NEVER_RETRIED)
      .where("record", ">", id)
      .orderBy(sql`record collate "C"`)
      .limit(limit)
      .execute();
    return rows.map(({ record }) => record);
  }
}
