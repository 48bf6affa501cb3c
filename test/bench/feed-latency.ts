import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { query } from "../e2e/support/graph.ts";
import { benchmark } from "./support/benchmark.ts";
import { startPartnerProcess } from "./support/hub-process.ts";
import { startTable } from "./support/table.ts";
import { temporaryPostgres } from "./support/temporary-postgres.ts";
import { SPREAD, spreadOf, timed } from "./support/times.ts";

const PAGE = "query ($after: String, $wait: Int!) { _changes(after: $after, wait: $wait) { cursor changes { id } } }";
const EMPTY_PAGES = 100;

interface Page {
  readonly cursor: string;
  readonly changes: readonly { readonly id: string }[];
}

await benchmark(
  {
    about: `Measures how long a change feed that holds a question open takes to answer, from a commit on.
A record is changed at a partner, one commit at a time. Then prints what a reader costs that waits while nothing happens. The partner is a process as it ships.`,
    counts: {
      commits: { about: "commits", default: 200 },
      idle: { about: "seconds in which nothing happens", default: 20, max: 30 },
    },
  },
  async ({ commits, idle }, defer) => {
    const partner = await startPartnerProcess(await temporaryPostgres(defer), "subgraphs/cps", defer);
    const writer = new pg.Client({ connectionString: partner.databaseUrl });
    await writer.connect();
    defer(() => writer.end());
    const ask = async (after: string | null, wait: number): Promise<Page> => {
      const { _changes } = await query<{ _changes: Page }>(partner.url, PAGE, { variables: { after, wait } });
      return _changes;
    };

    let { cursor } = await ask(null, 0);
    const took: number[] = [];
    for (let commit = 0; commit < commits; commit += 1) {
      const waiting = ask(cursor, 30);
      // So that the question is there and waits.
      await sleep(20);
      await writer.query("update event set url = $1 where id = (select min(id) from event)", [
        `https://example.org/${commit}`,
      ]);
      const committed = performance.now();
      const page = await waiting;
      took.push(performance.now() - committed);
      if (page.changes.length !== 1) throw new Error(`Expected the one change; got ${JSON.stringify(page)}.`);
      ({ cursor } = page);
    }
    startTable("commits", ...SPREAD)(commits, ...spreadOf(took).cells);

    const empty = await timed(async () => {
      for (let time = 0; time < EMPTY_PAGES; time += 1) await ask(cursor, 0);
    });
    startTable("empty page, without waiting, ms")(empty / EMPTY_PAGES);

    const transactions = async (): Promise<number> => {
      // What a connection did reaches the statistics ten seconds later, when it does nothing more.
      await sleep(11_000);
      const { rows } = await writer.query<{ done: string }>(
        "select xact_commit + xact_rollback as done from pg_stat_database where datname = current_database()",
      );
      return Number(rows[0]?.done);
    };
    const print = startTable("idle s", "readers waiting", "transactions", "processor ms");
    for (const readers of [0, 1]) {
      const [done, busy] = [await transactions(), await partner.processor()];
      await (readers === 0 ? sleep(idle * 1_000) : ask(cursor, idle));
      const used = (await partner.processor()) - busy;
      // The question for the statistics is one itself.
      print(idle, readers, (await transactions()) - done - 1, used);
    }
  },
);
