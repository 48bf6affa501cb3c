import { runs } from "@segpol/launcher/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { nextInstant } from "../../src/catalogue/history/instants.js";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { noteProblem, syncPartners } from "../../src/catalogue/write/source-writer.js";
import { sql } from "kysely";
import { everything } from "./support/everything.js";
import { generateRecords } from "./support/generate.js";
import { PARTNERS } from "./support/graph.js";
import { startHub, type TestHub } from "./support/hub.js";
import { harvested, modelRecord } from "./support/model.js";
import { createRandom } from "./support/random.js";

/** Changes between the instants that are asked for. */
const CHANGES = runs({ few: 8, many: 25 });
const START = new Date("2022-06-15T10:00:00.000Z");
const later = (instant: Date, seconds: number): Date => new Date(instant.getTime() + seconds * 1_000);

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => {
  await hub.db.deleteFrom("partner").execute();
  await hub.db.updateTable("history").set({ at: START.toISOString(), kept_from: null }).execute();
  await syncPartners(hub.db, PARTNERS, START);
  hub.now = START;
});
afterAll(async () => await hub.stop());

const listed = async (at: Date | null): Promise<string[]> => {
  const { data } = await hub.ask<{ records: { nodes: { id: string }[] } }>(
    "{ records(first: 100) { nodes { id } } }",
    {},
    { at },
  );
  return data.records.nodes.map(({ id }) => id);
};

