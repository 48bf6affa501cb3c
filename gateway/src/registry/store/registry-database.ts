import type { LanguageMap, PartnerRole } from "@segpol/schema";
import type { ColumnType, Generated, Kysely } from "kysely";
import { bringUpToDate } from "../../base/bring-up-to-date.js";
import type { ApiChange } from "../../planning/api-changes.js";
import type { BrokenOperation } from "../../base/client-operations.js";
import { registryTables } from "./migrations/0001-registry-tables.js";
import type { StoredRecord } from "./stored-record.js";
import { operations } from "./migrations/0002-operations.js";
import { loads } from "./migrations/0003-loads.js";
import { licences } from "./migrations/0004-licences.js";

/** Of what kind a change of the graph was. START: what the hub found changed in its own packages when it started. */
export type ChangeAction = "START" | "JOIN" | "PUBLISH" | "LEAVE" | "ROLLBACK";

/** jsonb: written as JSON text, since the driver takes an array for one of PostgreSQL's. */
type Jsonb<T> = ColumnType<T, string, never>;
/** An instant that the database sets. */
type SetInstant = ColumnType<Date, never, never>;

interface SdlTable {
  /** bigint: the driver gives text. */
  id: ColumnType<string, never, never>;
  code: string;
  digest: string;
  sdl: string;
  added_at: SetInstant;
}

interface VersionTable {
  number: number;
  made_at: SetInstant;
  action: ChangeAction;
  partner: string | null;
  who: string;
  why: string | null;
  forced: boolean;
  changes: Jsonb<readonly ApiChange[]>;
  /** What clients asked lately that no longer works. */
  broken_operations: Jsonb<readonly BrokenOperation[]>;
  contract_digest: string;
  supergraph_sdl: string;
  catalogue_sdl: string;
}

interface MemberTable {
  version: number;
  code: string;
  position: number;
  sdl: string;
  url: string;
  name: Jsonb<LanguageMap>;
  acronym: string;
  role: PartnerRole;
  website: string | null;
  licence: string | null;
  contact_point: string | null;
  records: Jsonb<readonly StoredRecord[]>;
  projected_sdl: string;
}

interface PackageTable {
  id: Generated<string>;
  code: string;
  digest: string;
  url: string;
  seen_at: SetInstant;
}

interface PlanTable {
  version: number;
  /** By which the gateway looks it up. */
  key: string;
  /** JSON */
  plan: string;
}

/** Versions whose last load came to its end. */
interface LoadTable {
  version: number;
}

interface OperationSignatureTable {
  digest: string;
  name: string | null;
  document: string;
  source: string | null;
  added_at: SetInstant;
}

interface OperationUseTable {
  /** YYYY-MM-DD in UTC */
  day: string;
  operation: string;
  client: string;
  /** bigint: the driver gives text. */
  times: ColumnType<string, number, number>;
}

/**
 * The registry's tables; they stand beside the catalogue's in the hub's database. In the first four nothing is ever changed or deleted;
 * plans are kept of the latest version alone, what clients ask for some days, and loads while a version loads.
 */
export type RegistryDatabase = {
  registry_sdl: SdlTable;
  registry_version: VersionTable;
  registry_member: MemberTable;
  registry_package: PackageTable;
  registry_plan: PlanTable;
  registry_load: LoadTable;
  operation_shape: OperationSignatureTable;
  operation_use: OperationUseTable;
};

const MIGRATIONS = {
  "0001-registry-tables": registryTables,
  "0002-operations": operations,
  "0003-loads": loads,
  "0004-licences": licences,
};

/** Brings the registry's tables up to date; several hubs may do so at once. Throws when a migration fails. */
export async function migrateRegistry(db: Kysely<RegistryDatabase>): Promise<void> {
  await bringUpToDate(db, { migrations: MIGRATIONS, table: "registry_migration", what: "the registry's tables" });
}
