import { type RawBuilder, type Selectable, sql } from "kysely";
import { LRUCache } from "lru-cache";
import { recordDetails } from "../../details/record-details.js";
import { listedColumns, type RecordTable } from "../../record/record-columns.js";
import type { NamedRow, RecordRow } from "./record-row.js";

/** Bytes of records that a process keeps, estimated. */
const MAX_BYTES = 64 * 2 ** 20;
/** What nobody is answered any more, because it is erased, leaves the memory after so long. */
const MAX_AGE_MS = 5 * 60_000;
/** A record takes so many bytes in memory for each character that it has as JSON. */
const BYTES_PER_CHARACTER = 4;

type WholeRow = RecordRow &
  Pick<Selectable<RecordTable>, "content" | "texts" | "digest"> & { readonly characters: number };

/** Reads whole records of the relation that a request reads: now, or as of its instant. */
export type ReadWhole = (columns: RawBuilder<unknown>, ids: readonly string[]) => Promise<readonly WholeRow[]>;

/**
 * Keeps records as they are answered, so that they are neither read nor parsed again. Only what a statement has named for its reader is
 * taken from here, by its digest: what somebody may not see, what is gone and what was before is not named.
 */
export class KeptRecords {
  readonly #rows: LRUCache<string, RecordRow>;

  constructor(maxBytes = MAX_BYTES) {
    this.#rows = new LRUCache({ maxSize: maxBytes, ttl: MAX_AGE_MS, ttlAutopurge: true });
  }

  /** The records that are named, whole, with whatever else the statement gave of each. */
  async complete<Named extends NamedRow>(
    named: readonly Named[],
    read: ReadWhole,
  ): Promise<readonly (Named & RecordRow)[]> {
    const found = new Map<string, RecordRow>();
    for (const { id, digest } of named) {
      const kept = found.has(id) ? undefined : this.#rows.get(keyOf(id, digest));
      if (kept) found.set(id, kept);
    }
    const missing = [...new Set(named.flatMap(({ id }) => (found.has(id) ? [] : [id])))];
    if (missing.length > 0) for (const row of await read(WHOLE, missing)) found.set(row.id, this.#keep(row));
    // One that went between two statements of a request is not there.
    return named.flatMap((row) => {
      const whole = found.get(row.id);
      return whole ? [{ ...whole, ...row }] : [];
    });
  }

  #keep({ content, texts, digest, characters, ...listed }: WholeRow): RecordRow {
    const { id, kind } = listed;
    const row = { ...listed, details: recordDetails({ id, kind, content, texts }) };
    // Without a digest it is not what its owner gave last.
    if (digest !== "") this.#rows.set(keyOf(id, digest), row, { size: characters * BYTES_PER_CHARACTER });
    return row;
  }
}

function keyOf(id: string, digest: string): string {
  return `${digest} ${id}`;
}

const WHOLE = sql.join([
  ...[...listedColumns, "digest", "content", "texts"].map((column) => sql.ref(`r.${column}`)),
  sql`octet_length(r.content::text) + octet_length(r.texts::text) as characters`,
]);
