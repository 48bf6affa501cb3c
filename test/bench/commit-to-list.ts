import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { query } from "../e2e/support/graph.ts";
import { until } from "../support/until.ts";
import { benchmark } from "./support/benchmark.ts";
import { startHubProcess, startPartnerProcess } from "./support/hub-process.ts";
import { startTable } from "./support/table.ts";
import { temporaryPostgres } from "./support/temporary-postgres.ts";
import { SPREAD, spreadOf } from "./support/times.ts";

const TARGET_MS = 500;
const RECORD = "cps:event:2021-12-08-recherche";
const LIST = `{ events(filter: { partners: ["CPS"] }, first: 100) { nodes { id title(lang: NL) } } }`;

await benchmark(
  {
    about: `Measures how long it takes from a partner's commit until the hub's unified list has the change.
A record is changed at a partner, one commit at a time. Partner and hub are processes as they ship, and share the machine with PostgreSQL.
Ends with 1 when the 95th percentile is ${TARGET_MS} ms or more.`,
    counts: { commits: { about: "commits", default: 200 } },
  },
  async ({ commits }, defer) => {
    const postgres = await temporaryPostgres(defer);
    const partner = await startPartnerProcess(postgres, "subgraphs/cps", defer);
    const hub = await startHubProcess(postgres, { CPS: partner.url }, defer);
    const owner = new pg.Client({ connectionString: partner.databaseUrl });
    await owner.connect();
    defer(() => owner.end());
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
    const { p95, cells } = spreadOf(took);
    startTable("commits", ...SPREAD)(commits, ...cells);
    return p95 < TARGET_MS;
  },
);

async function titleInList(hubUrl: string): Promise<string | undefined> {
  const { events } = await query<{ events: { nodes: { id: string; title: string }[] } }>(hubUrl, LIST);
  return events.nodes.find(({ id }) => id === RECORD)?.title;
}
