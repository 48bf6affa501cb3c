import { join } from "node:path";
import { HUB, type Environment, type Plan, type PlannedProcess } from "./plan.js";

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

/**
 * The environment of a process: the launcher's own, without what is meant for the other processes: their databases' passwords,
 * and the hub's token.
 */
export function childEnvironment(
  plan: Plan,
  planned: PlannedProcess,
  databaseUrl: string,
  env: Environment,
): NodeJS.ProcessEnv {
  const isHub = planned.code === HUB;
  const kept = Object.entries(env).filter(
    ([name]) => !name.endsWith("_DATABASE_URL") && (isHub || !name.startsWith("SEGPOL_ADMIN_")),
  );
  const urls = Object.entries(plan.partnerUrls).map(([code, url]) => [`${code}_URL`, url]);
  return {
    ...compileCache(plan, planned),
    LOG_LEVEL: "info",
    // The hub makes it, for the commands that change its graph.
    ...(isHub && { SEGPOL_ADMIN_TOKEN_FILE: join(plan.dataDir, "admin-token") }),
    ...Object.fromEntries(kept),
    ...(isHub && Object.fromEntries(urls)),
    DATABASE_URL: databaseUrl,
    HOST: plan.host,
    PORT: String(planned.port),
  };
}
