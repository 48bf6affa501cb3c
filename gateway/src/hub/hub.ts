import { Cleanup, createHttpServer, isFromThisMachine } from "@segpol/server";
import type { FastifyInstance } from "fastify";
import { type Kysely, sql } from "kysely";
import type { Logger } from "pino";
import { registerAdmin } from "../admin/admin-api.js";
import { checkRowSecurity, createHubDatabase, migrateHubDatabase } from "../catalogue/database/database.js";
import { startHistoryPruning } from "../catalogue/history/prune-history.js";
import { createHubReaders } from "../catalogue/database/readers.js";
import { syncPartners } from "../catalogue/write/source-writer.js";
import { type KeyedPlan, planKey, prepareGraph, preparePlans } from "../planning/prepare-graph.js";
import { createGraphPreparer } from "../planning/prepare-in-worker.js";
import type { KnownOperation } from "../base/client-operations.js";
import type { HubConfig } from "../config.js";
import { HUB_ERRORS } from "../errors.js";
import { firstHarvest } from "../harvest/first-harvest.js";
import { startHarvesters } from "../harvest/harvesters.js";
import { checkFeed } from "../harvest/feed/check-feed.js";
import { fetchSdl } from "../partners/fetch-sdl.js";
import { openRegistry } from "../registry/open-registry.js";
import { partnerLookup } from "../partners/partner-address.js";
import { createRegistry } from "../registry/registry.js";
import { migrateRegistry, type RegistryDatabase } from "../registry/store/registry-database.js";
import { readPlans, type RegistryVersion, writePlans } from "../registry/store/registry-store.js";
import { watchRegistry } from "../registry/registry-watch.js";
import type { PartnerDefinition } from "../base/partner-definition.js";
import { createGeneration, type Generation } from "../graph/generation.js";
import { registerGraphql } from "../serving/graphql-endpoint.js";
import { partnerTokensOf } from "../serving/identity/partner-tokens.js";
import { createOperationLog } from "../operations/operation-log.js";
import { createOperationRecord } from "../operations/operation-record.js";
import { createPartnerSources } from "../graph/sources/partner-sources.js";
import { createPersistedQueries } from "../operations/persisted-queries.js";
import { createHubVerifier } from "../serving/identity/hub-verifier.js";

const STATEMENT_GRACE_MS = 1_000;
/** For the harvest and the registry; clients' questions have connections of their own. */
const WRITING_CONNECTIONS = 6;
/** Operations that are planned before a new version of the graph serves. */
const FREQUENT_OPERATIONS = 50;

export interface HubOptions {
  readonly config: HubConfig;
  /** The partners that have a package here, or how to find them; they are the first partners, and later only where they changed. */
  readonly partners: readonly PartnerDefinition[] | (() => Promise<readonly PartnerDefinition[]>);
  readonly logger: Logger;
  /** Pages and other routes beside the graph: a Fastify plugin. */
  readonly routes?: (app: FastifyInstance) => Promise<void>;
}

export interface Hub {
  /** http://127.0.0.1:4000 */
  readonly url: string;
  /** The version of the graph that is in service. */
  readonly version: RegistryVersion;
  /** Resolves when every partner has been harvested once, or after so many milliseconds; at once where the index is kept. */
  firstHarvest(withinMs: number): Promise<void>;
  /** Ends requests under way, harvests and connections, within 3 s. */
  stop(): Promise<void>;
}

/** Starts the hub. A partner that is down does not keep it from starting. */
export async function createHub(options: HubOptions): Promise<Hub> {
  const cleanup = new Cleanup();
  try {
    return await start(options, cleanup);
  } catch (error) {
    await cleanup.run().catch((failure: unknown) => options.logger.warn({ err: failure }, "cleanup failed"));
    throw error;
  }
}

