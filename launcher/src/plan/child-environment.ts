import { join, resolve } from "node:path";
import { textOf } from "@segpol/server/config";
import type { LocalIssuer, SignInClient } from "../issuer/issuer.js";
import { HUB, type Plan, type PlannedProcess } from "./plan.js";
import type { Environment } from "./settings.js";

/**
 * Node's compile cache, for faster starts. At its exit each process writes what was missing at its start. On a first start only the hub and
 * one partner write it, since the modules are the same for all: eight writers would delay the stop by seconds.
 */
function compileCache(
  { dataDir, processes, compiled }: Plan,
  { code }: PlannedProcess,
): { NODE_COMPILE_CACHE?: string } {
  const writers = [HUB, processes.find((each) => each.code !== HUB)?.code];
  return compiled || writers.includes(code) ? { NODE_COMPILE_CACHE: join(dataDir, "cache", "node") } : {};
}

/** Settings of a process that are not in the plan. */
export interface Allotted {
  /** With the serving role. */
  databaseUrl: string;
  /** With the owner role; undefined: there is only databaseUrl. */
  ownerDatabaseUrl?: string | undefined;
  /** The local token issuer; undefined: the environment names another. */
  issuer?: Pick<LocalIssuer, "url" | "jwksUrl" | "pagesClient" | "deskClients"> | undefined;
}

/** Databases' passwords, and the hub's own secrets. */
const DATABASES = /(^|_)DATABASE(_OWNER)?_URL$/;
const OF_THE_HUB = /^SEGPOL_(ADMIN_|HUB_KEY|SIGN_IN_)/;
const OF_PARTNERS = /^SEGPOL_FILES_/;
/** Files and folders: relative to where the launcher was started, while each process runs in its package's folder. */
const PATHS = /^SEGPOL_(SAFELIST|FILES_DIR|.+_FILE)$/;

/** The environment of a process: the launcher's own, without the settings of other processes. */
export function childEnvironment(
  plan: Plan,
  planned: PlannedProcess,
  { databaseUrl, ownerDatabaseUrl, issuer }: Allotted,
  env: Environment,
): NodeJS.ProcessEnv {
  const isHub = planned.code === HUB;
  const kept = Object.entries(env)
    .filter(([name]) => !DATABASES.test(name) && !(isHub ? OF_PARTNERS : OF_THE_HUB).test(name))
    .map(([name, value]) => [
      name,
      PATHS.test(name) && textOf(env, name) !== undefined ? resolve(value?.trim() ?? "") : value,
    ]);
  const urls = Object.entries(plan.partnerUrls).map(([code, url]) => [`${code}_URL`, url]);
  return {
    ...compileCache(plan, planned),
    LOG_LEVEL: "info",
    // The hub writes them: the token of the commands that change its graph, and the key with which it signs tokens to partners.
    ...(isHub && {
      SEGPOL_ADMIN_TOKEN_FILE: join(plan.dataDir, "admin-token"),
      SEGPOL_HUB_KEY_FILE: join(plan.dataDir, "hub-key.json"),
    }),
    // Each partner makes a folder of its own in it.
    ...(!isHub && { SEGPOL_FILES_DIR: join(plan.dataDir, "files") }),
    ...Object.fromEntries(kept),
    ...(isHub && Object.fromEntries(urls)),
    ...(issuer && { SEGPOL_TOKEN_ISSUER: issuer.url, SEGPOL_TOKEN_JWKS_URL: issuer.jwksUrl }),
    ...(issuer && signInWith(isHub ? issuer.pagesClient : issuer.deskClients[planned.code])),
    // A session at one desk is good for that desk alone.
    ...(issuer && !isHub && { SEGPOL_SIGN_IN_RESOURCE: `urn:segpol:${planned.code}` }),
    SEGPOL_HUB_ISSUER: textOf(env, "SEGPOL_HUB_ISSUER") ?? plan.hubUrl,
    DATABASE_URL: databaseUrl,
    ...(ownerDatabaseUrl !== undefined && { DATABASE_OWNER_URL: ownerDatabaseUrl }),
    HOST: plan.host,
    PORT: String(planned.port),
  };
}

/** People sign in to a process's pages at the local issuer, and choose each time as whom. */
function signInWith(client: SignInClient | undefined): NodeJS.ProcessEnv {
  if (!client) return {};
  return {
    SEGPOL_SIGN_IN_CLIENT_ID: client.id,
    SEGPOL_SIGN_IN_CLIENT_SECRET: client.secret,
    SEGPOL_SIGN_IN_PROMPT: "login",
  };
}
