import { createTokenVerifier, type IdentitySettings, issuersForPartner } from "@segpol/identity";
import { Cleanup, type Clock, createHttpServer, OperationQueue, ownOrigins, type SignInSettings } from "@segpol/server";
import { type Logger, pino } from "pino";
import { DESK_PATH, editorBytes, mountDesk } from "./mount-desk.js";
import { createFileWorker } from "../exchange/file-worker/file-worker.js";
import { type FilesPlace, openStore } from "../files/open-store.js";
import { RecordFiles } from "../files/record-files.js";
import { createChangeFeed } from "../feed/change-feed.js";
import { startChangeListener } from "../feed/change-listener.js";
import { buildPartnerSchema } from "../graphql/partner-schema.js";
import type { Partner } from "../partner/partner.js";
import { openDatabase, prepareAsOwner } from "../storage/database.js";
import { servesAsOwner } from "../storage/grants.js";
import { DEFAULT_LIMITS, type ServerLimits } from "./limits.js";
import { mountPartnerGraph } from "./partner-graph.js";
import { createReadingContext } from "./reading-context.js";
import { limitRepresentations } from "./representation-limit.js";
import { deskSignIn } from "../pages/desk-sign-in.js";
import { mountDeskPages } from "../pages/mount-desk-pages.js";
import { REQUEST_ERRORS } from "../errors/request-error.js";
import { removeOldFiles, sendEvidence } from "./send-evidence.js";
import { storableArguments } from "./storable-arguments.js";

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
  /** Whose tokens are believed. Without it tokens are ignored: all callers are anonymous. */
  readonly identity?: IdentitySettings | undefined;
  /** How staff sign in to the desk's pages. Without it nobody does. */
  readonly signIn?: SignInSettings | undefined;
  /** How staff reach the desk's pages: https://desk.example.org. By the port on this machine by default. */
  readonly deskUrl?: string | undefined;
  /** How people reach the hub; what its tokens name as their issuer by default. */
  readonly hubUrl?: string | undefined;
  /** Where the files are that belong to records. Without it none are kept. */
  readonly files?: FilesPlace | undefined;
  /** In place of the default ones. */
  readonly limits?: Partial<ServerLimits> | undefined;
  /** Proxies before the server whose x-forwarded-for is believed: addresses and networks, as a list or separated by commas. */
  readonly trustedProxies?: string | readonly string[] | undefined;
  /** Silent by default. */
  readonly log?: Logger;
  /** Tells what day it is. Default: the machine's. */
  readonly clock?: Clock;
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
  const { signIn: settings, deskUrl, hubUrl = identity?.hub?.issuer } = options;
  const clock = options.clock ?? (() => new Date());
  const log = options.log ?? pino({ level: "silent" });
  const limits: ServerLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const { schema } = buildPartnerSchema(partner);
  limitRepresentations(schema, limits);
  const cleanup = new Cleanup();
  const stopping = new AbortController();
  try {
    const seeded = await prepareAsOwner(partner, ownerUrl ?? databaseUrl, databaseUrl);
    const orm = await openDatabase(partner, { databaseUrl, statementTimeoutMs: limits.operationMs, onStatement });
    cleanup.add(() => orm.close(true));
    if (await servesAsOwner(orm.em.fork())) {
      log.warn(
        "the role that serves owns the tables, so that triggers alone guard the audit trail: give DATABASE_URL a role of its own, and DATABASE_OWNER_URL the one that owns",
      );
    }
    const listener = startChangeListener(databaseUrl, log);
    cleanup.add(() => listener.stop());
    const feed = createChangeFeed({ code: partner.code, em: orm.em, listener, log });
    const hubIssuer = identity?.hub?.issuer;
    const verifier = identity && createTokenVerifier({ issuers: issuersForPartner(identity, partner.code) });
    const server = await createHttpServer({
      logger: log,
      errors: REQUEST_ERRORS,
      maxBodyBytes: limits.bodyBytes,
      largestBodyBytes: editorBytes(limits),
      trustedProxies,
      rate: {
        perMinute: limits.requestsPerMinute,
        isExempt: (request) => request.identity !== undefined && request.identity.issuer === hubIssuer,
      },
      verifier,
      checkReady: () => listener.answers(),
    });
    cleanup.add(
      await mountPartnerGraph(server, {
        path: "/graphql",
        methods: ["GET", "POST"],
        schema,
        limits,
        operationMs: limits.operationMs,
        answers: { objects: limits.objects, bytes: limits.answerBytes },
        queue: new OperationQueue({ atOnce: limits.operations, waiting: limits.waitingOperations }, REQUEST_ERRORS),
        createContext: (request) =>
          createReadingContext({ partner, orm, feed, clock, stopping: stopping.signal }, request),
        plugins: [storableArguments()],
        log,
      }),
    );
    const origin = (): string => ownOrigins(deskUrl, server.address())[0] ?? server.address();
    const files = new RecordFiles({
      store: options.files && openStore(options.files, partner.code),
      maxBytes: limits.fileBytes,
      fork: () => orm.em.fork(),
      log,
    });
    const work = createFileWorker({ timeoutMs: limits.importReadMs, memoryMb: limits.importMemoryMb });
    cleanup.add(await mountDesk(server, limits, { partner, orm, hubIssuer, hubUrl, work, files, origin, log }));
    await mountDeskPages(server, {
      code: partner.code,
      deskPath: DESK_PATH,
      bodyBytes: editorBytes(limits),
      signIn: deskSignIn({ code: partner.code, settings, identity, verifier, server, orm, publicOrigin: deskUrl }),
      hubUrl,
      evidence: (request, reply, session) =>
        sendEvidence({ files, server, hubIssuer, code: partner.code }, request, reply, session),
    });
    cleanup.add(removeOldFiles(files));
    cleanup.add(() => server.drain());
    // Before the server waits for requests to finish: those that have a file read would not.
    cleanup.add(() => work.stop());
    cleanup.add(() => {
      stopping.abort();
      server.beginStopping();
    });
    await server.app.listen({ host, port });
    const address = server.address();
    return { url: `${address}/graphql`, deskUrl: address + DESK_PATH, seeded, stop: () => cleanup.run() };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}
