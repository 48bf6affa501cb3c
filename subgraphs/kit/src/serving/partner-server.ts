import type { AddressInfo } from "node:net";
import { parseAcceptLanguage } from "@segpol/schema";
import type { FastifyRequest } from "fastify";
import { type Logger, pino } from "pino";
import type { PartnerContext } from "../context/partner-context.js";
import { createChangeFeed } from "../feed/change-feed.js";
import { startChangeListener } from "../feed/change-listener.js";
import { buildPartnerSchema } from "../graphql/partner-schema.js";
import type { Partner } from "../partner.js";
import { openDatabase, prepareDatabase } from "../storage/database.js";
import { createLoaders } from "../storage/loaders.js";
import { createApolloServer } from "./apollo.js";
import { createHttpServer } from "./http-server.js";

/** Requests that are still running when a server stops get this long to finish. */
const GRACE_MS = 2_000;
const READY_TIMEOUT_MS = 2_000;

/** How a partner's server is started. */
export interface PartnerServerOptions {
  /** postgres://role:password@host:port/database */
  readonly databaseUrl: string;
  /** 0: any free port. */
  readonly port: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** Silent by default. */
  readonly log?: Logger;
  /** Called with each SQL statement that is sent, for tests that count them. */
  readonly onStatement?: (sql: string) => void;
}

/** A partner's server, listening. */
export interface PartnerServer {
  /** Address of the graph: http://127.0.0.1:4101/graphql */
  readonly url: string;
  /** Ids of the records that seeding has added at this start. */
  readonly seeded: ReadonlySet<string>;
  /** Finishes running requests, for two seconds at most, then closes the server and the database. Can be called again. */
  stop(): Promise<void>;
}

/** Migrates and seeds a partner's database, then serves its graph. Whatever fails on the way leaves nothing open. */
export async function createPartnerServer(partner: Partner, options: PartnerServerOptions): Promise<PartnerServer> {
  const { databaseUrl, port, host = "127.0.0.1", onStatement } = options;
  const log = options.log ?? pino({ level: "silent" });
  const { schema } = buildPartnerSchema(partner);
  const orm = await openDatabase(partner, { databaseUrl, onStatement });
  const closing: (() => Promise<unknown>)[] = [() => orm.close(true)];
  const stopping = new AbortController();
  const close = async (): Promise<void> => {
    stopping.abort();
    for (const each of closing.toReversed()) await each();
  };
  try {
    const seeded = await prepareDatabase(orm, partner);
    const listener = startChangeListener(databaseUrl, log);
    closing.push(() => listener.stop());
    const feed = createChangeFeed({ code: partner.code, em: orm.em, listener, log });
    const apollo = createApolloServer(schema, log);
    await apollo.start();
    closing.push(() => apollo.stop());

    const createContext = (request: FastifyRequest, gone: AbortSignal): PartnerContext => {
      const em = orm.em.fork();
      return {
        partner,
        em,
        feed,
        loaders: createLoaders(em, partner.classes),
        languages: parseAcceptLanguage(request.headers["accept-language"]),
        today: new Date().toISOString().slice(0, 10),
        requestId: request.id,
        log: request.log as Logger,
        signal: AbortSignal.any([gone, stopping.signal]),
      };
    };
    const checkDatabase = async (): Promise<void> => {
      const answer = orm.em.fork().execute("select 1");
      const late = AbortSignal.timeout(READY_TIMEOUT_MS);
      await Promise.race([
        answer,
        new Promise((_resolve, reject) => late.addEventListener("abort", () => reject(late.reason as Error))),
      ]);
    };
    const app = createHttpServer({ apollo, createContext, checkDatabase, log });
    closing.push(async () => {
      const force = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
      await app.close();
      clearTimeout(force);
    });
    await app.listen({ host, port });
    const { port: actual } = app.server.address() as AddressInfo;
    const name = host.includes(":") ? `[${host}]` : host;
    let stopped: Promise<void> | undefined;
    return { url: `http://${name}:${actual}/graphql`, seeded, stop: () => (stopped ??= close()) };
  } catch (error) {
    await close();
    throw error;
  }
}
