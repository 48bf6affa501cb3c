import { setImmediate as nextTurn } from "node:timers/promises";
import { runs } from "@segpol/launcher/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asOperation, createDeadline } from "@segpol/server";
import { createHubReaders } from "../../src/catalogue/database/readers.js";
import { SnapshotReads } from "../../src/catalogue/read/index/snapshot-reads.js";
import { ANYBODY } from "../../src/catalogue/database/visibility.js";
import { startHub, type TestHub } from "./support/hub.js";
import { modelRecord } from "./support/model.js";

/** Turns of the event loop in which two statements in a snapshot are done. */
const TURNS = 400;
const ROUNDS = runs({ few: 200, many: 1_000 });

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub([modelRecord("cps:event:a"), modelRecord("cps:event:b")]);
});
afterAll(async () => await hub.stop());

interface Answer {
  events: {
    totalCount: number;
    nodes: { id: string }[];
    facets: { partners: { code: string; count: number }[] };
    sources: { partner: { code: string }; records: number }[];
  };
}

test("a list's page, count, facets and sources fit together while a record is withdrawn", async () => {
  let answer: Promise<Answer> | undefined;
  await hub.db.transaction().execute(async (writer) => {
    // Holds up what is read of the sources, and nothing else of the answer.
    await sql`lock table source in access exclusive mode`.execute(writer);
    answer = hub.get<Answer>(
      "{ events { totalCount nodes { id } facets { partners { code count } } sources { partner { code } records } } }",
    );
    await expect
      .poll(
        async () =>
          (
            await sql`select pid from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(
              writer,
            )
          ).rows.length,
      )
      .toBe(1);
    await writer.deleteFrom("record").where("id", "=", "cps:event:b").execute();
  });
  const { totalCount, nodes, facets, sources } = (await answer)?.events ?? {};
  expect(nodes?.map(({ id }) => id)).toEqual(["cps:event:a", "cps:event:b"]);
  expect(totalCount).toBe(2);
  expect(facets?.partners).toEqual([{ code: "CPS", count: 2 }]);
  expect(sources?.find(({ partner }) => partner.code === "CPS")?.records).toBe(2);
});

test("one statement that fails fails alone", async () => {
  const reads = new SnapshotReads(hub.readers.as(ANYBODY));
  const asked = [sql`select 1 as one`, sql`select 1 / 0`, sql`select 2 as two`];
  expect(await Promise.allSettled(asked.map((query) => reads.rows(query)))).toMatchObject([
    { value: [{ one: 1 }] },
    { reason: { message: "division by zero" } },
    { value: [{ two: 2 }] },
  ]);
});

test("what is asked together ends with the time it has, whatever of it is left", async () => {
  const readers = createHubReaders(hub.databaseUrl, { log: ({ query }) => void begun.push(query.sql) });
  const begun: string[] = [];
  try {
    // The time is for the statements: opening a connection takes as long as the machine is busy.
    await new SnapshotReads(readers.as(ANYBODY)).rows(sql`select 0`);
    begun.length = 0;
    const reads = new SnapshotReads(readers.as(ANYBODY), 400);
    const asked = [sql`select 1 as one from pg_sleep(0.8)`, sql`select 2`, sql`select 3`];
    expect(await Promise.allSettled(asked.map((query) => reads.rows(query)))).toMatchObject([
      { value: [{ one: 1 }] },
      { reason: { name: "TooLateError" } },
      { reason: { name: "TooLateError" } },
    ]);
    expect(begun.filter((text) => text.startsWith("select"))).toHaveLength(1);
  } finally {
    await readers.destroy();
  }
});

test("without a database all fail, after one try to reach it", async () => {
  const address = new URL(hub.databaseUrl);
  address.port = "1";
  const readers = createHubReaders(address.href);
  try {
    const reads = new SnapshotReads(readers.as(ANYBODY));
    const settled = await Promise.allSettled([reads.rows(sql`select 1`), reads.rows(sql`select 2`)]);
    expect(settled).toMatchObject([{ reason: { code: "ECONNREFUSED" } }, { reason: { code: "ECONNREFUSED" } }]);
    const [first, second] = settled;
    expect(first?.status === "rejected" && second?.status === "rejected" && first.reason === second.reason).toBe(true);
  } finally {
    await readers.destroy();
  }
});

test("a connection that is lost in the midst of it comes back to nobody, and none is kept", async () => {
  const readers = createHubReaders(hub.databaseUrl, { maxConnections: 1, statementTimeoutMs: 20_000 });
  try {
    for (let round = 0; round < 3; round += 1) {
      const reads = new SnapshotReads(readers.as(ANYBODY));
      await expect(reads.rows(sql`select pg_terminate_backend(pg_backend_pid())`)).rejects.toThrow();
      expect(await reads.rows(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    }
  } finally {
    await readers.destroy();
  }
});

test("whenever an operation is left alone, its connection serves the next, outside of any transaction", async () => {
  const readers = createHubReaders(hub.databaseUrl, { maxConnections: 1, statementTimeoutMs: 20_000 });
  const state = sql<{ free: boolean }>`select transaction_timestamp() = statement_timestamp() as free`;
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const deadline = createDeadline(60_000, () => new Error("late"));
      const operation = { name: null, isKept: false, deadline, budget: undefined, leavePlace: undefined };
      const left = asOperation(operation, async () => {
        const reads = new SnapshotReads(readers.as(ANYBODY));
        return await Promise.allSettled([reads.rows(sql`select 1`), reads.rows(sql`select 2`)]);
      });
      // At another turn each time, so that every statement of it is met.
      for (let turn = 0; turn < (round * 7) % TURNS; turn += 1) await nextTurn();
      deadline.abandon();
      await left;
      await expect(state.execute(readers.as(ANYBODY))).resolves.toEqual({ rows: [{ free: true }] });
    }
  } finally {
    await readers.destroy();
  }
});
