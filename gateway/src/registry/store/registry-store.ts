import { servedContract, typePrefix } from "@segpol/schema";
import { type Kysely, sql, type Transaction } from "kysely";
import type { ApiChange } from "../../planning/api-changes.js";
import type { KeyedPlan } from "../../planning/prepare-graph.js";
import type { ComposedHub, ServedProjection } from "../../composition/projection/types.js";
import type { BrokenOperation } from "../../base/client-operations.js";
import { subgraphName, withLacking } from "../../composition/projection/projection.js";
import { fromStored, toStored } from "./stored-record.js";
import { endLoad } from "./loads.js";
import { digestOf } from "../../base/digest.js";
import { type PackageFingerprint, recordSeen } from "./package-fingerprints.js";
import type { ChangeAction, RegistryDatabase } from "./registry-database.js";
import type { PartnerDefinition } from "../../base/partner-definition.js";

/** The channel on which hub processes tell each other of a new version. */
export const REGISTRY_CHANNEL = "segpol_registry";

/** PostgreSQL's code for a row whose key is there already. */
const UNIQUE_VIOLATION = "23505";

/** Plans that are kept with a version, as JSON. */
const MAX_PLAN_BYTES = 8 * 2 ** 20;

/** Who changed the graph, when, how and why, and what changed for clients. */
export interface VersionNote {
  readonly action: ChangeAction;
  /** The partner that it was about; null: the graph as a whole. */
  readonly partner: string | null;
  readonly who: string;
  readonly why: string | null;
  /** Breaking changes were let through. */
  readonly forced: boolean;
}

export interface VersionEntry extends VersionNote {
  readonly number: number;
  readonly at: Date;
  readonly changes: readonly ApiChange[];
  /** What clients asked lately that no longer works since. */
  readonly brokenOperations: readonly BrokenOperation[];
  /** Codes of the partners, in the order in which the hub lists them. */
  readonly partners: readonly string[];
}

/** All that serving a version of the graph takes; no partner has to be asked. */
export interface RegistryVersion {
  readonly number: number;
  readonly supergraphSdl: string;
  readonly catalogueSdl: string;
  /** Of the contract and the hub's own part of the graph, when the version was composed. */
  readonly contractDigest: string;
  readonly partners: readonly PartnerDefinition[];
  readonly projections: readonly ServedProjection[];
}

export interface NewVersion {
  readonly composed: ComposedHub;
  readonly partners: readonly PartnerDefinition[];
  readonly note: VersionNote;
  readonly changes: readonly ApiChange[];
  /** Default: none. */
  readonly brokenOperations?: readonly BrokenOperation[];
  /** Plans for the processes that follow, and for the next start; without any value that a client sent. Default: none. */
  readonly plans?: readonly KeyedPlan[];
  readonly contractDigest: string;
  /** What the packages said that led to it. Default: none. */
  readonly seen?: readonly PackageFingerprint[];
}

/** Another hub process has put a version into the registry meanwhile; nothing was written. */
export class RegistryMovedError extends Error {
  override readonly name = "RegistryMovedError";
}

/** The number of the version in service; 0: there is none yet. */
export async function currentNumber(db: Kysely<RegistryDatabase>): Promise<number> {
  const row = await db
    .selectFrom("registry_version")
    .select((select) => select.fn.max("number").as("number"))
    .executeTakeFirst();
  return row?.number ?? 0;
}

/** Undefined: there is no version of this number. */
export async function readVersion(db: Kysely<RegistryDatabase>, number: number): Promise<RegistryVersion | undefined> {
  const version = await db.selectFrom("registry_version").selectAll().where("number", "=", number).executeTakeFirst();
  if (!version) return undefined;
  const members = await db
    .selectFrom("registry_member as member")
    .innerJoin("registry_sdl as published", "published.id", "member.sdl")
    .select(["member.code", "member.url", "member.name", "member.acronym", "member.role", "member.website"])
    .select(["member.licence", "member.contact_point as contactPoint"])
    .select(["member.records", "member.projected_sdl as projectedSdl", "published.sdl"])
    .where("member.version", "=", number)
    .orderBy("member.position")
    .execute();
  return {
    number,
    supergraphSdl: version.supergraph_sdl,
    catalogueSdl: version.catalogue_sdl,
    contractDigest: version.contract_digest,
    partners: members.map(({ records: _records, projectedSdl: _projectedSdl, ...member }) => ({
      ...member,
      prefix: typePrefix(member.code),
    })),
    projections: members.map(({ code, url, records, projectedSdl, sdl }) => ({
      code,
      url,
      records: records.map((record) => withLacking(fromStored(record), servedContract(sdl).lacks)),
      projectedSdl,
      subgraphName: subgraphName(code),
    })),
  };
}

