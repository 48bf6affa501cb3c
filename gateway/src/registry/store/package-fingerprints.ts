import type { Kysely } from "kysely";
import { digestOf } from "../../base/digest.js";
import type { RegistryDatabase } from "./registry-database.js";
import type { PartnerDefinition } from "../../base/partner-definition.js";

/** What a partner's package said when the hub looked at it. */
export interface PackageFingerprint {
  readonly code: string;
  /** Of everything but the address. */
  readonly digest: string;
  readonly url: string;
}

export function fingerprintOf(partner: PartnerDefinition): PackageFingerprint {
  const { code, sdl, name, acronym, role, website, licence, contactPoint, url } = partner;
  // What says neither has the digest that it had before there were any.
  const profile = licence || contactPoint ? [licence ?? null, contactPoint ?? null] : [];
  return { code, digest: digestOf(sdl, JSON.stringify([name, acronym, role, website, ...profile])), url };
}

/** What each package said last, by code. */
export async function lastSeen(db: Kysely<RegistryDatabase>): Promise<ReadonlyMap<string, PackageFingerprint>> {
  const rows = await db
    .selectFrom("registry_package")
    .distinctOn("code")
    .select(["code", "digest", "url"])
    .orderBy("code")
    .orderBy("id", "desc")
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

export async function recordSeen(
  db: Kysely<RegistryDatabase>,
  fingerprints: readonly PackageFingerprint[],
): Promise<void> {
  if (fingerprints.length > 0)
    await db
      .insertInto("registry_package")
      .values([...fingerprints])
      .execute();
}
