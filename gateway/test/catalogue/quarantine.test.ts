import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { hasUnkept } from "../../src/catalogue/write/quarantine.js";
import { NOW, startHub, type TestHub } from "./support/hub.js";
import { emptyIndex, page, record, sourceOf } from "./support/pages.js";

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
