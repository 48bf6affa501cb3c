import { Cleanup, createHttpServer, isFromThisMachine, OperationQueue } from "@segpol/server";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { registerAdmin } from "../admin/admin-api.js";
import { createAnswers } from "../answers/answers.js";
import { decorateWithRecorder } from "../answers/request-state.js";
import { type Changes, Stamps } from "../answers/stamps.js";
import type { PartnerDefinition } from "../base/partner-definition.js";
import { startHistoryPruning } from "../catalogue/history/prune-history.js";
import { KeptRecords } from "../catalogue/read/index/kept-records.js";
import { syncPartners } from "../catalogue/write/source-writer.js";
import type { HubConfig } from "../config/config.js";
import { HUB_ERRORS } from "../errors.js";
import { createGeneration } from "../graph/generation.js";
import { Generations } from "../graph/generations.js";
import { OwnerRate } from "../graph/request/owner-rate.js";
import { createPartnerSources } from "../graph/sources/partner-sources.js";
import { checkFeed } from "../harvest/feed/check-feed.js";
import { firstHarvest } from "../harvest/first-harvest.js";
import { createHarvesters } from "../harvest/harvesters.js";
import { createOperationLog } from "../operations/operation-log.js";
import { createOperationUsage } from "../operations/operation-usage.js";
import { createPersistedQueries } from "../operations/persisted-queries.js";
import type { Safelist } from "../operations/safelist.js";
import { fetchSdl } from "../partners/fetch-sdl.js";
import { partnerLookup } from "../partners/partner-address.js";
import { type KeyedPlan, prepareGraph } from "../planning/prepare-graph.js";
import { createQueryPlans } from "../planning/query-plans.js";
import { createGraphPreparer, type GraphPreparer } from "../planning/graph-preparer.js";
import { openRegistry } from "../registry/open-registry.js";
import { Registry } from "../registry/registry.js";
import { watchRegistry } from "../registry/registry-watch.js";
import type { RegistryVersion } from "../registry/store/registry-store.js";
import { registerGraphql } from "../graph/graphql-endpoint.js";
import { createHubVerifier } from "../identity/hub-verifier.js";
import { type HubSignIn, hubSignIn } from "../identity/hub-sign-in.js";
import { partnerTokensOf } from "../identity/partner-tokens.js";
import { openDatabases } from "./databases.js";
import { loadNewest } from "./load-newest.js";

/** Operations that are planned before a new version of the graph serves. */
const FREQUENT_OPERATIONS = 50;

/** What routes beside the graph are told. */
export interface RoutesOptions {
  /** Such as https://hub.example.org, by which readers reach the hub; once it listens. */
  readonly publicUrl: () => string;
  /** How people sign in to pages; undefined: nobody does. */
  readonly signIn: HubSignIn | undefined;
  readonly changes: Changes;
}

