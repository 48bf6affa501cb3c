import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { type Kysely, sql } from "kysely";
import type { Logger } from "pino";
import { createCatalogue } from "../catalogue/catalogue.js";
import { createHubDatabase, type HubDatabase, migrateHubDatabase } from "../catalogue/database.js";
import { startHistoryPruning } from "../catalogue/history/prune-history.js";
import { syncPartners } from "../catalogue/source-writer.js";
import { CATALOGUE } from "../composition/catalogue-sdl.js";
import { composeHub } from "../composition/compose.js";
import type { ComposedHub } from "../composition/types.js";
import type { HubConfig } from "../config.js";
import { startHarvesters } from "../harvest/harvesters.js";
import { createPartnerClient } from "../partner-client.js";
import type { PartnerDefinition } from "../registry/types.js";
import { CatalogueDataSource } from "./catalogue-data-source.js";
import { Cleanup } from "./cleanup.js";
import { createGraph } from "./graph.js";
import { registerGraphql } from "./graphql-endpoint.js";
import { createHttpServer, type HttpServer } from "./http-server.js";
import { PartnerDataSource } from "./partner-data-source.js";
import { createRequestContext } from "./request-context.js";

/** Milliseconds that requests under way have to end when the hub stops. */
const DRAIN_MS = 2_000;
const READY_MS = 2_000;

export interface HubOptions {
  readonly config: HubConfig;
  readonly partners: readonly PartnerDefinition[];
  readonly logger: Logger;
  /** Pages and other routes beside the graph: a Fastify plugin. */
  readonly routes?: (app: FastifyInstance) => Promise<void>;
}

export interface Hub {
  /** http://127.0.0.1:4000 */
  readonly url: string;
  /** What is composed and in service. */
  readonly composed: ComposedHub;
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
  const db = createHubDatabase(config.databaseUrl, {
    onIdleError: (error) => logger.warn({ err: error }, "database connection lost"),
  });
  cleanup.add(() => db.destroy());
  await migrateHubDatabase(db);
  const composed = composeHub(partners, { version: 1 });
  await syncPartners(db, partners);
  const catalogue = createCatalogue({ db, partners, catalogueSdl: composed.catalogueSdl });

  const graph = createGraph({
    supergraphSdl: composed.supergraphSdl,
    logger,
    dataSource: ({ name }) => {
      if (name === CATALOGUE) return new CatalogueDataSource(catalogue.schema);
      const projection = composed.projections.find(({ subgraphName }) => subgraphName === name);
      if (!projection) throw new Error(`Expected subgraph ${name} of the supergraph to be a partner's.`);
      const client = createPartnerClient(projection.url, config.partners.connections);
      const source = new PartnerDataSource({ projection, client, settings: config.partners, logger });
      cleanup.add(async () => {
        source.stop();
        await client.close();
      });
      return source;
    },
  });

  const server = await createHttpServer({
    logger,
    maxBodyBytes: config.limits.bodyBytes,
    corsOrigins: config.corsOrigins,
    checkReady: () => checkReady(db, () => graph.isLoaded),
    ...(routes && { routes }),
  });
  const endpoint = {
    limits: config.limits,
    logger,
    context: (request: Parameters<typeof createRequestContext>[0]) =>
      createRequestContext(request, catalogue.createContext),
  };
  const unified = await registerGraphql(server.app, {
    ...endpoint,
    path: "/graphql",
    source: { gateway: graph.gateway },
  });
  cleanup.add(() => unified.stop());
  // For federation routers elsewhere, which run the published supergraph.
  const own = await registerGraphql(server.app, {
    ...endpoint,
    path: "/catalogue/graphql",
    source: { schema: catalogue.schema },
  });
  cleanup.add(() => own.stop());

  await server.app.listen({ host: config.host, port: config.port });
  cleanup.add(() => drain(server));
  const harvesters = startHarvesters({
    composed,
    databaseUrl: config.databaseUrl,
    db,
    settings: config.harvest,
    logger,
  });
  cleanup.add(() => harvesters.stop());
  const pruning = startHistoryPruning({
    db,
    days: config.historyDays,
    onError: (error) => logger.warn({ err: error }, "history not pruned"),
  });
  cleanup.add(() => pruning.stop());

  return {
    url: addressOf(server.app),
    composed,
    stop() {
      server.beginStopping();
      return cleanup.run();
    },
  };
}

async function drain({ app }: HttpServer): Promise<void> {
  const force = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(force);
  }
}

async function checkReady(db: Kysely<HubDatabase>, isLoaded: () => boolean): Promise<void> {
  if (!isLoaded()) throw new Error("Expected a supergraph to be loaded.");
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Expected the database to answer within ${READY_MS} ms.`)), READY_MS);
  });
  try {
    await Promise.race([sql`select 1`.execute(db), late]);
  } finally {
    clearTimeout(timer);
  }
}

function addressOf(app: FastifyInstance): string {
  const address: AddressInfo | string | null = app.server.address();
  if (address === null || typeof address === "string") throw new Error("Expected the hub to listen on a port.");
  return `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
}
