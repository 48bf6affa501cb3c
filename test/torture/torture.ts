import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createTokenSigner, makeSigningKey, partnerAudience } from "@segpol/identity";
import { freePort, startTemporaryPostgres } from "@segpol/launcher";
import type { RecordKind } from "@segpol/schema";
import { query } from "../e2e/support/graph.ts";
import { until } from "../support/until.ts";
import { UNREACHABLE_PARTNERS } from "../support/partners.ts";
import { type Mischief, wreakChaos } from "./chaos.ts";
import { compareWithOwner, type Owner } from "./compare.ts";
import { type FaultyProxy, startFaultyProxy } from "./faulty-proxy.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { judge, type SeenCounts, startObserver } from "./observer.ts";
import { planWriters } from "./plan.ts";
import { keepProcess, type KeptProcess } from "./processes.ts";
import { createRandom } from "./random.ts";
import { noCounts, runWriter, type WriterCounts } from "./writer.ts";

export interface TortureOptions {
  readonly seed: number;
  /** Writes that are committed. */
  readonly writes: number;
  /** Committed writes a second that are aimed at. */
  readonly rate: number;
  readonly hubs: number;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface Verdict {
  /** Empty: nothing was lost, doubled or said wrongly. */
  readonly problems: readonly string[];
  readonly writers: WriterCounts;
  readonly mischief: Readonly<Record<Mischief, number>>;
  /** Connections and pieces of them that the proxies spoilt. */
  readonly faults: number;
  readonly records: number;
  readonly seen: SeenCounts;
  /** Where the processes' logs were kept; only when there are problems. */
  readonly logs: string | undefined;
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PARTNERS = {
  CPS: { folder: "subgraphs/cps", kinds: ["Event"] },
  GENT: { folder: "plugins/gent", kinds: ["Event", "Publication", "Recommendation", "LegitimacyIndicator"] },
} as const satisfies Record<string, { folder: string; kinds: readonly RecordKind[] }>;
type Code = keyof typeof PARTNERS;
const CODES = Object.keys(PARTNERS) as Code[];
const WRITERS_PER_PARTNER = 4;

/** Small pages and short deadlines: more seams to break at. */
const HUB_SETTINGS = {
  SEGPOL_HARVEST_WAIT_S: "5",
  SEGPOL_HARVEST_PAGE: "15",
  SEGPOL_HARVEST_BATCH: "6",
  SEGPOL_HARVEST_TIMEOUT_MS: "3000",
  SEGPOL_HARVEST_RETRY_MIN_MS: "50",
  SEGPOL_HARVEST_RETRY_MAX_MS: "1000",
};
const HUB_ISSUER = "https://hub.example";
const LOG = { LOG_LEVEL: "info" };
const START_WITHIN_MS = 60_000;
const SETTLE_WITHIN_MS = 90_000;

interface Partner extends Omit<Owner, "authorization"> {
  readonly process: KeptProcess;
  readonly proxy: FaultyProxy;
}

interface Stage {
  readonly partners: readonly Partner[];
  readonly hubs: readonly (KeptProcess & { readonly url: string })[];
  readonly hubDatabaseUrl: string;
  /** Of whoever may see all that a partner publishes. */
  harvesterToken(code: string): Promise<string>;
  readonly reindex: (partner: string) => Promise<void>;
  readonly folder: string;
  readonly processes: readonly KeptProcess[];
}

type Undo = () => Promise<unknown>;

/** Writes at two partners while hubs, partners and what is between them fail, then holds the hub against the owners. */
export async function runTorture(options: TortureOptions): Promise<Verdict> {
  const undo: Undo[] = [];
  let keepLogs = true;
  try {
    const stage = await setStage(options, undo);
    const verdict = await perform(options, stage, undo);
    keepLogs = verdict.problems.length > 0;
    if (!keepLogs) undo.unshift(() => rm(stage.folder, { recursive: true, force: true }));
    return { ...verdict, logs: keepLogs ? stage.folder : undefined };
  } finally {
    for (const each of undo.toReversed()) await each().catch((error: unknown) => options.report(String(error)));
  }
}

async function setStage({ seed, hubs, report }: TortureOptions, undo: Undo[]): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "segpol-torture-"));
  report(`logs of the processes: ${folder}`);
  const postgres = await startTemporaryPostgres();
  undo.push(() => postgres.stop());
  const hubDatabaseUrl = await postgres.ensureDatabase("hub");
  const keep = (name: string, entry: string, env: Record<string, string>): KeptProcess => {
    const logFile = join(folder, `${name}.log`);
    const kept = keepProcess({ name, entry: join(ROOT, entry), env: { ...LOG, ...env }, logFile });
    undo.push(() => kept.stop());
    return kept;
  };

  const hubPorts = await Promise.all(Array.from({ length: hubs }, () => freePort()));
  // The hubs are one to the partners, so that a restart of either does not make the other's tokens void.
  const key = makeSigningKey();
  const issuer = { SEGPOL_HUB_ISSUER: HUB_ISSUER };
  const keys = { ...issuer, SEGPOL_HUB_JWKS_URL: `http://127.0.0.1:${hubPorts[0]}/.well-known/jwks.json` };
  const hubIdentity = { ...issuer, SEGPOL_HUB_KEY: JSON.stringify(key) };
  const signer = createTokenSigner({ issuer: HUB_ISSUER, key });
  const harvesterToken = async (code: string): Promise<string> =>
    await signer.sign({
      subject: "torture",
      roles: ["hub:harvester"],
      audience: partnerAudience(code),
      lifetimeS: 600,
    });

  const partners = await Promise.all(
    CODES.map(async (code): Promise<Partner> => {
      const databaseUrl = await postgres.ensureDatabase(code.toLowerCase());
      const port = await freePort();
      const proxy = await startFaultyProxy(port, createRandom(seed, `proxy ${code}`));
      undo.push(() => proxy.stop());
      const { folder: home, kinds } = PARTNERS[code];
      const process = keep(code, `${home}/dist/main.js`, { ...keys, DATABASE_URL: databaseUrl, PORT: String(port) });
      return { code, kinds, databaseUrl, url: `http://127.0.0.1:${port}/graphql`, proxy, process };
    }),
  );
  await until("the partners to serve", () => names(partners.map(({ process }) => process)), isNothing, START_WITHIN_MS);

  const addresses = Object.fromEntries([
    // Partners that have no part in the run are down.
    ...Object.entries(UNREACHABLE_PARTNERS),
    ...partners.map(({ code, proxy }) => [`${code}_URL`, `http://127.0.0.1:${proxy.port}/graphql`] as const),
  ]);
  const started: (KeptProcess & { url: string })[] = [];
  for (const [index, port] of hubPorts.entries()) {
    const env = { DATABASE_URL: hubDatabaseUrl, PORT: String(port), ...addresses, ...hubIdentity, ...HUB_SETTINGS };
    const kept = keep(`hub-${index + 1}`, "gateway/dist/main.js", env);
    started.push(Object.assign(kept, { url: `http://127.0.0.1:${port}/graphql` }));
  }
  await until("the hubs to serve", () => names(started), isNothing, START_WITHIN_MS);
  const reindex = async (partner: string): Promise<void> => {
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    const env = {
      PATH,
      NODE_COMPILE_CACHE,
      DATABASE_URL: hubDatabaseUrl,
      ...addresses,
      ...hubIdentity,
      ...HUB_SETTINGS,
    };
    const args = [join(ROOT, "gateway/dist/cli/main.js"), "reindex", "--partner", partner, "--patience", "5"];
    // It may fail for all that is done to it; the hub then goes on with what was begun.
    await promisify(execFile)(process.execPath, args, { env, timeout: 30_000 }).catch(() => undefined);
  };
  return {
    partners,
    hubs: started,
    hubDatabaseUrl,
    harvesterToken,
    reindex,
    folder,
    processes: [...partners.map((each) => each.process), ...started],
  };
}

