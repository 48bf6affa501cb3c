import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ANYBODY, type Viewer } from "../../src/catalogue/database/visibility.js";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { hasUnkept } from "../../src/catalogue/write/quarantine.js";
import { NOW, startHub, type TestHub } from "./support/hub.js";
import { emptyIndex, page, record, sourceOf, withContent } from "./support/pages.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => await emptyIndex(hub));
afterAll(async () => await hub.stop());

const finding = { field: null, expected: "an id of CPS", got: "x".repeat(5_000), mend: "Mend it." };
const foreign = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `cpl:event:e${from + index}`,
    code: "FOREIGN_RECORD" as const,
    finding,
  }));
const rows = async () => await hub.db.selectFrom("set_aside").select(["record", "got"]).orderBy("record").execute();
const problem = async () => (await sourceOf(hub)).problem;

/** What the owner's staff read of it: for others, records of unknown visibility do not count. */
async function counted(): Promise<string | null> {
  const { data } = await hub.ask<{ partner: { source: { problem: string | null } } }>(
    '{ partner(code: "CPS") { source { problem } } }',
    {},
    { viewer: { partners: true, cabinet: false, own: ["CPS"] } },
  );
  return data.partner.source.problem;
}

test("ids of others are counted, and the first hundred kept, cut where they are long", async () => {
  await applyPage(hub.db, "CPS", page({ unread: foreign(1_000, 60) }), NOW);
  await applyPage(hub.db, "CPS", page({ unread: foreign(1_030, 230) }), NOW);
  const kept = await rows();
  expect(kept.map(({ record }) => record)).toEqual(foreign(1_000, 100).map(({ id }) => id));
  expect(Math.max(...kept.map(({ got }) => got.length))).toBe(1_000);
  expect(await counted()).toBe("260 records could not be indexed (FOREIGN_RECORD).");
  expect(await problem()).toBeNull();
  expect(await hasUnkept(hub.db, "CPS")).toBe(false);
});

test("records of the partner's own are kept beside any number of others, and what is named from the beginning is counted anew", async () => {
  const own = { id: record.id, code: "UNREADABLE" as const, finding };
  await applyPage(hub.db, "CPS", page({ unread: [...foreign(1_000, 150), own] }), NOW);
  expect((await rows()).map(({ record: id }) => id)).toContain(record.id);
  expect(await counted()).toBe("151 records could not be indexed (FOREIGN_RECORD, UNREADABLE).");
  await applyPage(hub.db, "CPS", page({ epoch: "e2", unread: [own] }), NOW);
  expect(await counted()).toBe("1 record could not be indexed (UNREADABLE).");
  await applyPage(hub.db, "CPS", page({ epoch: "e2", records: [record] }), NOW);
  expect(await counted()).toBeNull();
});

test("more of the partner's own than are kept are asked for again by a full resync alone", async () => {
  const own = Array.from({ length: 5_001 }, (_, index) => ({
    id: `cps:event:e${index}`,
    code: "UNREADABLE" as const,
    finding,
  }));
  await applyPage(hub.db, "CPS", page({ unread: own }), NOW);
  expect(await rows()).toHaveLength(5_000);
  expect(await counted()).toBe("5001 records could not be indexed (UNREADABLE).");
  expect(await hasUnkept(hub.db, "CPS")).toBe(true);
});

test("what is wrong with a record is read by its owner's staff and the cabinet, and by nobody else", async () => {
  const staffOf = (own: string) => ({ partners: true, cabinet: false, own: [own] });
  const bad = withContent(record, { status: "MAYBE" });
  await applyPage(hub.db, "CPS", page({ records: [bad] }), NOW);
  const findings = async (viewer: Viewer, at: Date | null = null) => {
    const query =
      '{ partner(code: "CPS") { source { problem findings { recordId code field expected got mend since } } } }';
    const { data } = await hub.ask<{ partner: { source: { problem: string; findings: object[] } } }>(
      query,
      {},
      { viewer, at },
    );
    return data.partner.source;
  };
  const known = [
    {
      recordId: record.id,
      code: "INVALID_FIELD",
      field: "status",
      expected: "one of TENTATIVE, CONFIRMED, CANCELLED",
      got: '"MAYBE"',
      mend: "Give the field a value that the contract allows there.",
      since: NOW.toISOString(),
    },
  ];
  const problem = "1 record could not be indexed (INVALID_FIELD).";
  expect(await findings(staffOf("CPS"))).toEqual({ problem, findings: known });
  expect(await findings({ partners: true, cabinet: true, own: [] })).toEqual({ problem, findings: known });
  expect(await findings(staffOf("CPL"))).toEqual({ problem, findings: [] });
  expect(await findings(ANYBODY)).toEqual({ problem, findings: [] });
  hub.now = new Date(NOW.getTime() + 10_000);
  expect((await findings(staffOf("CPS"), NOW)).findings).toEqual([]);
});
