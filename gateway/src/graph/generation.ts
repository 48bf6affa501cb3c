import { fastifyApolloHandler } from "@as-integrations/fastify";
import { Cleanup } from "@segpol/server";
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import type { Logger } from "pino";
import { createCatalogue } from "../catalogue/catalogue.js";
import type { KeptRecords } from "../catalogue/read/index/kept-records.js";
import type { HubReaders } from "../catalogue/database/readers.js";
import { CATALOGUE } from "../composition/projection/names.js";
import type { QueryPlans } from "../planning/query-plans.js";
import type { KeyedPlan } from "../planning/prepare-graph.js";
import type { QueryLimits } from "../config/config.js";
import type { RegistryVersion } from "../registry/store/registry-store.js";
import { CatalogueDataSource } from "./sources/catalogue-data-source.js";
import { GenerationLifecycle } from "./generation-lifecycle.js";
import type { ManagedGeneration } from "./generations.js";
import { createGraph } from "./graph.js";
import { planApart } from "./plan-apart.js";
import { createPlanCache } from "./plan-cache.js";
import { withUnified } from "./unified/unified-gateway.js";
import { resolveUnified, type ServedPartner } from "./unified/unified-schema.js";
import { withClientNames } from "./operations-executor.js";
import { readGraphCosts } from "../limits/graph-costs.js";
import { createGraphqlServer } from "./graphql-endpoint.js";
import type { OperationLog } from "../operations/operation-log.js";
import type { OperationUsage } from "../operations/operation-usage.js";
import type { PartnerSources } from "./sources/partner-sources.js";
import type { PersistedQueries } from "../operations/persisted-queries.js";
import type { OwnerRate } from "./request/owner-rate.js";
import { createRequestContext, type RequestContext } from "./request/request-context.js";

export interface GenerationOptions {
  readonly version: RegistryVersion;
  readonly plans: readonly KeyedPlan[];
  /** Plans what takes long. */
  readonly planner: Pick<QueryPlans, "plan">;
  readonly readers: HubReaders;
  readonly sources: PartnerSources;
  readonly operations: OperationLog;
  readonly record: Pick<OperationUsage, "sent">;
  readonly persisted: PersistedQueries;
  readonly limits: QueryLimits;
  readonly ownerRate: OwnerRate;
  readonly kept: KeptRecords;
  readonly logger: Logger;
}

type Handle = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** One version of the graph, with everything that serves it. Several can stand side by side; see GenerationLifecycle. */
export interface Generation extends ManagedGeneration {
  readonly version: RegistryVersion;
  readonly unified: Handle;
  /** The catalogue alone, for federation routers elsewhere that run the published supergraph. */
  readonly catalogue: Handle;
}

/** @throws when the version does not load; nothing is left of it then. */
export async function createGeneration(options: GenerationOptions): Promise<Generation> {
  const cleanup = new Cleanup();
  try {
    return await start(options, cleanup);
  } catch (error) {
    await cleanup.run().catch((failure: unknown) => options.logger.warn({ err: failure }, "cleanup failed"));
    throw error;
  }
}

async function start(
  {
    version,
    plans,
    planner,
    readers,
    sources,
    operations,
    record,
    persisted,
    limits,
    ownerRate,
    kept,
    logger,
  }: GenerationOptions,
  cleanup: Cleanup,
): Promise<Generation> {
  const catalogue = createCatalogue({ readers, partners: version.partners, catalogueSdl: version.catalogueSdl, kept });
  const partners: readonly ServedPartner[] = version.projections.map((projection) => {
    const { source, release } = sources.lease(projection);
    cleanup.add(release);
    return { projection, source };
  });
  const cache = createPlanCache(plans);
  const gateway = createGraph({
    supergraphSdl: version.supergraphSdl,
    plans: cache,
    operations,
    logger,
    dataSource: ({ name }) => {
      if (name === CATALOGUE) return new CatalogueDataSource(catalogue.schema);
      const partner = partners.find(({ projection }) => projection.subgraphName === name);
      if (!partner) throw new Error(`Expected subgraph ${name} of the supergraph to be a partner's.`);
      return partner.source;
    },
  });
  const federated = withClientNames(gateway, planApart({ supergraphSdl: version.supergraphSdl, cache, planner }));
  // The catalogue's own types are among the graph's.
  const costs = readGraphCosts(version.supergraphSdl);
  const unified = await createGraphqlServer<RequestContext>({
    source: {
      gateway: withUnified(federated, {
        resolve: (schema) => resolveUnified(schema, catalogue, partners),
        operations,
      }),
    },
    costs,
    record,
    persisted,
    limits,
    logger,
  });
  cleanup.add(() => unified.stop());
  const own = await createGraphqlServer<RequestContext>({
    source: { schema: catalogue.schema },
    costs,
    persisted,
    limits,
    logger,
  });
  cleanup.add(() => own.stop());

  const context = async (request: FastifyRequest): Promise<RequestContext> =>
    createRequestContext(request, catalogue.createContext, ownerRate);
  const lifecycle = new GenerationLifecycle(() => cleanup.run());
  const served =
    (handle: RouteHandlerMethod): Handle =>
    (request, reply) =>
      lifecycle.serve(async () => await handle.call(request.server, request, reply));
  return {
    version,
    unified: served(fastifyApolloHandler(unified, { context })),
    catalogue: served(fastifyApolloHandler(own, { context })),
    activate: () => lifecycle.activate(),
    retire: () => lifecycle.retire(),
    close: () => lifecycle.close(),
  };
}