async function perform(
  { seed, writes, rate, report, signal }: TortureOptions,
  stage: Stage,
  undo: Undo[],
): Promise<Omit<Verdict, "logs">> {
  const { partners, hubs, hubDatabaseUrl, harvesterToken, reindex, processes } = stage;
  const observer = await startObserver(hubDatabaseUrl);
  undo.push(() => observer.stop());
  const ledger = createLedger();
  const counts = noCounts();
  const mischief: Partial<Record<Mischief, number>> = {};
  const durationMs = (writes / rate) * 1_000;
  const over = new AbortController();
  const plans = planWriters({
    seed,
    writes,
    partners: Object.fromEntries(CODES.map((code) => [code, PARTNERS[code].kinds])),
    writersPerPartner: WRITERS_PER_PARTNER,
  });
  report(
    `${plans.length} writers, ${writes} writes to commit in about ${Math.round(durationMs / 1_000)} s, seed ${seed}`,
  );

  const chaos = wreakChaos({
    random: createRandom(seed, "chaos"),
    victims: {
      hubs,
      partners: partners.map(({ process }) => process),
      proxies: partners.map(({ proxy }) => proxy),
      hubDatabaseUrl,
      partnerDatabaseUrls: partners.map(({ databaseUrl }) => databaseUrl),
      partnerCodes: CODES,
      reindex,
    },
    // Each kind at least once, also in a short run.
    intervalMs: Math.min(1_500, durationMs / 25),
    onMischief: (what) => (mischief[what] = (mischief[what] ?? 0) + 1),
    signal: over.signal,
  });
  const watching = observer.watch(Math.max(500, durationMs / 300), over.signal);
  const telling = tell(report, counts, writes, mischief, over.signal);
  try {
    await Promise.all(
      plans.map((plan) => {
        const databaseUrl = partners.find(({ code }) => code === plan.partner)?.databaseUrl ?? "";
        return runWriter({ plan, databaseUrl, ledger, counts, durationMs, signal });
      }),
    );
  } finally {
    over.abort();
    await Promise.all([chaos, watching, telling]);
  }

  report("all is written; waiting until the hub has caught up");
  await settle(stage, ledger);
  report("comparing");
  const problems = processes.flatMap(({ name, crashes }) =>
    crashes > 0 ? [`${name} ended ${crashes} times by itself.`] : [],
  );
  const judged = judge(ledger, await observer.sightings());
  problems.push(...judged.problems);
  let records = 0;
  for (const [index, partner] of partners.entries()) {
    const hub = hubs[index % hubs.length];
    if (!hub) throw new Error("Expected at least one hub.");
    const authorization = `Bearer ${await harvesterToken(partner.code)}`;
    const comparison = await compareWithOwner({ ...partner, authorization }, hub.url, hubDatabaseUrl);
    records += comparison.records;
    problems.push(...comparison.problems);
  }
  const faults = partners.reduce((sum, { proxy }) => sum + proxy.faults, 0);
  return {
    problems,
    writers: counts,
    mischief: mischief as Record<Mischief, number>,
    faults,
    records,
    seen: judged.counts,
  };
}

