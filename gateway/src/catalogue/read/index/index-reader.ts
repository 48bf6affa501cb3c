import { type Kysely, type RawBuilder, sql } from "kysely";
import type { HubDatabase } from "../../database/tables.js";
import { keptSince, openInstant } from "../../history/instants.js";
import type { Dependencies, ReadRecords } from "./dependencies.js";
import type { KeptRecords } from "./kept-records.js";
import type { NamedRow, RecordRow } from "./record-row.js";
import { SnapshotReads } from "./snapshot-reads.js";
import { wantsDetails } from "../../details/record-details.js";
import { isAnybody, mayRead, type Viewer } from "../../database/visibility.js";

/** What a request reads: whose view, and as of when. */
export interface View {
  /** Null: as it is now. */
  readonly at: Date | null;
  readonly viewer: Viewer;
  /** Record types that can be answered. */
  readonly typeNames: readonly string[];
  /** Milliseconds for what is asked together; 0: any number. */
  readonly withinMs: number;
  /** Told what is read. */
  readonly dependencies: Dependencies;
  readonly kept: KeptRecords;
  /** Told when details of records are asked. */
  readonly onDetails: () => void;
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
  /** What lists filter, order and count records by: `from ${listing} r`. */
  readonly listing: RawBuilder<unknown>;
  /** How many records there are of each combination: `from ${tally} r`. Undefined: nobody keeps that of the past. */
  readonly tally: RawBuilder<unknown> | undefined;
  /** How many records there are under one code (see codes.ts), or say something under it: `from ${codeTally} r`. Undefined: as of the tally. */
  readonly codeTally: RawBuilder<unknown> | undefined;
  /** What each record lacks: `from ${gap} r`. */
  readonly gap: RawBuilder<unknown>;
  /** Of a listing `r`, or of a tally: there for the viewer, and one of the record types that can be answered. */
  readonly listed: RawBuilder<boolean>;
  /** Of `r`: there for the viewer, and one of the record types that can be answered. */
  readonly visible: RawBuilder<boolean>;
  /** The same of `record_version r`: a record that is hidden now is hidden in its past too. */
  readonly versionVisible: RawBuilder<boolean>;
  /** Of `r`: one of the record types that can be answered. */
  readonly ofTypes: RawBuilder<boolean>;
  readonly viewer: Viewer;
  /** Told what is read. */
  readonly dependencies: Dependencies;
  readonly #db: Kysely<HubDatabase>;
  readonly #reads: SnapshotReads;
  readonly #kept: KeptRecords;
  readonly #onDetails: () => void;
  #opened: Promise<void> | undefined;
  #keptSince: Promise<Date> | undefined;

  constructor(db: Kysely<HubDatabase>, { at, viewer, typeNames, withinMs, dependencies, kept, onDetails }: View) {
    this.#db = db;
    this.dependencies = dependencies;
    this.#reads = new SnapshotReads(db, withinMs);
    this.#kept = kept;
    this.#onDetails = onDetails;
    this.at = at;
    this.viewer = viewer;
    this.ofTypes = sql<boolean>`r.type_name = any(${typeNames}::text[])`;
    const present = sql<boolean>`(${mayRead(viewer)} and ${this.ofTypes})`;
    this.versionVisible = sql<boolean>`(${present} and ${mayRead(viewer, sql`r.latest_visibility`)})`;
    this.visible = at ? this.versionVisible : present;
    this.record = at ? recordsAt(at) : sql`record`;
    this.link = at ? linksAt(at) : sql`link`;
    this.listing = at ? listingsAt(at, this.versionVisible) : listingsNow(viewer);
    this.tally = at ? undefined : sql`tally`;
    this.codeTally = at ? undefined : sql`code_tally`;
    this.gap = at ? gapsAt(at, this.versionVisible) : sql`gap`;
    this.listed = at
      ? this.ofTypes
      : sql<boolean>`(${mayRead(viewer)} and (${hasNoOthers(typeNames)} or ${this.ofTypes}))`;
  }

