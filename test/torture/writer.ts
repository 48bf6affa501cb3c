import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { TABLES } from "./contents.ts";
import type { Ledger } from "./ledger.ts";
import type { PlannedTransaction, Write, WriterPlan } from "./plan.ts";

export interface WriterCounts {
  committed: number;
  rolledBack: number;
  slow: number;
  savepoints: number;
  /** Ended by PostgreSQL because writers waited for each other; done again. */
  deadlocks: number;
  writes: number;
  puts: number;
  withdrawals: number;
  deletions: number;
  rows: number;
}

export function noCounts(): WriterCounts {
  return {
    committed: 0,
    rolledBack: 0,
    slow: 0,
    savepoints: 0,
    deadlocks: 0,
    writes: 0,
    puts: 0,
    withdrawals: 0,
    deletions: 0,
    rows: 0,
  };
}

export interface WriterOptions {
  readonly plan: WriterPlan;
  readonly databaseUrl: string;
  readonly ledger: Ledger;
  readonly counts: WriterCounts;
  /** Milliseconds over which the transactions are spread. */
  readonly durationMs: number;
  readonly signal: AbortSignal;
}

/** By this name the run knows its own connections. */
export const APPLICATION = "torture";
const DEADLOCK = "40P01";

/** Writes straight into the partner's database, as a person or an import would. */
export async function runWriter({
  plan,
  databaseUrl,
  ledger,
  counts,
  durationMs,
  signal,
}: WriterOptions): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: APPLICATION });
  await client.connect();
  const start = performance.now();
  try {
    for (const [index, transaction] of plan.transactions.entries()) {
      if (signal.aborted) return;
      const due = start + (durationMs * index) / plan.transactions.length;
      await sleep(Math.max(0, due - performance.now()), undefined, { signal });
      while (!(await run(client, plan.partner, transaction, ledger, counts))) counts.deadlocks += 1;
    }
  } finally {
    await client.end();
  }
}

/** False: PostgreSQL chose it to end a deadlock. */
async function run(
  client: pg.Client,
  partner: string,
  { writes, undone, commits, holdMs }: PlannedTransaction,
  ledger: Ledger,
  counts: WriterCounts,
): Promise<boolean> {
  const done = noCounts();
  const deleted = new Map<string, number>();
  try {
    await client.query("begin");
    for (const [index, each] of writes.entries()) {
      await write(client, each, done, deleted);
      if (index === 0 && holdMs > 0) await sleep(holdMs);
    }
    if (undone.length > 0) {
      await client.query("savepoint before");
      for (const each of undone) await write(client, each, noCounts(), new Map());
      await client.query("rollback to savepoint before");
    }
    const states = await statesOf(client, writes);
    await client.query(commits ? "commit" : "rollback");
    const knownAt = Date.now();
    counts.slow += holdMs > 0 ? 1 : 0;
    counts.savepoints += undone.length > 0 ? 1 : 0;
    if (!commits) {
      counts.rolledBack += 1;
      return true;
    }
    counts.committed += 1;
    for (const name of ["writes", "puts", "withdrawals", "deletions", "rows"] as const) counts[name] += done[name];
    for (const { id, version, gone } of states) ledger.add({ id, partner, version, gone, knownAt });
    for (const [id, version] of deleted) ledger.add({ id, partner, version, gone: true, knownAt });
    return true;
  } catch (error) {
    await client.query("rollback");
    if (error instanceof pg.DatabaseError && error.code === DEADLOCK) return false;
    throw error;
  }
}

async function write(
  client: pg.Client,
  { does, kind, id, columns, rows }: Write,
  counts: WriterCounts,
  deleted: Map<string, number>,
): Promise<void> {
  const table = TABLES[kind];
  counts.writes += 1;
  if (does === "withdraw") {
    const sql = `update ${table} set withdrawn_at = now() where id = $1 and withdrawn_at is null`;
    if ((await client.query(sql, [id])).rowCount) {
      counts.withdrawals += 1;
      return;
    }
  }
  if (does === "delete") {
    const gone = await client.query<{ version: number }>(`delete from ${table} where id = $1 returning version`, [id]);
    // Its id is not used again, so no version of it comes after.
    for (const { version } of gone.rows) deleted.set(id, version + 1);
    counts.deletions += 1;
    return;
  }
  if (does === "rows" && rows) {
    const record = await client.query(`select from ${table} where id = $1 for update`, [id]);
    if (record.rowCount && (await client.query(rows.sql, [id, ...rows.values])).rowCount) {
      counts.rows += 1;
      return;
    }
  }
  const names = Object.keys(columns);
  await client.query(
    `insert into ${table} (${names.join(", ")})
     select ${names.join(", ")} from jsonb_populate_record(null::${table}, $1::jsonb)
     on conflict (id) do update set ${names.map((name) => `${name} = excluded.${name}`).join(", ")}`,
    [JSON.stringify(columns)],
  );
  counts.puts += 1;
}

interface State {
  readonly id: string;
  readonly version: number;
  readonly gone: boolean;
}

/** The transaction holds these records locked, so this is what it commits. */
async function statesOf(client: pg.Client, writes: readonly Write[]): Promise<State[]> {
  const kinds = Map.groupBy(writes, ({ kind }) => kind);
  const states: State[] = [];
  for (const [kind, ofKind] of kinds) {
    const { rows } = await client.query<State>(
      `select id, version, withdrawn_at is not null as gone from ${TABLES[kind]} where id = any($1)`,
      [ofKind.map(({ id }) => id)],
    );
    states.push(...rows);
  }
  return states;
}
