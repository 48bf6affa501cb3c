import type { Language, LanguageMap, RecordKind } from "@segpol/schema";
import { type ColumnType, type Generated, Kysely, type LogConfig, PostgresDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import type { JsonObject } from "../../base/json.js";
import { ConfigError } from "../../errors.js";
import { migrations } from "./migrations/index.js";
import { WRITER_SETTING } from "./visibility.js";
import type { TextsByField } from "../record/harvested-record.js";

/** jsonb: written as JSON text, since the driver takes an array for one of PostgreSQL's. */
type Jsonb<T> = ColumnType<T, string, string>;
/** An instant, to the millisecond. */
type Instant = ColumnType<Date, string, string>;

export interface PartnerTable {
  code: string;
  name: Jsonb<LanguageMap>;
  acronym: string;
  role: "KEY_PARTNER" | "PLUGIN_PARTNER";
  website: string | null;
  joined_at: Instant;
}

export interface SourceTable {
  partner: string;
  cursor: string | null;
  epoch: string | null;
  /** Tells what is asked of each record from other choices of fields. */
  asked: string | null;
  as_of: ColumnType<Date | null, string | null, string | null>;
  /** Whether the last page said that no more changes were waiting. */
  caught_up: Generated<boolean>;
  last_contact_at: ColumnType<Date | null, string | null, string | null>;
  /** Whether the partner answered at all when it was last asked. */
  reachable: Generated<boolean>;
  problem: string | null;
}

export interface RecordTable {
  id: string;
  partner: string;
  kind: RecordKind;
  type_name: string;
  visibility: string;
  languages: Language[];
  themes: string[];
  criteria: string[];
  title_original: string;
  title_nl: string | null;
  title_fr: string | null;
  title_de: string | null;
  title_en: string | null;
  /** Kind of event or recommendation, type of publication. */
  category: string | null;
  /** Status of an event, claimed status of a recommendation. */
  status: string | null;
  date_earliest: string | null;
  /** Null with an earliest day: open ended. */
  date_latest: string | null;
  ref: string | null;
  due_on: string | null;
  assessed: string | null;
  closure: string | null;
  /** The claimed status as a number, the least first. */
  progress_rank: number | null;
  /** Somebody answered a recommendation. */
  answered: boolean | null;
  /** An indicator has at least one observation. */
  measured: boolean | null;
  territory: string | null;
  /** What the catalogue answers beside the columns: date, place, organisers, latest ... */
  card: Jsonb<JsonObject>;
  /** The texts of what is on the card. */
  card_texts: Jsonb<TextsByField>;
  /** Every standard field as harvested. */
  content: Jsonb<JsonObject>;
  /** Every text as harvested. */
  texts: Jsonb<TextsByField>;
  /** Words without a language to be found by: place, reference, speakers. */
  words: string;
  search: ColumnType<string, never, never>;
  version: number;
  updated_at: Instant;
  /** Of all that was harvested: tells a change from a repetition. */
  digest: string;
  epoch: string;
}

export interface LinkTable {
  id: Generated<number>;
  source: string;
  rel: string;
  target: string;
  position: number;
}

/** A record as it was known at the hub from one instant up to another; null: it still is. */
export interface RecordVersionTable extends Omit<RecordTable, "epoch" | "search"> {
  search: string | null;
  /** What the visibility of the record's last version is: its past is hidden with it. */
  latest_visibility: string;
  known_from: Instant;
  known_to: ColumnType<Date | null, string | null, string | null>;
  /** The contract's fields that differ from the version before. */
  changed: Generated<string[]>;
  /** Its owner asked to remove what it said: the id, the type and the dates are left. */
  erased: Generated<boolean>;
}

/** A link as it was known at the hub. */
export interface LinkVersionTable extends LinkTable {
  partner: string;
  known_from: Instant;
  known_to: ColumnType<Date | null, string | null, string | null>;
}

/** What the hub said of a source from an instant on, up to the next. */
export interface SourceVersionTable {
  partner: string;
  known_from: Instant;
  as_of: ColumnType<Date | null, string | null, string | null>;
  caught_up: boolean;
  last_contact_at: ColumnType<Date | null, string | null, string | null>;
  reachable: boolean;
  problem: string | null;
  aside: Jsonb<readonly AsideCount[]>;
  /** Later instants at which the partner answered, in order, while nothing else was to be said of it than its asOf. */
  later_at: Generated<Date[]>;
  /** The asOf at each of them. */
  later_as_of: Generated<(Date | null)[]>;
}

/** How many records could not be indexed for one reason, among those of one visibility. */
export interface AsideCount {
  readonly visibility: string;
  readonly code: string;
  readonly records: number;
}

/** A record that went out of some readers' view. */
export interface RecordHiddenTable {
  id: string;
  partner: string;
  kind: RecordKind;
  type_name: string;
  at: Instant;
  /** The number of the last version before. */
  version: number;
  visibility_before: string;
  visibility_after: string;
  latest_visibility: string;
}

/** What is searched of public records; kept by the table of records itself. */
export interface PublicSearchTable {
  id: string;
  search: string;
}

/** One row. */
export interface HistoryTable {
  /** When the index last changed. */
  at: Instant;
  /** Since when every version is kept; null: since the beginning. */
  kept_from: ColumnType<Date | null, string | null, string | null>;
}

export interface SetAsideTable {
  record: string;
  partner: string;
  code: string;
  message: string;
  since: Instant;
  /** Who may see that it is there: whoever may see the record, as far as that is known. */
  visibility: Generated<string>;
}

/** The hub's own database. */
export interface HubDatabase {
  partner: PartnerTable;
  source: SourceTable;
  record: RecordTable;
  link: LinkTable;
  record_version: RecordVersionTable;
  link_version: LinkVersionTable;
  source_version: SourceVersionTable;
  history: HistoryTable;
  set_aside: SetAsideTable;
  record_hidden: RecordHiddenTable;
  public_search: PublicSearchTable;
}

export interface HubDatabaseOptions {
  /** Default 10. */
  readonly maxConnections?: number;
  /** Told of every statement. Default: nobody. */
  readonly log?: LogConfig;
  /** Told of connections that break while idle; the pool replaces them. Default: nobody. */
  readonly onIdleError?: (error: Error) => void;
}

const DATE_OID: number = pg.types.builtins.DATE;

interface PoolOptions extends HubDatabaseOptions {
  /** Settings of the session with which connections start, as `-c name=value`. */
  readonly startup: string;
  /** Milliseconds after which whoever waits for a connection is refused one. Default 0: never. */
  readonly waitMs?: number;
}

/** Connections to the hub's database, made when they are needed. */
export function createPool(
  databaseUrl: string,
  { maxConnections = 10, onIdleError, startup, waitMs = 0 }: PoolOptions,
): pg.Pool {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get("options");
  // What the address says of the session would else stand in place of this.
  url.searchParams.set("options", given ? `${given} ${startup}` : startup);
  const pool = new pg.Pool({
    connectionString: url.href,
    max: maxConnections,
    connectionTimeoutMillis: waitMs,
    types: {
      // A calendar day stays the text it is: a Date would move it by the machine's time zone.
      getTypeParser: (oid, format) =>
        oid === DATE_OID ? (value: string) => value : pg.types.getTypeParser(oid, format),
    },
  });
  pool.on("error", (error) => onIdleError?.(error));
  // A connection that breaks while somebody uses it fails their statements; unheard, its own error would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/**
 * For whoever keeps the index: sees everything. Nothing that a client asks is read through it. Connects lazily: a wrong address shows
 * with the first statement. `destroy()` closes the connections.
 */
export function createHubDatabase(databaseUrl: string, options: HubDatabaseOptions = {}): Kysely<HubDatabase> {
  const pool = createPool(databaseUrl, { ...options, startup: `-c segpol.reader=${WRITER_SETTING}` });
  return new Kysely<HubDatabase>({
    dialect: new PostgresDialect({ pool }),
    ...(options.log ? { log: options.log } : {}),
  });
}

/** @throws ConfigError for a role that PostgreSQL holds to no policy, so that every reader would see everything */
export async function checkRowSecurity(db: Kysely<HubDatabase>): Promise<void> {
  const { rows } = await sql<{ role: string; free: boolean }>`
    select rolname as role, rolsuper or rolbypassrls as free from pg_roles where rolname = current_user`.execute(db);
  const [found] = rows;
  if (!found?.free) return;
  throw new ConfigError(
    `DATABASE_URL: expected a role that row-level security holds for; got ${found.role}, a superuser or one with BYPASSRLS. ` +
      `Mend it with: alter role ${found.role} nosuperuser nobypassrls, or give the hub a role of its own that owns its database.`,
  );
}

/** Brings the catalogue's tables up to date; several hubs may do so at once. Throws when a migration fails. */
export async function migrateHubDatabase(db: Kysely<HubDatabase>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableName: "catalogue_migration",
    migrationLockTableName: "catalogue_migration_lock",
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error("The catalogue's tables could not be brought up to date.", { cause: error });
}