async function start({ config, partners, logger, routes }: HubOptions, cleanup: Cleanup): Promise<Hub> {
  const onIdleError = (error: Error) => logger.warn({ err: error }, "database connection lost");
  const db = createHubDatabase(config.databaseUrl, { onIdleError, maxConnections: WRITING_CONNECTIONS });
  cleanup.add(() => db.destroy());
  const readers = createHubReaders(config.databaseUrl, {
    onIdleError,
    // Later than the operation itself, which so gets its answer from the deadline and never from PostgreSQL.
    statementTimeoutMs: config.guards.operationTimeoutMs + STATEMENT_GRACE_MS,
  });
  cleanup.add(() => readers.destroy());
  await checkRowSecurity(db);
  await migrateHubDatabase(db);
  const registryDb: Kysely<RegistryDatabase> = db.withTables<RegistryDatabase>();
  await migrateRegistry(registryDb);
  const record = createOperationRecord({ db: registryDb, days: config.operationDays, logger });
  cleanup.add(() => record.stop());
  const shared = () => record.frequent(FREQUENT_OPERATIONS);
  const first = await openRegistry({
    db: registryDb,
    discover: typeof partners === "function" ? partners : () => Promise.resolve(partners),
    // Nobody is served yet who would wait for it.
    prepare: prepareGraph,
    operations: { shared, recorded: record.recorded },
    logger,
  });
  await syncPartners(db, first.partners);

  const lookup = partnerLookup(config.admin);
  const tokens = partnerTokensOf(config, () => server.address());
  const sources = createPartnerSources({ settings: config.partners, lookup, logger, ...(tokens && { tokens }) });
  const operations = createOperationLog();
  const persisted = createPersistedQueries(config.guards);
  const generationOf = (version: RegistryVersion, plans: Parameters<typeof createGeneration>[0]["plans"]) =>
    createGeneration({
      version,
      plans,
      readers,
      sources,
      operations,
      record,
      persisted,
      limits: config.limits,
      logger,
    });
  let generation = await generationOf(first, await firstPlans(registryDb, first, shared));
  const retiring = new Set<Generation>();
  const retire = (old: Generation): void => {
    retiring.add(old);
    old
      .retire()
      .catch((error: unknown) => logger.warn({ err: error, version: old.version.number }, "version not let go of"))
      .finally(() => retiring.delete(old));
  };
  cleanup.add(async () => {
    await Promise.all([generation, ...retiring].map((each) => each.close()));
  });

  const stopping = new AbortController();
  const preparer = createGraphPreparer(config.admin.compositionTimeoutMs);
  stopping.signal.addEventListener("abort", () => void preparer.stop());
  cleanup.add(() => preparer.stop());
  const harvesting: { follow?: (version: RegistryVersion) => Promise<void> } = {};
  const registry = createRegistry({
    db: registryDb,
    current: first,
    fetchSdl: (url) => fetchSdl(url, { policy: config.admin, timeoutMs: config.admin.fetchTimeoutMs }),
    prepare: preparer.prepare,
    load: async (version, plans) => {
      const next = await generationOf(version, plans);
      return {
        async activate() {
          try {
            await syncPartners(db, version.partners);
          } catch (error) {
            retire(next);
            throw error;
          }
          const old = generation;
          generation = next;
          retire(old);
          await harvesting.follow?.(version);
        },
        discard: () => next.retire(),
      };
    },
    operations: { own: () => operations.frequent(FREQUENT_OPERATIONS), shared, recorded: record.recorded },
    checkFeed: ({ code, url }) =>
      checkFeed({ code, url, timeoutMs: config.admin.fetchTimeoutMs, severity: "WARNING", lookup: lookup(url) }),
    logger,
  });

  const server = await createHttpServer({
    logger,
    errors: HUB_ERRORS,
    maxBodyBytes: config.limits.bodyBytes,
    trustedProxies: config.guards.trustedProxies,
    corsOrigins: config.corsOrigins,
    rate: {
      perMinute: config.guards.rate.perMinute,
      ...(!config.guards.rate.countsThisMachine && { isExempt: isFromThisMachine }),
    },
    verifier: createHubVerifier(config.identity, logger),
    checkReady: () => sql`select 1`.execute(db),
  });
  if (routes) await server.app.register(routes);
  const guarded = {
    limits: config.limits,
    persisted,
    operationMs: config.guards.operationTimeoutMs,
  };
  registerGraphql(server, {
    ...guarded,
    path: "/graphql",
    handle: (request, reply) => generation.unified(request, reply),
  });
  registerGraphql(server, {
    ...guarded,
    path: "/catalogue/graphql",
    handle: (request, reply) => generation.catalogue(request, reply),
  });
  if (tokens) server.app.get("/.well-known/jwks.json", () => tokens.publicJwks());
  cleanup.add(
    await registerAdmin(server, {
      registry,
      settings: config.admin,
      limits: config.limits,
      logger,
    }),
  );

  await server.app.listen({ host: config.host, port: config.port });
  cleanup.add(() => server.drain());
  const harvesters = startHarvesters({
    composed: first,
    databaseUrl: config.databaseUrl,
    db,
    settings: config.harvest,
    logger,
    lookup,
    ...(tokens && { tokens }),
  });
  cleanup.add(() => harvesters.stop());
  const pruning = startHistoryPruning({
    db,
    days: config.historyDays,
    onError: (error) => logger.warn({ err: error }, "history not pruned"),
  });
  cleanup.add(() => pruning.stop());
  harvesting.follow = ({ projections }) => harvesters.follow(projections);
  const watch = watchRegistry({ databaseUrl: config.databaseUrl, look: () => registry.follow(), logger });
  cleanup.add(() => watch.stop());
  cleanup.add(() => stopping.abort());

  return {
    url: server.address(),
    get version() {
      return registry.current;
    },
    firstHarvest: (withinMs) =>
      firstHarvest({
        db,
        partners: registry.current.partners.map(({ code }) => code),
        withinMs,
        signal: stopping.signal,
      }),
    stop() {
      stopping.abort();
      server.beginStopping();
      return cleanup.run();
    },
  };
}

/** Plans to start with: those that are kept, and those that what clients have asked since lacks. */
async function firstPlans(
  db: Kysely<RegistryDatabase>,
  { number, supergraphSdl }: RegistryVersion,
  frequent: () => Promise<readonly KnownOperation[]>,
): Promise<readonly KeyedPlan[]> {
  const kept = await readPlans(db, number);
  const keys = new Set(kept.map(([key]) => key));
  const lacking = (await frequent()).filter(({ query, operationName }) => !keys.has(planKey(query, operationName)));
  // Nobody is served yet who would wait for it.
  const made = preparePlans(supergraphSdl, lacking);
  if (made.length > 0) await writePlans(db, number, made);
  return [...kept, ...made];
}
