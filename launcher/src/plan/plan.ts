import { existsSync } from "node:fs";
import { join } from "node:path";
import type { PartnerPackage } from "@segpol/schema/partner-packages";
import { textOf } from "@segpol/server/config";
import { LauncherError } from "../errors.js";
import { freePort, type PortUse } from "../ports.js";
import { assertPortsReachable } from "./blocked-ports.js";
import {
  ALONE_SETTINGS,
  dataFolder,
  DEFAULT_POSTGRES_PORT,
  type Environment,
  HUB_DEFAULT_PORT,
  ISSUER_DEFAULT_PORT,
  LAUNCHER_SETTINGS,
  movedPort,
  PASSED_ON_SETTINGS,
  processSettings,
  readOrThrow,
} from "./settings.js";

export const HUB = "HUB";
const ISSUER_NAME = "the token issuer";

/** A process for the launcher to run. */
export interface PlannedProcess {
  /** HUB or a partner's code. */
  code: string;
  folder: string;
  /** The package's name. */
  name: string;
  port: number;
  portVariable: string;
  /** With the serving role. Undefined: a database of the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  /** A partner's, with the owner role. Undefined: the embedded PostgreSQL's, or none if databaseUrl is set. */
  ownerDatabaseUrl: string | undefined;
}

export interface Plan {
  rootDir: string;
  dataDir: string;
  host: string;
  postgresPort: number;
  /** What moves the default ports. */
  portOffset: number;
  /** Whether the embedded PostgreSQL uses fsync. */
  durable: boolean;
  processes: PlannedProcess[];
  /** Graph addresses of all partners, including those that run elsewhere. */
  partnerUrls: Record<string, string>;
  /** Port of the local token issuer. Undefined: SEGPOL_TOKEN_ISSUER names another. */
  issuerPort: number | undefined;
  /** Address of the hub, running here or not. */
  hubUrl: string;
  /** Whether the data folder has a compile cache of an earlier start. */
  compiled: boolean;
}

type PlannedPort = Pick<PlannedProcess, "port" | "portVariable">;

export interface PlanOptions {
  rootDir: string;
  partners: readonly PartnerPackage[];
  env: Environment;
  /** Overrides SEGPOL_DATA_DIR. */
  dataDir?: string | undefined;
  /** Codes (and HUB) to run; undefined runs all. */
  only?: readonly string[] | undefined;
  /** "free" ignores the ports of the environment and uses free ones. */
  ports?: "configured" | "free" | undefined;
}