  /**
   * `read`: the records that the statement reads from, by which kept answers go; "told": the caller has told the dependencies.
   * @throws GraphQLError with BAD_USER_INPUT for an instant of which the hub no longer keeps all
   */
  async rows<Row>(query: RawBuilder<Row>, read: ReadRecords | "told" = {}): Promise<readonly Row[]> {
    if (read !== "told") this.dependencies.readRecords(read);
    if (this.at) await (this.#opened ??= this.#open(this.at, "Accept-Datetime"));
    return await this.#reads.rows(query);
  }

  /** What is the same for all instants. The caller tells the dependencies. */
  async unversioned<Row>(query: RawBuilder<Row>): Promise<readonly Row[]> {
    return await this.#reads.rows(query);
  }

  /**
   * Records by a statement that selects `recordColumnsFor` the fields that are asked of them, and whatever else.
   * `read`: as of `rows`. @throws GraphQLError as `rows` does
   */
  async records<Row extends RecordRow>(
    query: RawBuilder<Row>,
    fields: ReadonlySet<string>,
    read: ReadRecords | "told" = {},
  ): Promise<readonly Row[]> {
    if (!wantsDetails(fields)) return await this.rows(query, read);
    this.#onDetails();
    const named = await this.rows(query as RawBuilder<Row & NamedRow>, read);
    return await this.#kept.complete(
      named,
      async (columns, ids) =>
        await this.rows(
          sql`select ${columns} from ${this.record} r where r.id = any(${ids}::text[]) and ${this.visible}`,
          "told",
        ),
    );
  }

  /** Makes sure that everything since an instant can be read. @throws GraphQLError with BAD_USER_INPUT */
  async checkKept(since: Date, what: string): Promise<void> {
    await this.#open(since, what);
  }

  /** Since when every version is kept. */
  async keptSince(): Promise<Date> {
    this.dependencies.readHistory();
    return await (this.#keptSince ??= keptSince(this.#db));
  }

  async #open(instant: Date, what: string): Promise<void> {
    this.dependencies.readHistory();
    await openInstant(this.#db, instant, what);
  }
}

/**
 * Listings of public records are apart from others: anybody may read them, so that every index serves, whereas below a policy that looks at
 * the rows PostgreSQL uses an index for few operators.
 */
function listingsNow(viewer: Viewer): RawBuilder<unknown> {
  if (isAnybody(viewer)) return sql`public_listing`;
  // Without a condition within, so that PostgreSQL merges both in the order of their indexes.
  return sql`(select * from public_listing union all select * from closed_listing)`;
}

/** There are no records of other types, as a rule: comparing each record's takes longer than all else that a count does. Once a statement. */
function hasNoOthers(typeNames: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`(select not exists (
    select from code_tally known where known.said = '' and known.code = '' and known.type_name <> all(${typeNames}::text[])))`;
}

function listingsAt(at: Date, visible: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`(select ${ofListing} from ${recordsAt(at)} r where ${visible})`;
}

/** What a listing has, of a version `r` of a record. */
export const ofListing: RawBuilder<unknown> = sql`
  r.*, catalogue_organisers(r.card) as organisers, catalogue_texts(r.facts -> 'bodies') as bodies,
  catalogue_texts(r.facts -> 'places') as places, (r.facts ->> 'lastFollowUpOn')::date as last_follow_up,
  coalesce((r.facts ->> 'reported')::boolean, false) as reported, coalesce((r.facts ->> 'evidenced')::boolean, false) as evidenced,
  r.facts ->> 'certainty' as certainty,
  case when r.date_earliest is not null then daterange(r.date_earliest, r.date_latest, '[]') end as period`;

function gapsAt(at: Date, visible: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`(
    select lack ->> 'gap' as gap, r.id, r.kind, r.partner, r.type_name, r.visibility, r.themes, (lack ->> 'after')::date as after
    from ${recordsAt(at)} r cross join jsonb_array_elements(r.facts -> 'lacks') as lack where ${visible})`;
}

function recordsAt(at: Date): RawBuilder<unknown> {
  return sql`(select * from record_version where ${knownAt(at)} and not erased)`;
}

function linksAt(at: Date): RawBuilder<unknown> {
  return sql`(select * from link_version where ${knownAt(at)})`;
}

function knownAt(at: Date): RawBuilder<boolean> {
  const instant = sql`${at.toISOString()}::timestamptz`;
  return sql<boolean>`known_from <= ${instant} and (known_to is null or known_to > ${instant})`;
}
