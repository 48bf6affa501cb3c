import { join, resolve } from "node:path";
import { HUB, read, type Environment, type Plan, type PlannedProcess } from "./plan.js";

/**
 * Where Node keeps compiled code, for quick starts. Each process writes at its exit what was not there at its start. Of a first start
 * only the hub and one partner are told, since the modules are the same for all: eight that write would draw out the stop by seconds.
 */
function compileCache(
  { dataDir, processes, compiled }: Plan,
  { code }: PlannedProcess,
): { NODE_COMPILE_CACHE?: string } {
  const writers = [HUB, processes.find((each) => each.code !== HUB)?.code];
  return compiled || writers.includes(code) ? { NODE_COMPILE_CACHE: join(dataDir, "cache", "node") } : {};
}

/** What a process is told that the plan does not know. */
export interface Allotted {
  /** With the role that serves. */
  databaseUrl: string;
  /** With the role that owns; undefined: databaseUrl is all there is. */
  ownerDatabaseUrl?: string | undefined;
  /** The local issuer of tokens; undefined: the environment names another. */
  issuer?: { url: string; jwksUrl: string } | undefined;
}

/** Databases' passwords, and what the hub alone may show or sign with. */
const DATABASES = /(^|_)DATABASE(_OWNER)?_URL$/;
const OF_THE_HUB = /^SEGPOL_(ADMIN_|HUB_KEY)/;
/** Files and folders: meant from where the launcher was started, while each process runs in its package's folder. */
const PATHS = /^SEGPOL_(SAFELIST|.+_FILE)$/;

/** The environment of a process: the launcher's own, without what is meant for the other processes. */
export function childEnvironment(
  plan: Plan,
  planned: PlannedProcess,
  { databaseUrl, ownerDatabaseUrl, issuer }: Allotted,
  env: Environment,
): NodeJS.ProcessEnv {
  const isHub = planned.code === HUB;
  const kept = Object.entries(env)
    .filter(([name]) => !DATABASES.test(name) && (isHub || !OF_THE_HUB.test(name)))
    .map(([name, value]) => [
      name,
      PATHS.test(name) && read(env, name) !== undefined ? resolve(value?.trim() ?? "") : value,
    ]);
  const urls = Object.entries(plan.partnerUrls).map(([code, url]) => [`${code}_URL`, url]);
  return {
    ...compileCache(plan, planned),
    LOG_LEVEL: "info",
    // The hub makes them: the token for the commands that change its graph, and the key with which it speaks for its readers.
    ...(isHub && {
      SEGPOL_ADMIN_TOKEN_FILE: join(plan.dataDir, "admin-token"),
      SEGPOL_HUB_KEY_FILE: join(plan.dataDir, "hub-key.json"),
    }),
    ...Object.fromEntries(kept),
    ...(isHub && Object.fromEntries(urls)),
    ...(issuer && { SEGPOL_TOKEN_ISSUER: issuer.url, SEGPOL_TOKEN_JWKS_URL: issuer.jwksUrl }),
    SEGPOL_HUB_ISSUER: read(env, "SEGPOL_HUB_ISSUER") ?? plan.hubUrl,
    DATABASE_URL: databaseUrl,
    ...(ownerDatabaseUrl !== undefined && { DATABASE_OWNER_URL: ownerDatabaseUrl }),
    HOST: plan.host,
    PORT: String(planned.port),
  };
}
