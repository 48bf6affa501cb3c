import { access } from "node:fs/promises";
import { join } from "node:path";
import { LauncherError } from "./errors.js";
import { issuerAddress, startIssuer, type LocalIssuer } from "./issuer/issuer.js";
import { issuerFolder, runningIssuer } from "./issuer/folder.js";
import { childEnvironment, type Allotted } from "./plan/child-environment.js";
import { discoverPartners } from "./plan/partners.js";
import { textOf } from "@segpol/server/config";
import { HUB, makePlan, originOf, portUses, type Plan, type PlannedProcess } from "./plan/plan.js";
import type { Environment } from "./plan/settings.js";
import { assertPortsFree } from "./ports.js";
import { KeptPostgres } from "./supervision/kept-postgres.js";
import type { Report } from "./supervision/report.js";
import { SupervisedProcess, type ProcessState } from "./supervision/supervised-process.js";

export interface LaunchOptions {
  /** The checkout, with gateway/, subgraphs/ and plugins/. */
  rootDir: string;
  /** Databases, logs and caches. Default SEGPOL_DATA_DIR, else <rootDir>/.data. */
  dataDir?: string;
  /** Overrides of this process's environment, for the settings and the child processes. */
  env?: Environment;
  /** Default "configured": the environment's or the default ports. "free": any that are free, so that several can run at once. */
  ports?: "configured" | "free";
  /** Codes of the partners to run, and HUB; default all. Such a launch shares the data folder's PostgreSQL with others. */
  only?: readonly string[];
  /** Receives messages; default none. */
  report?: Report;
}

/** A running process of the hub or of a partner. */
export interface RunningProcess {
  /** HUB or the partner's code. */
  readonly code: string;
  /** The hub's address (http://127.0.0.1:4000), or a partner's graph (http://127.0.0.1:4101/graphql). */
  readonly url: string;
  readonly pid: number | undefined;
  readonly state: ProcessState;
  /** File of its output. */
  readonly logFile: string;
  /** Stops it until start(); a killed process is restarted instead. */
  stop(): Promise<void>;
  /** Starts it again on its port; resolves when it is ready. */
  start(): Promise<void>;
  /** Resolves when it is ready, after a restart too; throws CHILD_FAILED after `within` milliseconds (default 30000). */
  whenReady(within?: number): Promise<void>;
}

/** The PostgreSQL that a launch runs or shares. */
export interface RunningPostgres {
  readonly port: number;
  readonly pid: number;
  /** Address of a database with its owner role; made unless they exist. */
  ensureDatabase(name: string): Promise<string>;
  /** Address of the same database with its serving role; made unless they exist. */
  ensureServingRole(name: string): Promise<string>;
}

export interface Launch {
  /** The hub's address; "" if the hub is not run. */
  readonly hubUrl: string;
  readonly hub: RunningProcess | undefined;
  readonly partners: Readonly<Record<string, RunningProcess>>;
  /** Undefined if every process has an external database. */
  readonly postgres: RunningPostgres | undefined;
  readonly dataDir: string;
  /** Undefined when SEGPOL_TOKEN_ISSUER names another issuer. */
  readonly issuer: LocalIssuer | undefined;
  /** DATABASE_URL of each process, by code: the serving role. */
  readonly databaseUrls: Readonly<Record<string, string>>;
  /** The owner role's address of each process's database, by code; the same as above if a process has one role. */
  readonly ownerDatabaseUrls: Readonly<Record<string, string>>;
  /** Ends every process within 5 seconds, PostgreSQL last. */
  stop(): Promise<void>;
}

/** Interval in milliseconds at which the user is told for which processes a start waits. */
const SLOW_START = 10_000;

/** Starts everything; resolves when the hub is ready and every partner is ready or has failed once (it is then retried). */
export async function launch(options: LaunchOptions): Promise<Launch> {
  return await prepareLaunch(options).start();
}

/** A launch that can be stopped during its start. */
export interface PreparedLaunch {
  start(): Promise<Launch>;
  stop(): Promise<void>;
}

