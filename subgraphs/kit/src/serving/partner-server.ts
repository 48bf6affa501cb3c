import type { AddressInfo } from "node:net";
import { createTokenVerifier, type IdentitySettings, issuersForPartner } from "@segpol/identity";
import { type Logger, pino } from "pino";
import { DESK_PATH, mountDesk } from "../desk/graphql/mount-desk.js";
import { createWorkApart } from "../exchange/apart/work-apart.js";
import { createChangeFeed } from "../feed/change-feed.js";
import { startChangeListener } from "../feed/change-listener.js";
import { buildPartnerSchema } from "../graphql/partner-schema.js";
import type { Partner } from "../partner.js";
import { openDatabase, prepareAsOwner } from "../storage/database.js";
import { servesAsOwner } from "../storage/grants.js";
import { createApolloServer } from "./apollo.js";
import { type GraphGuards, mountGraph } from "./graph-endpoint.js";
import { createHttpServer } from "./http-server.js";
import { DEFAULT_LIMITS, type ServerLimits } from "./limits.js";
import { createReadingContext } from "./reading-context.js";
import { limitRepresentations } from "./representation-limit.js";

/** Requests that are still running when a server stops get this long to finish. */
const GRACE_MS = 2_000;
const READY_TIMEOUT_MS = 2_000;

/** How a partner's server is started. */
export interface PartnerServerOptions {
  /** Of the role that serves: postgres://role:password@host:port/database */
  readonly databaseUrl: string;
  /** Of the role that owns the tables and migrates. Without it the role that serves does both. */
  readonly ownerUrl?: string | undefined;
  /** 0: any free port. */
  readonly port: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** Whose tokens are believed. Without it tokens are ignored, and everybody is anybody. */
  readonly identity?: IdentitySettings | undefined;
  /** In place of the default ones. */
  readonly limits?: Partial<ServerLimits> | undefined;
  /** Proxies before the server whose x-forwarded-for is believed: addresses and ranges, separated by commas. */
  readonly trustedProxies?: string | undefined;
  /** Silent by default. */
  readonly log?: Logger;
  /** Called with each SQL statement that is sent, for tests that count them. */
  readonly onStatement?: (sql: string) => void;
}

/** A partner's server, listening. */
export interface PartnerServer {
  /** Address of the graph: http://127.0.0.1:4101/graphql */
  readonly url: string;
  /** Address of the desk, where the partner's staff maintain its records: http://127.0.0.1:4101/desk/graphql */
  readonly deskUrl: string;
  /** Ids of the records that seeding has added at this start. */
  readonly seeded: ReadonlySet<string>;
  /** Finishes running requests, for two seconds at most, then closes the server and the database. Can be called again. */
  stop(): Promise<void>;
}

/** Migrates and seeds a partner's database, then serves its graph. Whatever fails on the way leaves nothing open. */
export async function createPartnerServer(partner: Partner, options: PartnerServerOptions): Promise<PartnerServer> {
  const { databaseUrl, ownerUrl, port, host = "127.0.0.1", identity, trustedProxies, onStatement } = options;
  const log = options.log ?? pino({ level: "silent" });
  const limits: ServerLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const { schema } = buildPartnerSchema(partner);
  limitRepresentations(schema, limits);
  const closing: (() => Promise<unknown>)[] = [];
  const stopping = new AbortController();
  const close = async (): Promise<void> => {
    stopping.abort();
    for (const each of closing.toReversed()) await each();
  };
  try {
    const seeded = await prepareAsOwner(partner, ownerUrl ?? databaseUrl, databaseUrl);
    const orm = await openDatabase(partner, { databaseUrl, statementTimeoutMs: limits.operationMs, onStatement });
    closing.push(() => orm.close(true));
    if (await servesAsOwner(orm.em.fork())) {
      log.warn(
        "the role that serves owns the tables, so that triggers alone guard the audit trail: give DATABASE_URL a role of its own, and DATABASE_OWNER_URL the one that owns",
      );
    }
    const listener = startChangeListener(databaseUrl, log);
    closing.push(() => listener.stop());
    const feed = createChangeFeed({ code: partner.code, em: orm.em, listener, log });
    const checkDatabase = async (): Promise<void> => {
      const answer = orm.em.fork().execute("select 1");
      const late = AbortSignal.timeout(READY_TIMEOUT_MS);
      await Promise.race([
        answer,
        new Promise((_resolve, reject) => late.addEventListener("abort", () => reject(late.reason as Error))),
      ]);
    };
    const app = await createHttpServer({ checkDatabase, trustedProxies, log });
    const guards: GraphGuards = {
      verifier: identity && createTokenVerifier({ issuers: issuersForPartner(identity, partner.code) }),
      hubIssuer: identity?.hub?.issuer,
      limits,
    };
    const apollo = createApolloServer(schema, { log, limits });
    await apollo.start();
    closing.push(() => apollo.stop());
    mountGraph(app, guards, {
      path: "/graphql",
      methods: ["GET", "POST"],
      apollo,
      createContext: (request, parts) =>
        createReadingContext({ partner, orm, feed, stopping: stopping.signal }, request, parts),
    });
    const work = createWorkApart({ timeoutMs: limits.importReadMs, memoryMb: limits.importMemoryMb });
    closing.push(await mountDesk(app, guards, { partner, orm, hubIssuer: guards.hubIssuer, work, log }));
    closing.push(async () => {
      const force = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
      await app.close();
      clearTimeout(force);
    });
    // Before the server waits for requests to finish: those that have a file read would not.
    closing.push(() => work.stop());
    await app.listen({ host, port });
    const { port: actual } = app.server.address() as AddressInfo;
    const name = host.includes(":") ? `[${host}]` : host;
    let stopped: Promise<void> | undefined;
    const base = `http://${name}:${actual}`;
    return { url: `${base}/graphql`, deskUrl: base + DESK_PATH, seeded, stop: () => (stopped ??= close()) };
  } catch (error) {
    await close();
    throw error;
  }
}
