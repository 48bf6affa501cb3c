import { createBatch } from "@segpol/server";
import type DataLoader from "dataloader";
import { sql } from "kysely";
import {
  type Change,
  type ChangeCount,
  type ChangesArguments,
  changesFrom,
  changesPage,
  type ChangesPage,
  type ChangesQuery,
  countsOf,
  readChanges,
  readChangesCursor,
} from "./changes.js";
import type { IndexReader } from "./index/index-reader.js";
import { readSize } from "./lists/list-query.js";

/** What is asked of one record's changes. */
export interface RecordChangesQuery {
  readonly id: string;
  readonly size: number;
  readonly cursor: ChangesQuery["cursor"];
}

/** @throws GraphQLError with BAD_USER_INPUT */
export function readRecordChangesQuery(
  id: string,
  { first, after }: Pick<ChangesArguments, "first" | "after">,
): RecordChangesQuery {
  return { id, size: readSize("first", first), cursor: readChangesCursor(after) };
}

/** Reads what became of records for one request: of all that are asked together in one statement. */
export class RecordChanges {
  readonly #reader: IndexReader;
  /** By the size of a page. */
  readonly #firstPages = new Map<number, DataLoader<string, ChangesPage>>();
  readonly #counts: DataLoader<string, readonly ChangeCount[]>;

  constructor(reader: IndexReader) {
    this.#reader = reader;
    this.#counts = createBatch(async (ids: readonly string[]) => await this.#readCounts(ids));
  }

  /** The changes after the cursor, the oldest first. A page that goes on is read by itself: no two records share a cursor. */
  async page(query: RecordChangesQuery): Promise<ChangesPage> {
    if (query.cursor) return await readChanges(this.#reader, await this.whole(query));
    let loader = this.#firstPages.get(query.size);
    if (!loader) {
      loader = createBatch(async (ids: readonly string[]) => await this.#readFirst(ids, query.size));
      this.#firstPages.set(query.size, loader);
    }
    return await loader.load(query.id);
  }

  async counts({ id }: RecordChangesQuery): Promise<readonly ChangeCount[]> {
    return await this.#counts.load(id);
  }

  /** The same as a question of changes of the hub, from the first that is kept. */
  async whole({ id, size, cursor }: RecordChangesQuery): Promise<ChangesQuery> {
    return { ...(await this.#changesOf([id])), size, cursor, partners: undefined };
  }

  async #readFirst(ids: readonly string[], size: number): Promise<readonly ChangesPage[]> {
    const query = await this.#changesOf(ids);
    const rows = await this.#reader.rows(sql<Change>`
      select at, kind, "recordId", version, fields
      from (
        select change.*, row_number() over (partition by "recordId" order by at) as place
        from (${changesFrom(this.#reader, query, query.since)}) as change
      ) as placed
      where place <= ${size + 1} order by "recordId", at`);
    const byRecord = Map.groupBy(rows, ({ recordId }) => recordId);
    return ids.map((id) => changesPage(byRecord.get(id) ?? [], size));
  }

  async #readCounts(ids: readonly string[]): Promise<readonly (readonly ChangeCount[])[]> {
    const query = await this.#changesOf(ids);
    const rows = await this.#reader.rows(sql<{ id: string; kind: Change["kind"]; partner: string; count: number }>`
      select "recordId" as id, kind, partner, count(*)::int as count
      from (${changesFrom(this.#reader, query, query.since)}) as change group by 1, 2, 3`);
    const byRecord = Map.groupBy(rows, ({ id }) => id);
    return ids.map((id) => countsOf(byRecord.get(id) ?? []));
  }

  async #changesOf(
    ids: readonly string[],
  ): Promise<Pick<ChangesQuery, "since" | "until" | "conditions" | "conditionsOnIds">> {
    const since = await this.#reader.keptSince();
    await this.#reader.checkKept(since, "since");
    const ofRecords = [sql<boolean>`r.id = any(${ids}::text[])`];
    return { since, until: undefined, conditions: ofRecords, conditionsOnIds: ofRecords };
  }
}