/** Plans that were made when the version was; none for a version that is not the latest. */
export async function readPlans(db: Kysely<RegistryDatabase>, number: number): Promise<readonly KeyedPlan[]> {
  const rows = await db.selectFrom("registry_plan").select(["key", "plan"]).where("version", "=", number).execute();
  return rows.map(({ key, plan }) => [key, JSON.parse(plan) as KeyedPlan[1]]);
}

/** Keeps these plans with the version, and those of earlier versions no longer. */
export async function writePlans(
  tx: Kysely<RegistryDatabase>,
  number: number,
  plans: readonly KeyedPlan[],
): Promise<void> {
  await tx.deleteFrom("registry_plan").where("version", "<", number).execute();
  let bytes = 0;
  for (const [key, plan] of plans) {
    const text = JSON.stringify(plan);
    bytes += text.length;
    if (bytes > MAX_PLAN_BYTES) return;
    await tx
      .insertInto("registry_plan")
      .values({ version: number, key, plan: text })
      .onConflict((conflict) => conflict.columns(["version", "key"]).doNothing())
      .execute();
  }
}

/** Whether the partner was part of any version. */
export async function wasEverIn(db: Kysely<RegistryDatabase>, code: string): Promise<boolean> {
  const row = await db
    .selectFrom("registry_member")
    .select("code")
    .where("code", "=", code)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The latest first. */
export async function readHistory(
  db: Kysely<RegistryDatabase>,
  { first, before }: { readonly first: number; readonly before?: number | undefined },
): Promise<readonly VersionEntry[]> {
  let query = db
    .selectFrom("registry_version as version")
    .select(["number", "made_at as at", "action", "partner", "who", "why", "forced", "changes"])
    .select("broken_operations as brokenOperations")
    .select((select) =>
      select
        .selectFrom("registry_member as member")
        .whereRef("member.version", "=", "version.number")
        .select(sql<string[]>`coalesce(array_agg(member.code order by member.position), '{}')`.as("codes"))
        .as("partners"),
    )
    .orderBy("number", "desc")
    .limit(first);
  if (before !== undefined) query = query.where("number", "<", before);
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, partners: row.partners ?? [] }));
}

/**
 * Puts the composed graph into the registry as the version that it was composed to be, and tells every hub process, in one step.
 * @throws RegistryMovedError
 */
export async function commitVersion(db: Kysely<RegistryDatabase>, version: NewVersion): Promise<void> {
  try {
    await db.transaction().execute((tx) => insertVersion(tx, version));
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new RegistryMovedError(
      `Expected to make version ${version.composed.version} of the graph; another process of the hub has made it meanwhile. Try again.`,
      { cause: error },
    );
  }
}

async function insertVersion(
  tx: Transaction<RegistryDatabase>,
  { composed, partners, note, changes, brokenOperations = [], plans = [], contractDigest, seen = [] }: NewVersion,
): Promise<void> {
  const number = composed.version;
  await tx
    .insertInto("registry_version")
    .values({
      ...note,
      number,
      changes: JSON.stringify(changes),
      broken_operations: JSON.stringify(brokenOperations),
      contract_digest: contractDigest,
      supergraph_sdl: composed.supergraphSdl,
      catalogue_sdl: composed.catalogueSdl,
    })
    .execute();
  for (const [position, partner] of partners.entries()) {
    const projection = composed.projections.find(({ code }) => code === partner.code);
    if (!projection) throw new Error(`Expected ${partner.code} to be part of what was composed.`);
    await tx
      .insertInto("registry_member")
      .values({
        version: number,
        code: partner.code,
        position,
        sdl: await sdlId(tx, partner),
        url: partner.url,
        name: JSON.stringify(partner.name),
        acronym: partner.acronym,
        role: partner.role,
        website: partner.website,
        licence: partner.licence ?? null,
        contact_point: partner.contactPoint ?? null,
        records: JSON.stringify(projection.records.map(toStored)),
        projected_sdl: projection.projectedSdl,
      })
      .execute();
  }
  await recordSeen(tx, seen);
  await writePlans(tx, number, plans);
  // Who composed it has loaded it, or planned with it.
  await endLoad(tx, number);
  await sql`select pg_notify(${REGISTRY_CHANNEL}, ${String(number)})`.execute(tx);
}

async function sdlId(tx: Transaction<RegistryDatabase>, { code, sdl }: PartnerDefinition): Promise<string> {
  const digest = digestOf(sdl);
  await tx
    .insertInto("registry_sdl")
    .values({ code, digest, sdl })
    .onConflict((conflict) => conflict.columns(["code", "digest"]).doNothing())
    .execute();
  const { id } = await tx
    .selectFrom("registry_sdl")
    .select("id")
    .where("code", "=", code)
    .where("digest", "=", digest)
    .executeTakeFirstOrThrow();
  return id;
}

function isTaken(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === UNIQUE_VIOLATION &&
    "table" in error &&
    error.table === "registry_version"
  );
}
