import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { PartnerPackage } from "@segpol/schema/partner-packages";
import { LauncherError } from "../errors.js";
import { freePort, type PortUse } from "../ports.js";
import { DEFAULT_POSTGRES_PORT } from "../postgres/server.js";
import { assertPortsReachable } from "./blocked-ports.js";

export const HUB = "HUB";
const HUB_DEFAULT_PORT = 4000;
export const ISSUER_DEFAULT_PORT = 4090;
const ISSUER_NAME = "the token issuer";

export type Environment = Record<string, string | undefined>;

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
  const offset = readInteger(env, "SEGPOL_PORT_OFFSET", { fallback: 0, from: -1023, to: 60_000 });
  const host = read(env, "HOST") ?? "127.0.0.1";
  const known = [HUB, ...partners.map(({ code }) => code)];
  const unknown = only?.find((code) => !known.includes(code));
  if (unknown !== undefined) {
    throw new LauncherError("PARTNER_UNKNOWN", `Expected one of ${known.join(", ")} after --only; got "${unknown}".`);
  }
  // A single process on the command line also reads the plain names.
  const alone = only?.length === 1 ? only[0] : undefined;
  const taken = new Set<number>();
  const portOf = async (variables: string[], fallback: number): Promise<{ port: number; portVariable: string }> => {
    const portVariable = variables.find((name) => read(env, name) !== undefined) ?? variables[0] ?? "PORT";
    if (options.ports !== "free")
      return {
        port: readInteger(env, portVariable, { fallback: fallback + offset, from: 1, to: 65_535 }),
        portVariable,
      };
    let port = await freePort(host);
    while (taken.has(port)) port = await freePort(host);
    taken.add(port);
    return { port, portVariable };
  };
  const plan = async (code: string, name: string, folder: string, fallback: number): Promise<PlannedProcess> => ({
    code,
    name,
    folder,
    ...(await portOf([`${code}_PORT`, ...(code === HUB || code === alone ? ["PORT"] : [])], fallback)),
    ...databasesOf(env, code, code === alone),
  });
  const hub = await plan(HUB, "@segpol/gateway", join(rootDir, "gateway"), HUB_DEFAULT_PORT);
  const local = [];
  for (const { code, name, folder, defaultPort } of partners) local.push(await plan(code, name, folder, defaultPort));
  const runsHere = ({ code }: PlannedProcess): boolean =>
    only ? only.includes(code) : code === HUB || read(env, `${code}_URL`) === undefined;
  const issuer = needsLocalIssuer(env) ? await portOf(["SEGPOL_ISSUER_PORT"], ISSUER_DEFAULT_PORT) : undefined;
  const asked = [hub, ...local.filter(({ code }) => read(env, `${code}_URL`) === undefined)];
  assertPortsReachable(
    [
      ...asked.map(({ code, port, portVariable }) => ({ who: nameOf(code), port, portVariable })),
      ...(issuer ? [{ who: ISSUER_NAME, ...issuer }] : []),
    ].map((each) => ({ ...each, moved: offset !== 0 && read(env, each.portVariable) === undefined })),
  );
  const dataDir = resolve(options.dataDir ?? read(env, "SEGPOL_DATA_DIR") ?? join(rootDir, ".data"));
  return {
    rootDir,
    dataDir,
    compiled: existsSync(join(dataDir, "cache", "node")),
    host,
    issuerPort: issuer?.port,
    hubUrl: originOf(host, hub.port),
    postgresPort: (await portOf(["SEGPOL_POSTGRES_PORT"], DEFAULT_POSTGRES_PORT)).port,
    processes: [hub, ...local].filter(runsHere),
    durable: read(env, "SEGPOL_THROWAWAY") === undefined,
    partnerUrls: Object.fromEntries(
      local.map(({ code, port }) => [code, read(env, `${code}_URL`) ?? `${originOf(host, port)}/graphql`]),
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
  if (read(env, "SEGPOL_TOKEN_ISSUER") !== undefined) return false;
  if (read(env, "NODE_ENV") !== "production") return true;
  throw new LauncherError(
    "ISSUER_MISSING",
    "Expected SEGPOL_TOKEN_ISSUER, since NODE_ENV is production; it is not set. Set it to the issuer of your identity provider, and " +
      "SEGPOL_TOKEN_JWKS_URL to the address of its keys (docs/identity.md). The local issuer is for trying things out on one " +
      "machine: leave NODE_ENV unset for that.",
  );
}

function databasesOf(
  env: Environment,
  code: string,
  alone: boolean,
): Pick<PlannedProcess, "databaseUrl" | "ownerDatabaseUrl"> {
  const find = (suffix: string): string | undefined =>
    readDatabaseUrl(env, `${code}_${suffix}`) ?? (alone ? readDatabaseUrl(env, suffix) : undefined);
  const databaseUrl = find("DATABASE_URL");
  const ownerDatabaseUrl = code === HUB ? undefined : find("DATABASE_OWNER_URL");
  if (databaseUrl !== undefined || ownerDatabaseUrl === undefined) return { databaseUrl, ownerDatabaseUrl };
  throw new LauncherError(
    "SETTING_INVALID",
    `Expected ${code}_DATABASE_URL beside ${code}_DATABASE_OWNER_URL, with the serving role of ${code}; it is not set.`,
  );
}

/** The address under which a server on this host is reached from this machine. */
export function originOf(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}

/** An empty variable counts as unset. */
export function read(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

export function readInteger(
  env: Environment,
  name: string,
  { fallback, from, to }: { fallback: number; from: number; to: number },
): number {
  const text = read(env, name);
  const value = text === undefined ? fallback : Number(text);
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  const came = text === undefined ? `${fallback}, which SEGPOL_PORT_OFFSET made of the default` : `"${text}"`;
  throw new LauncherError("SETTING_INVALID", `Expected a whole number from ${from} to ${to} in ${name}; got ${came}.`);
}

function readDatabaseUrl(env: Environment, name: string): string | undefined {
  const text = read(env, name);
  if (text === undefined || /^postgres(ql)?:\/\/[^/]+\/.+/.test(text)) return text;
  // The value is not repeated: it may contain a password.
  throw new LauncherError(
    "SETTING_INVALID",
    `Expected an address such as postgres://role:password@host:5432/database in ${name}; got something else.`,
  );
}