/** Reads the environment, and plans which processes run where; starts nothing. */
export async function makePlan(options: PlanOptions): Promise<Plan> {
  const { rootDir, partners, env, only } = options;
  const {
    host,
    portOffset: offset,
    postgresPort,
    issuerPort,
    dataDir,
    throwaway,
  } = readOrThrow(LAUNCHER_SETTINGS, env);
  const known = [HUB, ...partners.map(({ code }) => code)];
  const unknown = only?.find((code) => !known.includes(code));
  if (unknown !== undefined) {
    throw new LauncherError("PARTNER_UNKNOWN", `Expected one of ${known.join(", ")} after --only; got "${unknown}".`);
  }
  // A single process on the command line also reads the plain names.
  const alone = only?.length === 1 ? only[0] : undefined;
  const taken = new Set<number>();
  const portOf = async (given: number | undefined, portVariable: string, fallback: number): Promise<PlannedPort> => {
    if (options.ports !== "free") return { port: given ?? movedPort(portVariable, fallback, offset), portVariable };
    let port = await freePort(host);
    while (taken.has(port)) port = await freePort(host);
    taken.add(port);
    return { port, portVariable };
  };
  const plan = async (code: string, name: string, folder: string, fallback: number): Promise<PlannedProcess> => {
    const settings = processSettings(code);
    const own = readOrThrow(settings, env);
    const plain = code === alone ? readOrThrow(ALONE_SETTINGS, env) : undefined;
    const plainPort = code === HUB ? readOrThrow({ port: ALONE_SETTINGS.port }, env).port : plain?.port;
    const usesPlain = own.port === undefined && plainPort !== undefined;
    const variable = usesPlain ? ALONE_SETTINGS.port.name : settings.port.name;
    return {
      code,
      name,
      folder,
      ...(await portOf(own.port ?? plainPort, variable, fallback)),
      ...databasesOf(code, own.databaseUrl ?? plain?.databaseUrl, own.ownerUrl ?? plain?.ownerUrl),
    };
  };
  const urlOf = (code: string): string | undefined => textOf(env, processSettings(code).url.name);
  const hub = await plan(HUB, "@segpol/gateway", join(rootDir, "gateway"), HUB_DEFAULT_PORT);
  const local = [];
  for (const { code, name, folder, defaultPort } of partners) local.push(await plan(code, name, folder, defaultPort));
  const runsHere = ({ code }: PlannedProcess): boolean =>
    only ? only.includes(code) : code === HUB || urlOf(code) === undefined;
  const issuer = needsLocalIssuer(env)
    ? await portOf(issuerPort, LAUNCHER_SETTINGS.issuerPort.name, ISSUER_DEFAULT_PORT)
    : undefined;
  const asked = [hub, ...local.filter(({ code }) => urlOf(code) === undefined)];
  assertPortsReachable(
    [
      ...asked.map(({ code, port, portVariable }) => ({ who: nameOf(code), port, portVariable })),
      ...(issuer ? [{ who: ISSUER_NAME, ...issuer }] : []),
    ].map((each) => ({ ...each, moved: offset !== 0 && textOf(env, each.portVariable) === undefined })),
  );
  const folder = dataFolder(options.dataDir ?? dataDir, rootDir);
  return {
    rootDir,
    dataDir: folder,
    portOffset: offset,
    compiled: existsSync(join(folder, "cache", "node")),
    host,
    issuerPort: issuer?.port,
    hubUrl: originOf(host, hub.port),
    postgresPort: (await portOf(postgresPort, LAUNCHER_SETTINGS.postgresPort.name, DEFAULT_POSTGRES_PORT)).port,
    processes: [hub, ...local].filter(runsHere),
    durable: throwaway === undefined,
    partnerUrls: Object.fromEntries(
      local.map(({ code, port }) => [code, urlOf(code) ?? `${originOf(host, port)}/graphql`]),
    ),
  };
}

function nameOf(code: string): string {
  return code === HUB ? "the hub" : `partner ${code}`;
}

/** The ports of the plan's processes and of the local issuer, unless that runs already. */
export function portUses({ processes, host, issuerPort }: Plan, issuerRuns = false): PortUse[] {
  const uses = processes.map(({ code, port, portVariable }) => ({
    who: nameOf(code),
    port,
    variable: portVariable,
    host,
  }));
  if (issuerPort === undefined || issuerRuns) return uses;
  return [...uses, { who: ISSUER_NAME, port: issuerPort, variable: "SEGPOL_ISSUER_PORT" }];
}

/** Whether to run a local token issuer. Throws ISSUER_MISSING in production: everybody who can read the data folder is a client of it. */
export function needsLocalIssuer(env: Environment): boolean {
  if (textOf(env, PASSED_ON_SETTINGS.tokenIssuer.name) !== undefined) return false;
  if (textOf(env, "NODE_ENV") !== "production") return true;
  throw new LauncherError(
    "ISSUER_MISSING",
    "Expected SEGPOL_TOKEN_ISSUER, since NODE_ENV is production; it is not set. Set it to the issuer of your identity provider, and " +
      "SEGPOL_TOKEN_JWKS_URL to the address of its keys (docs/identity.md). The local issuer is for trying things out on one " +
      "machine: leave NODE_ENV unset for that.",
  );
}

function databasesOf(
  code: string,
  databaseUrl: string | undefined,
  ownerUrl: string | undefined,
): Pick<PlannedProcess, "databaseUrl" | "ownerDatabaseUrl"> {
  const ownerDatabaseUrl = code === HUB ? undefined : ownerUrl;
  if (databaseUrl !== undefined || ownerDatabaseUrl === undefined) return { databaseUrl, ownerDatabaseUrl };
  const { databaseUrl: missing, ownerUrl: given } = processSettings(code);
  throw new LauncherError(
    "SETTING_INVALID",
    `Expected ${missing.name} beside ${given.name}, with the serving role of ${code}; it is not set.`,
  );
}

/** The address under which a server on this host is reached from this machine. */
export function originOf(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
