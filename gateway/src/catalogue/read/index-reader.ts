import { type Kysely, type RawBuilder, sql } from "kysely";
import type { HubDatabase } from "../database.js";
import { openInstant } from "../history/instants.js";
import { type Viewer, visibleTo } from "./visibility.js";

/** What a request reads: whose view, and as of when. */
export interface View {
  /** Null: as it is now. */
  readonly at: Date | null;
  readonly viewer: Viewer;
  /** Record types that can be answered. Default: all. */
  readonly typeNames?: readonly string[];
}

/**
 * The index as one request sees it: the records and links as they are, or as they were known at an instant. Every statement is
 * the same for both, but for the relations that it reads from.
 */
export class IndexReader {
  readonly at: Date | null;
  /** Records: `from ${record} r`. */
  readonly record: RawBuilder<unknown>;
  /** Links: `from ${link} link`. */
  readonly link: RawBuilder<unknown>;
  /** Of `r`: there for the viewer. */
  readonly visible: RawBuilder<boolean>;
  readonly #db: Kysely<HubDatabase>;
  #opened: Promise<void> | undefined;

  constructor(db: Kysely<HubDatabase>, { at, viewer, typeNames }: View) {
    this.#db = db;
    this.at = at;
    this.visible = visibleTo(viewer, typeNames);
    this.record = at ? recordsAt(at) : sql`record`;
    this.link = at ? linksAt(at) : sql`link`;
  }

  /** @throws GraphQLError with BAD_USER_INPUT for an instant of which the hub no longer keeps all */
  async rows<Row>(query: RawBuilder<Row>): Promise<readonly Row[]> {
    if (this.at) await (this.#opened ??= openInstant(this.#db, this.at, "Accept-Datetime"));
    return (await query.execute(this.#db)).rows;
  }

  /** Makes sure that everything since an instant can be read. @throws GraphQLError with BAD_USER_INPUT */
  async checkKept(since: Date, what: string): Promise<void> {
    await openInstant(this.#db, since, what);
  }
}

function recordsAt(at: Date): RawBuilder<unknown> {
  return sql`(select * from record_version where ${knownAt(at)} and not erased)`;
}

function linksAt(at: Date): RawBuilder<unknown> {
  return sql`(select * from link_version where ${knownAt(at)})`;
}

function knownAt(at: Date): RawBuilder<boolean> {
  return sql<boolean>`tstzrange(known_from, known_to) @> ${at.toISOString()}::timestamptz`;
}