describe("an earlier instant", () => {
  test(`is answered as it was answered then, after ${CHANGES} changes`, { timeout: 120_000 }, async () => {
    const random = createRandom(7);
    const pool = generateRecords(11, 4);
    const elsewise = generateRecords(12, 4);
    const live = new Map(pool.filter(() => random.chance(0.6)).map((record) => [record.id, record]));
    await hub.index([...live.values()], START.toISOString());

    const seen: { at: Date; answer: string; done: string }[] = [];
    const remember = async (done: string): Promise<void> => {
      hub.now = later(hub.now, 1);
      seen.push({ at: hub.now, answer: await everything(hub.catalogue, null), done });
      hub.now = later(hub.now, 7 + random.below(3_600));
    };
    await remember("began");
    for (let change = 0; change < CHANGES; change += 1) {
      const index = random.below(pool.length);
      const record = random.pick([pool, elsewise])[index];
      if (!record) throw new Error("Expected a record.");
      if (live.has(record.id) && random.chance(0.35)) {
        live.delete(record.id);
        await hub.withdraw(record.id);
        await remember(`withdrew ${record.id}`);
      } else {
        const updatedAt = hub.now.toISOString();
        live.set(record.id, record);
        await hub.index([{ ...record, updatedAt }], updatedAt);
        await remember(`wrote ${record.id}`);
      }
      if (random.chance(0.3)) {
        const { code } = random.pick(PARTNERS);
        await noteProblem(hub.db, code, { message: "It hangs.", reachable: random.chance(0.5) }, hub.now);
      }
    }
    expect(new Set(seen.map(({ answer }) => answer)).size).toBe(CHANGES + 1);
    for (const { at, answer, done } of seen) expect(await everything(hub.catalogue, at), done).toBe(answer);
  });

  test("pages on with cursors as it stood, whatever became of the records since", async () => {
    const records = generateRecords(3, 2).map((record) => ({ ...record, visibility: "PUBLIC" }));
    await hub.index(records);
    const at = later(hub.now, 1);
    hub.now = later(at, 1);
    for (const { id } of records.slice(0, 20)) await hub.withdraw(id);
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const {
        data,
      }: { data: { records: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } } =
        await hub.ask(
          "query ($after: String) { records(first: 7, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }",
          { after },
          { at },
        );
      ids.push(...data.records.nodes.map(({ id }) => id));
      after = data.records.pageInfo.hasNextPage ? data.records.pageInfo.endCursor : null;
    } while (after !== null);
    expect(ids.toSorted()).toEqual(records.map(({ id }) => id).toSorted());
    expect(ids).toHaveLength(40);
    expect(await listed(null)).toHaveLength(20);
  });

  test("knows the partners that had joined, and says of the others that they were not there", async () => {
    await hub.db.deleteFrom("partner").where("code", "=", "GENT").execute();
    const joined = later(START, 60);
    await syncPartners(hub.db, PARTNERS, joined);
    hub.now = later(START, 120);
    const source =
      '{ partners { code } partner(code: "GENT") { code } overview { sources { partner { code } } coverage { partner { code } } } }';
    interface Known {
      partners: { code: string }[];
      partner: { code: string } | null;
      overview: { sources: { partner: { code: string } }[]; coverage: { partner: { code: string } }[] };
    }
    const before = (await hub.ask<Known>(source, {}, { at: later(START, 59) })).data;
    expect(before.partners.map(({ code }) => code)).toEqual(["CPS", "CPL", "CC_GPI", "VCLP"]);
    expect(before.partner).toBeNull();
    expect(before.overview.sources).toHaveLength(4);
    expect(before.overview.coverage).toHaveLength(9 * 4);
    const since = (await hub.ask<Known>(source, {}, { at: joined })).data;
    expect(since.partner).toEqual({ code: "GENT" });
    expect(since.overview.coverage).toHaveLength(9 * 5);
  });

  test("in the future is answered as now", async () => {
    await hub.index([modelRecord("cps:event:a")]);
    expect(await listed(later(hub.now, 3_600))).toEqual(["cps:event:a"]);
    expect(hub.catalogue.createContext({ at: later(hub.now, 1) }).catalogue.at).toBeNull();
    expect(await listed(later(hub.now, -1))).toEqual([]);
  });

  test("says of its day what was upcoming and overdue", async () => {
    const record = modelRecord("cps:recommendation:a", { dueOn: "2022-06-20" });
    const event = modelRecord("cps:event:a", {
      date: { edtf: "2022-06-20", earliest: "2022-06-20", latest: "2022-06-20" },
    });
    await hub.index([record, event]);
    hub.now = new Date("2022-07-01T10:00:00Z");
    const source =
      "{ overview { upcomingEvents { totalCount } overdueRecommendations { totalCount } } recommendations { nodes { progress { overdue } } } }";
    expect((await hub.ask(source)).data).toEqual({
      overview: { upcomingEvents: { totalCount: 0 }, overdueRecommendations: { totalCount: 1 } },
      recommendations: { nodes: [{ progress: { overdue: true } }] },
    });
    expect((await hub.ask(source, {}, { at: later(START, 1) })).data).toEqual({
      overview: { upcomingEvents: { totalCount: 1 }, overdueRecommendations: { totalCount: 0 } },
      recommendations: { nodes: [{ progress: { overdue: false } }] },
    });
  });

  test("obeys the visibility that a record had then, and the one that it has now", async () => {
    await hub.index([modelRecord("cps:event:a", { visibility: "CABINET" }), modelRecord("cps:event:b")]);
    hub.now = later(START, 60);
    await hub.index([modelRecord("cps:event:a"), modelRecord("cps:event:b", { visibility: "CABINET" })]);
    hub.now = later(START, 120);
    expect(await listed(later(START, 1))).toEqual([]);
    expect(await listed(null)).toEqual(["cps:event:a"]);
    await hub.index([modelRecord("cps:event:b")]);
    expect(await listed(later(START, 1))).toEqual(["cps:event:b"]);
  });

  test("is not answered while a change of that time is still being written", async () => {
    await hub.index([modelRecord("cps:event:a", { title: { original: "NL", NL: "Voor" } })]);
    const at = later(hub.now, 5);
    hub.now = later(hub.now, 10);
    let answered: Promise<string> | undefined;
    await hub.db.transaction().execute(async (store) => {
      await nextInstant(store, later(START, 4));
      answered = listed(at).then((ids) => ids.join());
      const deadline = Date.now() + 20_000;
      let waiting = 0;
      while (waiting === 0 && Date.now() < deadline) {
        const { rows } = await sql`
          select pid from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(store);
        waiting = rows.length;
      }
      expect(waiting).toBe(1);
    });
    expect(await answered).toBe("cps:event:a");
  });
});

describe("a version", () => {
  const versions = async (): Promise<{ version: number; known_to: Date | null }[]> =>
    await hub.db.selectFrom("record_version").select(["version", "known_to"]).orderBy("known_from").execute();

  test("is not made by writing the same again", async () => {
    const record = harvested(modelRecord("cps:event:a", { links: [{ rel: "series", id: "cpl:event:s" }] }));
    const page = {
      records: [record],
      withdrawn: [],
      cursor: "1",
      epoch: "e",
      asOf: START.toISOString(),
      hasMore: false,
    };
    await applyPage(hub.db, "CPS", page, START);
    await applyPage(hub.db, "CPS", page, later(START, 1));
    await applyPage(hub.db, "CPS", { ...page, epoch: "another" }, later(START, 2));
    expect(await versions()).toEqual([{ version: 1, known_to: null }]);
    expect(await hub.db.selectFrom("link_version").select(["rel", "known_to"]).execute()).toEqual([
      { rel: "series", known_to: null },
    ]);
  });

  test("ends when the record is withdrawn, also by a new epoch that does not name it, and the count goes on", async () => {
    const { content, ...rest } = harvested(modelRecord("cps:event:a"));
    const record = { ...rest, content: { ...content, updatedAt: null } };
    const page = {
      records: [record],
      withdrawn: [],
      cursor: "1",
      epoch: "e",
      asOf: START.toISOString(),
      hasMore: false,
    };
    await applyPage(hub.db, "CPS", page, START);
    await applyPage(hub.db, "CPS", { ...page, records: [], epoch: "f" }, later(START, 1));
    await applyPage(hub.db, "CPS", { ...page, epoch: "f" }, later(START, 2));
    expect(await versions()).toEqual([
      { version: 1, known_to: later(START, 1) },
      { version: 2, known_to: null },
    ]);
  });

  test("has an instant after every other, even when the clock goes back", async () => {
    const page = { withdrawn: [], cursor: "1", epoch: "e", asOf: START.toISOString(), hasMore: false };
    for (const [index, code] of ["CPS", "CPL", "CPS"].entries()) {
      const records = [
        harvested(modelRecord(`${code.toLowerCase()}:event:a`, { title: { original: "NL", NL: `${index}` } })),
      ];
      await applyPage(hub.db, code, { ...page, records }, later(START, 100 - index));
    }
    const rows = await hub.db.selectFrom("record_version").select(["id", "known_from"]).orderBy("known_from").execute();
    expect(rows).toEqual([
      { id: "cps:event:a", known_from: later(START, 100) },
      { id: "cpl:event:a", known_from: later(START, 100.001) },
      { id: "cps:event:a", known_from: later(START, 100.002) },
    ]);
  });
});

test("what is asked of the present never reads the past", async () => {
  await hub.index(generateRecords(5, 2));
  const before = hub.statements.length;
  await everything(hub.catalogue, null);
  const statements = hub.statements.slice(before);
  expect(statements.length).toBeGreaterThan(20);
  // When a source's content last changed is the newest instant of its past, which an index tells.
  const others = statements.filter((statement) => !statement.includes("as last_change"));
  expect(others.filter((statement) => /_version|history/.test(statement))).toEqual([]);
  await everything(hub.catalogue, later(hub.now, -1));
  expect(hub.statements.some((statement) => /record_version/.test(statement))).toBe(true);
});
