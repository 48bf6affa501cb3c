import type { Language, LanguageMap, RecordKind } from "@segpol/schema";
import { type ColumnType, type Generated, Kysely, type LogConfig, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import type { JsonObject } from "./harvested-record.js";
import { migrations } from "./migrations/index.js";

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
  as_of: ColumnType<Date | null, string | null, string | null>;
  /** Whether the last page said that no more changes were waiting. */
  caught_up: Generated<boolean>;
  last_contact_at: ColumnType<Date | null, string | null, string | null>;
  /** Whether the partner answered at all when it was last asked. */
  reachable: Generated<boolean>;
  problem: string | null;
}

/** Texts of a record by the place they stand at: title, topics.0. */
export type TextsByField = Readonly<Record<string, LanguageMap>>;

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
  set_aside: number;
  set_aside_codes: string | null;
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

/** Connects lazily: a wrong address shows with the first statement. `destroy()` closes the connections. */
export function createHubDatabase(databaseUrl: string, options: HubDatabaseOptions = {}): Kysely<HubDatabase> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.maxConnections ?? 10,
    types: {
      // A calendar day stays the text it is: a Date would move it by the machine's time zone.
      getTypeParser: (oid, format) =>
        oid === DATE_OID ? (value: string) => value : pg.types.getTypeParser(oid, format),
    },
  });
  pool.on("error", (error) => options.onIdleError?.(error));
  // A connection that breaks while somebody uses it fails their statements; unheard, its own error would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return new Kysely<HubDatabase>({
    dialect: new PostgresDialect({ pool }),
    ...(options.log ? { log: options.log } : {}),
  });
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