export function prepareLaunch(options: LaunchOptions): PreparedLaunch {
  const report = options.report ?? (() => undefined);
  const processes: SupervisedProcess[] = [];
  let postgres: KeptPostgres | undefined;
  let issuing: Promise<LocalIssuer> | undefined;
  let stopped: Promise<void> | undefined;

  const halt = async (): Promise<void> => {
    await Promise.all(processes.map(async (child) => await child.stop()));
    await postgres?.stop();
    // It may still be starting.
    const issuer = await issuing?.catch(() => undefined);
    await issuer?.stop();
  };
  const stop = async (): Promise<void> => await (stopped ??= halt());
  const assertWanted = (): void => {
    if (stopped) throw new LauncherError("STOPPED", "The launch was stopped before everything had started.");
  };

  const start = async (): Promise<Launch> => {
    const env = { ...process.env, ...options.env };
    const { rootDir, dataDir, only, ports } = options;
    const packages = await discoverPartners(rootDir);
    const plan = await makePlan({ rootDir, partners: packages, env, dataDir, only, ports });
    await assertBuilt(plan);
    const folder = issuerFolder(plan.dataDir);
    const { issuerPort } = plan;
    const issuerRuns =
      issuerPort !== undefined && (await runningIssuer(folder, issuerAddress(issuerPort))) !== undefined;
    await assertPortsFree(portUses(plan, issuerRuns), plan.portOffset);
    assertWanted();
    const embedded = plan.processes.filter(({ databaseUrl }) => databaseUrl === undefined);
    if (embedded.length > 0) {
      postgres = new KeptPostgres(
        {
          dataDir: plan.dataDir,
          port: plan.postgresPort,
          exclusive: only === undefined,
          durable: plan.durable,
        },
        report,
      );
      await postgres.start();
      assertWanted();
    }
    if (issuerPort !== undefined) {
      const audience = textOf(env, "SEGPOL_TOKEN_AUDIENCE");
      const codes = packages.map(({ code }) => code);
      issuing = startIssuer({ folder, port: issuerPort, codes, ...(audience !== undefined && { audience }) });
      await issuing;
      assertWanted();
    }
    const issuer = await issuing;
    const databaseUrls: Record<string, string> = {};
    const ownerDatabaseUrls: Record<string, string> = {};
    const running = new Map<string, RunningProcess>();
    const begin = async (planned: PlannedProcess): Promise<void> => {
      const databases = await databasesFor(planned, postgres);
      databaseUrls[planned.code] = databases.databaseUrl;
      ownerDatabaseUrls[planned.code] = databases.ownerDatabaseUrl ?? databases.databaseUrl;
      assertWanted();
      const { child, handle } = supervise(plan, planned, { ...databases, issuer }, env, report);
      processes.push(child);
      running.set(planned.code, handle);
      const begun = performance.now();
      const essential = planned.code === HUB;
      try {
        await child.start({ insist: !essential });
        report({ level: "info", who: displayName(planned.code), text: `is ready (${seconds(begun)} s)` });
      } catch (error) {
        if (essential) throw error;
      }
    };
    const patience = setInterval(() => {
      const slow = [...running.values()].filter(({ state }) => state === "starting");
      if (slow.length > 0)
        report({ level: "info", text: `still starting: ${slow.map(({ code }) => displayName(code)).join(", ")}` });
    }, SLOW_START);
    try {
      await Promise.all(plan.processes.map(begin));
    } finally {
      clearInterval(patience);
    }
    assertWanted();
    const hub = running.get(HUB);
    // In the order of the plan, not in that in which the databases were made.
    const handles = plan.processes.flatMap(({ code }) => running.get(code) ?? []).filter((handle) => handle !== hub);
    const partners = Object.fromEntries(handles.map((handle) => [handle.code, handle]));
    return {
      hubUrl: hub?.url ?? "",
      hub,
      partners,
      postgres,
      issuer,
      dataDir: plan.dataDir,
      databaseUrls,
      ownerDatabaseUrls,
      stop,
    };
  };

  return {
    stop,
    start: async () => {
      let started = false;
      try {
        const running = await start();
        started = true;
        return running;
      } catch (error) {
        // Stopping processes during a start makes the start fail with secondary errors.
        assertWanted();
        throw error;
      } finally {
        if (!started) await stop();
      }
    },
  };
}

/** The configured databases, else embedded ones: the hub's with its owner role, a partner's with two roles. */
async function databasesFor(
  { code, databaseUrl, ownerDatabaseUrl }: PlannedProcess,
  postgres: KeptPostgres | undefined,
): Promise<Pick<Allotted, "databaseUrl" | "ownerDatabaseUrl">> {
  if (databaseUrl !== undefined || postgres === undefined) return { databaseUrl: databaseUrl ?? "", ownerDatabaseUrl };
  const name = code.toLowerCase();
  const owner = await postgres.ensureDatabase(name);
  return code === HUB
    ? { databaseUrl: owner }
    : { databaseUrl: await postgres.ensureServingRole(name), ownerDatabaseUrl: owner };
}

function supervise(
  plan: Plan,
  planned: PlannedProcess,
  allotted: Allotted,
  env: Environment,
  report: Report,
): { child: SupervisedProcess; handle: RunningProcess } {
  const logFile = join(plan.dataDir, "logs", `${planned.code.toLowerCase()}.log`);
  const who = displayName(planned.code);
  const child = new SupervisedProcess(
    { who, folder: planned.folder, env: childEnvironment(plan, planned, allotted, env), logFile },
    report,
  );
  const origin = originOf(plan.host, planned.port);
  const handle: RunningProcess = {
    code: planned.code,
    url: planned.code === HUB ? origin : `${origin}/graphql`,
    logFile,
    get pid() {
      return child.pid;
    },
    get state() {
      return child.state;
    },
    stop: async () => await child.stop(),
    start: async () => await child.start({ insist: true }),
    whenReady: async (within) => await child.whenReady(within),
  };
  return { child, handle };
}

async function assertBuilt({ processes }: Plan): Promise<void> {
  const missing = [];
  for (const { folder, name } of processes) {
    const built = await access(join(folder, "dist", "main.js")).then(
      () => true,
      () => false,
    );
    if (!built) missing.push(name);
  }
  if (missing.length === 0) return;
  throw new LauncherError(
    "NOT_BUILT",
    `Expected dist/main.js in ${missing.join(", ")}: run "npm run build" first ("npm start" does that).`,
  );
}

export function displayName(code: string): string {
  return code === HUB ? "hub" : code;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
