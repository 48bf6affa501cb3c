import type { Kysely } from "kysely";
import type { Logger } from "pino";
import { CompositionError } from "../composition/projection/composition-error.js";
import type { PreparedGraph, PrepareInput } from "../planning/prepare-graph.js";
import { contractDigest } from "../composition/contract-digest.js";
import { lastSeen, type PackageFingerprint, recordSeen, fingerprintOf } from "./store/package-fingerprints.js";
import type { RegistryDatabase } from "./store/registry-database.js";
import {
  commitVersion,
  currentNumber,
  readVersion,
  RegistryMovedError,
  type RegistryVersion,
  wasEverIn,
} from "./store/registry-store.js";
import type { PartnerDefinition } from "../base/partner-definition.js";
import type { ClientOperations } from "../base/client-operations.js";

export interface OpenRegistryOptions {
  readonly db: Kysely<RegistryDatabase>;
  /** Reads the partners that have a package here. */
  readonly discover: () => Promise<readonly PartnerDefinition[]>;
  /** @throws CompositionError */
  readonly prepare: (input: PrepareInput) => Promise<PreparedGraph>;
  /** What clients send often, and what of it is on record. Default: nothing. */
  readonly operations?: Pick<ClientOperations, "shared" | "recorded">;
  readonly logger: Logger;
}

/** What making a version takes. */
type Making = Pick<OpenRegistryOptions, "db" | "prepare" | "operations">;

const STARTER = "the hub, at its start";

/**
 * The version of the graph to start with, without asking any partner. The first time, the partners are those that have a package
 * here. Later, new packages, and what changed in the package of a partner that is in, are published if they compose; if not, the
 * last good version stays.
 * @throws CompositionError, RegistryError when there is no version yet and none can be made.
 */
export async function openRegistry(options: OpenRegistryOptions): Promise<RegistryVersion> {
  for (;;) {
    try {
      return await open(options);
    } catch (error) {
      // Another hub that starts at the same time was first.
      if (!(error instanceof RegistryMovedError)) throw error;
    }
  }
}

async function open({ db, discover, prepare, operations, logger }: OpenRegistryOptions): Promise<RegistryVersion> {
  const making: Making = { db, prepare, ...(operations && { operations }) };
  const number = await currentNumber(db);
  const version = number === 0 ? undefined : await readVersion(db, number);
  if (!version) {
    const partners = await discover();
    return await makeVersion(making, undefined, partners, partners.map(fingerprintOf));
  }

  const packages = await discover().catch((error: unknown) => {
    logger.error(
      { err: error },
      "The partners' packages cannot be read: the hub goes on with what is in its registry.",
    );
    return [];
  });
  const changed = await changedPackages(db, version, packages, logger);
  const contractChanged = version.contractDigest !== contractDigest();
  if (changed.length === 0 && !contractChanged) return version;
  try {
    return await makeVersion(
      making,
      version,
      replaced(version.partners, changed),
      changed.map(({ fingerprint }) => fingerprint),
    );
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
    sayLoudly(logger, changed, version, error);
    if (changed.length < 2 && !contractChanged) return version;
  }
  return await oneByOne(making, version, changed, logger);
}

/** Takes what composes of several changes, and leaves the rest. */
async function oneByOne(
  tools: Making,
  version: RegistryVersion,
  changed: readonly ChangedPackage[],
  logger: Logger,
): Promise<RegistryVersion> {
  let latest = version;
  const steps =
    version.contractDigest === contractDigest()
      ? changed.map((each) => [each])
      : [[], ...changed.map((each) => [each])];
  for (const step of steps) {
    try {
      latest = await makeVersion(
        tools,
        latest,
        replaced(latest.partners, step),
        step.map(({ fingerprint }) => fingerprint),
      );
    } catch (error) {
      if (!(error instanceof CompositionError)) throw error;
      sayLoudly(logger, step, latest, error);
    }
  }
  return latest;
}

/** A partner as it is to be, and what its package said. */
interface ChangedPackage {
  readonly partner: PartnerDefinition;
  readonly fingerprint: PackageFingerprint;
}

async function makeVersion(
  { db, prepare, operations }: Making,
  before: RegistryVersion | undefined,
  partners: readonly PartnerDefinition[],
  seen: readonly PackageFingerprint[],
): Promise<RegistryVersion> {
  const version = (before?.number ?? 0) + 1;
  const current = before?.supergraphSdl ?? null;
  const { composed, changes, brokenOperations, plans } = await prepare({
    partners,
    version,
    current,
    operations: (await operations?.shared()) ?? [],
    recorded: (await operations?.recorded()) ?? [],
  });
  const why = before
    ? seen.length > 0
      ? `The packages of ${seen.map(({ code }) => code).join(", ")} changed.`
      : "The hub's own part of the graph changed."
    : "The first version: the partners that have a package.";
  const only = before && seen.length === 1 ? (seen[0]?.code ?? null) : null;
  await commitVersion(db, {
    composed,
    partners,
    note: { action: "START", partner: only, who: STARTER, why, forced: false },
    changes,
    brokenOperations,
    plans,
    contractDigest: contractDigest(),
    seen,
  });
  const made = await readVersion(db, version);
  if (!made) throw new Error(`Expected version ${version} in the registry.`);
  return made;
}

/** Partners whose packages are new, or say otherwise than when they were last looked at. One that left stays out. */
async function changedPackages(
  db: Kysely<RegistryDatabase>,
  { partners }: RegistryVersion,
  packages: readonly PartnerDefinition[],
  logger: Logger,
): Promise<readonly ChangedPackage[]> {
  const seen = await lastSeen(db);
  const changed: ChangedPackage[] = [];
  for (const found of packages) {
    const member = partners.find(({ code }) => code === found.code);
    const before = seen.get(found.code);
    const now = fingerprintOf(found);
    if (!member && !before && !(await wasEverIn(db, found.code))) {
      changed.push({ partner: found, fingerprint: now });
    } else if (!member) {
      logger.warn(
        { partner: found.code },
        "This partner has a package here and has left the graph: npm run hub -- partner join",
      );
    } else if (!before) {
      await recordSeen(db, [now]);
    } else if (before.digest !== now.digest || before.url !== now.url) {
      const { url, ...definition } = found;
      const partner = {
        ...(before.digest === now.digest ? member : definition),
        url: before.url === now.url ? member.url : url,
      };
      changed.push({ partner, fingerprint: now });
    }
  }
  return changed;
}

function replaced(partners: readonly PartnerDefinition[], by: readonly ChangedPackage[]): readonly PartnerDefinition[] {
  const added = by.filter(({ partner }) => partners.every(({ code }) => code !== partner.code));
  return [
    ...partners.map((each) => by.find(({ partner }) => partner.code === each.code)?.partner ?? each),
    ...added.map(({ partner }) => partner),
  ];
}

function sayLoudly(
  logger: Logger,
  changed: readonly ChangedPackage[],
  { number }: RegistryVersion,
  { findings }: CompositionError,
): void {
  logger.error(
    { partners: changed.map(({ partner }) => partner.code), findings },
    `What changed in the packages since the last start does not make one graph: version ${number} stays in service.`,
  );
}
