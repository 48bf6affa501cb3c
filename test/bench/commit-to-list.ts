/** How long a commit at a partner takes to be in the unified list. Run with: npm run build && node test/bench/commit-to-list.ts */
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startTemporaryPostgres } from "@segpol/launcher";
import pg from "pg";
import { query } from "../e2e/support/graph.ts";
import { until } from "../support/until.ts";
import { startHubProcess, startPartnerProcess } from "./support/hub-process.ts";
import { printTable } from "./support/print-table.ts";

const HELP = `Usage: node test/bench/commit-to-list.ts [--commits 200]

Changes a record at a partner so many times, one commit at a time, and asks the hub for the unified list until the change is in it.
Prints how long that took from the commit on, in milliseconds. Partner and hub are processes as they ship, and share the machine with
PostgreSQL. Packages have to be built: npm run build. Ends with 1 when the 95th percentile is 500 ms or more.
`;
const TARGET_MS = 500;
const RECORD = "cps:event:2021-12-08-recherche";
const LIST = `{ events(filter: { partners: ["CPS"] }, first: 100) { nodes { id title(lang: NL) } } }`;

const { values } = parseArgs({
  options: { commits: { type: "string", default: "200" }, help: { type: "boolean", short: "h", default: false } },
});
const commits = Number(values.commits);
if (values.help) {
  process.stdout.write(HELP);
} else if (Number.isInteger(commits) && commits >= 1) {
  await measure();
} else {
  process.stderr.write(`--commits: expected a whole number from 1 up, got "${values.commits}".\n`);
  process.exitCode = 2;
}

async function measure(): Promise<void> {
  const postgres = await startTemporaryPostgres();
  const stops: (() => Promise<void>)[] = [() => postgres.stop()];
  try {
    const partner = await startPartnerProcess(postgres, "subgraphs/cps");
    stops.push(() => partner.stop());
    const hub = await startHubProcess(postgres, { CPS: partner.url });
    stops.push(() => hub.stop());
    const owner = new pg.Client({ connectionString: partner.databaseUrl });
    await owner.connect();
    stops.push(() => owner.end());
    await until(
      "the hub to have harvested the partner",
      () => titleInList(hub.url),
      (title) => title !== undefined,
      60_000,
    );

    const took: number[] = [];
    for (let commit = 1; commit <= commits; commit += 1) {
      // At no particular moment of what the partner and the hub do meanwhile.
      await sleep(50 + Math.random() * 200);
      const title = `Titel ${commit}`;
      await owner.query("update event set title = jsonb_set(title, '{NL}', to_jsonb($2::text)) where id = $1", [
        RECORD,
        title,
      ]);
      const committed = performance.now();
      while ((await titleInList(hub.url)) !== title) await sleep(2);
      took.push(performance.now() - committed);
    }
    took.sort((a, b) => a - b);
    const percentile = (share: number) => took[Math.ceil(took.length * share) - 1] ?? Number.NaN;
    const p95 = percentile(0.95);
    const row = [took.length, ...[percentile(0.5), p95, percentile(0.99), percentile(1)].map((ms) => ms.toFixed(0))];
    printTable(["commits", "p50 ms", "p95 ms", "p99 ms", "longest ms"], [row]);
    process.stdout.write(`p95 is ${p95 < TARGET_MS ? "under" : "not under"} ${TARGET_MS} ms\n`);
    if (p95 >= TARGET_MS) process.exitCode = 1;
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function titleInList(hubUrl: string): Promise<string | undefined> {
  const { events } = await query<{ events: { nodes: { id: string; title: string }[] } }>(hubUrl, LIST);
  return events.nodes.find(({ id }) => id === RECORD)?.title;
}