/** Until everything runs, and every source is said to be live as of later than its last commit. */
async function settle({ partners, hubs, processes }: Stage, ledger: Ledger): Promise<void> {
  await until("every process to serve again", () => names(processes), isNothing, SETTLE_WITHIN_MS);
  for (const { url } of hubs) {
    await until(
      "every source to be live as of its last commit",
      async () => {
        const { partners: sources } = await query<{
          partners: { code: string; source: { state: string; asOf: string | null; problem: string | null } }[];
        }>(url, "{ partners { code source { state asOf problem } } }");
        return sources.filter(({ code }) => partners.some((partner) => partner.code === code));
      },
      (sources) =>
        sources.length === partners.length &&
        sources.every(
          ({ code, source: { state, asOf, problem } }) =>
            state === "LIVE" && problem === null && Date.parse(asOf ?? "") > ledger.lastAt(code),
        ),
      SETTLE_WITHIN_MS,
    );
  }
}

async function tell(
  report: TortureOptions["report"],
  counts: WriterCounts,
  writes: number,
  mischief: Partial<Record<Mischief, number>>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await sleep(5_000, undefined, { signal }).catch(() => undefined);
    const done = Object.values(mischief).reduce((sum, each) => sum + each, 0);
    report(`${counts.writes} of ${writes} writes committed, ${counts.rolledBack} rollbacks, ${done} disturbances`);
  }
}

function names(processes: readonly KeptProcess[]): Promise<string[]> {
  return Promise.resolve(processes.filter(({ isReady }) => !isReady).map(({ name }) => name));
}

function isNothing(list: readonly unknown[]): boolean {
  return list.length === 0;
}