export interface HubOptions {
  readonly config: HubConfig;
  /** The partners that have a package here, or how to find them; they are the first partners, and later only where they changed. */
  readonly partners: readonly PartnerDefinition[] | (() => Promise<readonly PartnerDefinition[]>);
  readonly logger: Logger;
  /** Pages and other routes beside the graph: a Fastify plugin. */
  readonly routes?: (app: FastifyInstance, options: RoutesOptions) => Promise<void>;
  /** Queries of these pages, which are known by their hash. */
  readonly pageQueries?: Safelist;
  /** Prepares versions of the graph; ends with the hub. Default: processes that it starts when they are needed, but for the first version. */
  readonly preparer?: GraphPreparer;
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

/** Each part is made from those before it: what is kept, what serves, what changes the graph, and last what asks partners by itself. */
async function start(options: HubOptions, cleanup: Cleanup): Promise<Hub> {
  const { config, partners, logger, routes } = options;
  const { db, registry: registryDb, readers, runForSessions } = await openDatabases(config, logger, cleanup);
  const record = createOperationUsage({ db: registryDb, days: config.operationDays, logger });
  cleanup.add(() => record.stop());
  const shared = () => record.frequent(FREQUENT_OPERATIONS);
  const stopping = new AbortController();
  const preparer = options.preparer ?? createGraphPreparer(config.admin.compositionTimeoutMs);
  stopping.signal.addEventListener("abort", () => void preparer.stop());
  cleanup.add(() => preparer.stop());
  const opened = await openRegistry({
    db: registryDb,
    discover: typeof partners === "function" ? partners : () => Promise.resolve(partners),
    prepare(input) {
      const limited = { ...input, limits: config.sdlLimits };
      // Where there is an earlier version to start with, no package may end the process; where there is none, nobody is served meanwhile.
      const isFirst = input.current === null && options.preparer === undefined;
      return isFirst ? prepareGraph(limited) : preparer.prepare(limited, "the start");
    },
    operations: { shared, recorded: record.recorded },
    logger,
  });

  const verifier = createHubVerifier(config.identity, logger);
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
    verifier,
    checkReady: () => readers.answers(),
    readyNote: () => notInService(registry),
  });
  const publicUrl = () => config.publicUrl ?? `http://localhost:${new URL(server.address()).port}`;
  const signIn = hubSignIn(config, { server, verifier, run: runForSessions });
  const stamps = new Stamps(config.databaseUrl, logger);
  cleanup.add(() => stamps.stop());
  if (routes) await server.app.register(routes, { publicUrl, signIn, changes: stamps });
  const lookup = partnerLookup(config.admin);
  const tokens = partnerTokensOf(config, () => server.address());
  const sources = createPartnerSources({ settings: config.partners, lookup, logger, ...(tokens && { tokens }) });
  const operations = createOperationLog();
  const persisted = createPersistedQueries(config.guards, options.pageQueries);
  const planner = createQueryPlans(config.guards.operationTimeoutMs);
  cleanup.add(() => planner.stop());
  const ownerRate = new OwnerRate(config.guards.noCachePerMinute);
  const kept = new KeptRecords();
  const prepare = ({ version, plans }: { version: RegistryVersion; plans: readonly KeyedPlan[] }) =>
    createGeneration({
      version,
      plans,
      planner,
      readers,
      sources,
      operations,
      record,
      persisted,
      limits: config.limits,
      ownerRate,
      kept,
      logger,
    });
  const tryOut = async ({ supergraphSdl }: RegistryVersion) =>
    preparer.tryOut({ supergraphSdl, operations: await shared() });
  const first = await loadNewest({
    db: registryDb,
    newest: opened.number,
    frequent: shared,
    tryOut,
    create: prepare,
    logger,
  });
  await syncPartners(db, first.version.partners);
  const generations = new Generations({
    first: first.loaded,
    prepare,
    requestsEndWithinMs: config.guards.operationTimeoutMs,
    logger,
  });
  cleanup.add(() => generations.close());

  const harvesters = createHarvesters({
    databaseUrl: config.databaseUrl,
    db,
    settings: config.harvest,
    logger,
    lookup,
    ...(tokens && { tokens }),
  });
  const registry = new Registry({
    db: registryDb,
    current: first.version,
    behind: first.problem,
    fetchSdl: (url) =>
      fetchSdl(url, {
        policy: config.admin,
        timeoutMs: config.admin.fetchTimeoutMs,
        maxBytes: config.sdlLimits.bytes,
      }),
    prepare: (input, lane) => preparer.prepare({ ...input, limits: config.sdlLimits }, lane),
    load: async (version, plans) => {
      const next = await generations.prepare({ version, plans });
      return {
        async activate() {
          try {
            await syncPartners(db, version.partners);
          } catch (error) {
            void generations.retire(next);
            throw error;
          }
          generations.activate(next);
          await harvesters.follow(version.projections);
        },
        discard: () => generations.retire(next),
      };
    },
    tryOut,
    operations: { own: () => operations.frequent(FREQUENT_OPERATIONS), shared, recorded: record.recorded },
    checkFeed: ({ code, url }) =>
      checkFeed({ code, url, timeoutMs: config.admin.fetchTimeoutMs, severity: "WARNING", lookup: lookup(url) }),
    logger,
  });

  const keptFor = {
    stamps,
    version: () => generations.active.version.number,
    record,
    operations,
  };
  const { limits, guards } = config;
  const queue = new OperationQueue(guards.queue, HUB_ERRORS);
  const guarded = { limits, persisted, operationMs: guards.operationTimeoutMs, queue };
  decorateWithRecorder(server.app);
  const answers = config.answers.cacheBytes > 0 ? createAnswers({ ...config.answers, ...keptFor }) : undefined;
  if (answers) cleanup.add(() => answers.stop());
  registerGraphql(server, {
    ...guarded,
    ready: answers,
    path: "/graphql",
    handle: (request, reply) => generations.active.unified(request, reply),
  });
  registerGraphql(server, {
    ...guarded,
    path: "/catalogue/graphql",
    handle: (request, reply) => generations.active.catalogue(request, reply),
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
  // Partners verify the hub's tokens by keys that they fetch from it: it is asked from here on.
  cleanup.add(() => harvesters.stop());
  await harvesters.follow(first.version.projections);
  const pruning = startHistoryPruning({
    db,
    days: config.historyDays,
    onError: (error) => logger.warn({ err: error }, "history not pruned"),
  });
  cleanup.add(() => pruning.stop());
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

/** What /ready says while the registry's newest version does not load. */
function notInService({ current, behind }: Registry): { readonly graph: object } | undefined {
  return behind && { graph: { inService: current.number, doesNotLoad: behind.number, mend: behind.mend } };
}
