import type { Visibility } from "@segpol/identity";
import { type Kysely, sql } from "kysely";
import type { Logger } from "pino";
import type { HubDatabase } from "../catalogue/database/tables.js";
import { applyVisibilities } from "../catalogue/write/apply-visibilities.js";
import type { ProjectedRecord } from "../composition/projection/types.js";
import type { PartnerClient, SendOptions } from "../partners/partner-client.js";
import { readVisibilities } from "./records/read-visibilities.js";

export interface VisibilityChecksOptions {
  readonly partner: { readonly code: string; readonly records: readonly ProjectedRecord[] };
  readonly client: PartnerClient;
  readonly db: Kysely<HubDatabase>;
  readonly logger: Logger;
  readonly send: SendOptions;
  /** Records asked together. */
  readonly batchSize: number;
  /** Milliseconds between two turns of `sweep`, at the least. */
  readonly sweepMs: number;
}

/** Keeps records from staying open while the harvest cannot take them: asks for their visibilities alone, and applies these. */
export class VisibilityChecks {
  readonly #options: VisibilityChecksOptions;
  #sweptAt = 0;
  /** The last id of the round so far. */
  #lastId = "";

  constructor(options: VisibilityChecksOptions) {
    this.#options = options;
  }

  /** Of records of which it is known that something has changed. */
  async check(ids: readonly string[]): Promise<void> {
    const { partner, client, send, batchSize } = this.#options;
    if (ids.length === 0) return;
    const told = await readVisibilities(client, partner.records, ids, { ...send, batchSize });
    await this.apply([...told].map(([id, visibility]) => ({ id, visibility })));
  }

  /** What is told already; of the others nothing is known. */
  async apply(told: readonly { readonly id: string; readonly visibility?: Visibility }[]): Promise<void> {
    const { partner, db, logger } = this.#options;
    const known = told.flatMap(({ id, visibility }) => (visibility ? [{ id, visibility }] : []));
    const narrowed = await applyVisibilities(db, partner.code, known);
    if (narrowed.length > 0) logger.info({ partner: partner.code, records: narrowed }, "hidden ahead of the harvest");
  }

  /** While the feed does not say what changes: of some of the records that not only the cabinet sees, all of them in turn. */
  async sweep(): Promise<void> {
    const { sweepMs, batchSize } = this.#options;
    if (Date.now() - this.#sweptAt < sweepMs) return;
    this.#sweptAt = Date.now();
    let ids = await this.#openAfter(this.#lastId, batchSize);
    if (ids.length === 0 && this.#lastId !== "") ids = await this.#openAfter("", batchSize);
    this.#lastId = ids.at(-1) ?? "";
    await this.check(ids);
  }

  async #openAfter(id: string, limit: number): Promise<readonly string[]> {
    const rows = await this.#options.db
      .selectFrom("record")
      .select("id")
      .where("partner", "=", this.#options.partner.code)
      .where("visibility", "<>", "CABINET")
      .where("id", ">", id)
      .orderBy(sql`id collate "C"`)
      .limit(limit)
      .execute();
    return rows.map((row) => row.id);
  }
}
