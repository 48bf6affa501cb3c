import { fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startTemporaryPostgres } from "@segpol/launcher";
import pg from "pg";

/**
 * From a partner's commit to the answer that its change feed held back: milliseconds, over HTTP, a real process and PostgreSQL.
 * Then what a reader costs that waits while nothing happens.
 *
 *     node test/bench/feed-latency.ts [commits] [idle seconds]
 */
const commits = Number(process.argv[2] ?? 200);
const idleSeconds = Number(process.argv[3] ?? 20);
const PAGE = "query ($after: String, $wait: Int!) { _changes(after: $after, wait: $wait) { cursor changes { id } } }";

interface Page {
  readonly cursor: string;
  readonly changes: readonly { readonly id: string }[];
}

const postgres = await startTemporaryPostgres();
try {
  const databaseUrl = await postgres.ensureDatabase("cps");
  const partner = fork(fileURLToPath(new URL("../../subgraphs/cps/dist/main.js", import.meta.url)), {
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: "0", LOG_LEVEL: "error" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const writer = new pg.Client({ connectionString: databaseUrl });
  try {
    const [{ url }] = (await once(partner, "message")) as [{ url: string }];
    await writer.connect();
    const ask = async (after: string | null, wait: number): Promise<Page> => {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: PAGE, variables: { after, wait } }),
      });
      return ((await response.json()) as { data: { _changes: Page } }).data._changes;
    };
    const transactions = async (): Promise<number> => {
      // What a connection did reaches the statistics ten seconds later, when it does nothing more.
      await sleep(11_000);
      const { rows } = await writer.query<{ done: string }>(
        "select xact_commit + xact_rollback as done from pg_stat_database where datname = current_database()",
      );
      return Number(rows[0]?.done);
    };

    let { cursor } = await ask(null, 0);
    const took: number[] = [];
    const perSecond = performance.now();
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
    took.sort((a, b) => a - b);
    const at = (part: number): string =>
      (took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0).toFixed(1);
    console.log(
      `commit to held answer, ${commits} commits in ${((performance.now() - perSecond) / 1000).toFixed(1)} s:`,
    );
    console.log(`  p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   p99 ${at(0.99)} ms   most ${at(1)} ms`);

    const began = performance.now();
    for (let time = 0; time < 100; time += 1) await ask(cursor, 0);
    console.log(`empty page, without waiting: ${((performance.now() - began) / 100).toFixed(1)} ms`);

    const before = await transactions();
    const alone = await idle(async () => sleep(idleSeconds * 1_000));
    const between = await transactions();
    const waited = await idle(async () => void (await ask(cursor, idleSeconds)));
    const after = await transactions();
    console.log(
      `idle for ${idleSeconds} s, nobody waiting: ${between - before - 1} transactions, ${alone} ms of processor`,
    );
    console.log(
      `idle for ${idleSeconds} s, one reader waiting: ${after - between - 1} transactions, ${waited} ms of processor`,
    );

    async function idle(what: () => Promise<void>): Promise<number> {
      const start = await processorMs();
      await what();
      return (await processorMs()) - start;
    }

    async function processorMs(): Promise<number> {
      const stat = await readFile(`/proc/${partner.pid}/stat`, "utf8").catch(() => "");
      const [user = 0, system = 0] = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .slice(11, 13)
        .map(Number);
      return (user + system) * 10;
    }
  } finally {
    await writer.end();
    partner.kill("SIGTERM");
    await once(partner, "exit");
  }
} finally {
  await postgres.stop();
}
