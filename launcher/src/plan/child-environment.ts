import { join } from "node:path";
import { HUB, type Environment, type Plan, type PlannedProcess } from "./plan.js";

/**
 * The environment of a process: the launcher's own, without what is meant for the other processes, their databases' passwords
 * above all.
 */
export function childEnvironment(
  plan: Plan,
  planned: PlannedProcess,
  databaseUrl: string,
  env: Environment,
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.endsWith("_DATABASE_URL"));
  const urls = Object.entries(plan.partnerUrls).map(([code, url]) => [`${code}_URL`, url]);
  return {
    NODE_COMPILE_CACHE: join(plan.dataDir, "cache", "node"),
    LOG_LEVEL: "info",
    ...Object.fromEntries(kept),
    ...(planned.code === HUB ? Object.fromEntries(urls) : {}),
    DATABASE_URL: databaseUrl,
    HOST: plan.host,
    PORT: String(planned.port),
  };
}
