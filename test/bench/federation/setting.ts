import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { findPartnerPackages } from "@segpol/schema/partner-packages";
import { query } from "../../e2e/support/graph.ts";
import { until } from "../../support/until.ts";
import type { Defer } from "../support/benchmark.ts";
import { type BenchProcess, startHubProcess, startPartnerProcess } from "../support/hub-process.ts";
import { temporaryPostgres } from "../support/temporary-postgres.ts";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const HARVESTED_WITHIN_MS = 120_000;
/** As in production: every request is counted and logged. No limit is reached. */
const SETTINGS = { LOG_LEVEL: "info", SEGPOL_RATE_LIMIT: "10000000", SEGPOL_NO_CACHE_RATE: "10000000" };

/** A hub over every partner of the repository, all as they ship, over one PostgreSQL. */
export interface Setting {
  /** Addresses of the graph, one for each process of the hub. */
  readonly urls: readonly string[];
  /** Addresses of the partners' graphs, as the hub's environment has them: CPS_URL and so on. */
  readonly partnerUrls: Readonly<Record<string, string>>;
  /** Process ids; of PostgreSQL and of a peer that of the first. */
  readonly pids: Readonly<Record<"hub" | "partners" | "database", readonly number[]>>;
}

/** `hubs`: processes of the hub, over the same database. */
export async function startSetting(hubs: number, defer: Defer): Promise<Setting> {
  const postgres = await temporaryPostgres(defer);
  const packages = await findPartnerPackages(ROOT);
  const partners = [];
  for (const { code, folder } of packages) {
    process.stderr.write(`Starting ${code}.\n`);
    partners.push({ code, ...(await startPartnerProcess(postgres, relative(ROOT, folder), defer)) });
  }
  const urls = Object.fromEntries(partners.map(({ code, url }) => [code, url]));
  const started: BenchProcess[] = [];
  while (started.length < hubs) {
    process.stderr.write("Starting the hub.\n");
    const hub = await startHubProcess(postgres, urls, defer, SETTINGS);
    await until(
      "the hub to have harvested every partner",
      () => statesOf(hub.url),
      (states) => states.every((state) => state === "LIVE"),
      HARVESTED_WITHIN_MS,
    );
    started.push(hub);
  }
  return {
    urls: started.map(({ url }) => url),
    partnerUrls: Object.fromEntries(partners.map(({ code, url }) => [`${code}_URL`, url])),
    pids: { hub: running(started), partners: running(partners), database: [postgres.pid] },
  };
}

async function statesOf(url: string): Promise<readonly string[]> {
  const { partners } = await query<{ partners: readonly { readonly source: { readonly state: string } }[] }>(
    url,
    "{ partners { source { state } } }",
  );
  return partners.map(({ source }) => source.state);
}

function running(processes: readonly { pid(): number | undefined }[]): readonly number[] {
  return processes.map((each) => each.pid()).filter((pid) => pid !== undefined);
}
