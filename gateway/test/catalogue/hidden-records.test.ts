import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ANYBODY, type Viewer } from "../../src/catalogue/database/visibility.js";
import type { HarvestedRecord, Unread } from "../../src/catalogue/record/harvested-record.js";
import { applyVisibilities } from "../../src/catalogue/write/apply-visibilities.js";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { NOW, startHub, type TestHub } from "./support/hub.js";
import { emptyIndex, page, record, withContent } from "./support/pages.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => {
  await emptyIndex(hub);
  // Instants count up, from one test to the next.
  await sql`update history set at = '-infinity'`.execute(hub.db);
});
afterAll(async () => await hub.stop());

const STAFF: Viewer = { partners: true, cabinet: false, own: ["CPL"] };
const CABINET: Viewer = { partners: true, cabinet: true, own: [] };
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

/** What a viewer reads of the record: now, at an instant before it was hidden, and among the changes. */
async function seenBy(viewer: Viewer): Promise<{ now: boolean; before: boolean; listed: number; changes: string[] }> {
  const read = async (at: Date | null) => {
    const { data } = await hub.ask<{ record: { id: string } | null; records: { totalCount: number } }>(
      `{ record(id: "${record.id}") { id } records(filter: {text: "cps"}) { totalCount } }`,
      {},
      { viewer, at },
    );
    return data;
  };
  const { data } = await hub.ask<{ changes: { nodes: { kind: string }[] } }>(
    `{ changes(since: "2022-01-01T00:00:00Z") { nodes { kind } } }`,
    {},
    { viewer },
  );
  const now = await read(null);
  const before = await read(later(1));
  return {
    now: now.record !== null,
    before: before.record !== null,
    listed: now.records.totalCount,
    changes: data.changes.nodes.map(({ kind }) => kind),
  };
}

async function hide(given: { records?: HarvestedRecord[]; unread?: Unread[] }, seconds = 10): Promise<void> {
  hub.now = later(seconds);
  await applyPage(hub.db, "CPS", page({ ...given, cursor: `c${seconds}` }), hub.now);
  hub.now = later(seconds + 5);
}

const finding = { field: null, expected: "the record without an error", got: "an error", mend: "Mend it." };
const hidden = { visibility: "CABINET" };

describe("a record that its owner has hidden is hidden, whatever else is wrong with it", () => {
  const cases: readonly [what: string, given: { records?: HarvestedRecord[]; unread?: Unread[] }][] = [
    ["a field that the contract does not allow", { records: [withContent(record, { ...hidden, status: "MAYBE" })] }],
    ["no title", { records: [{ ...withContent(record, { ...hidden, title: null }), texts: [] }] }],
    [
      "more than the contract allows",
      { records: [withContent(record, { ...hidden, speakers: Array.from({ length: 201 }, () => "x") })] },
    ],
    ["what the database refuses", { records: [withContent(record, { ...hidden, url: "https://refused.example/" })] }],
    ["a visibility that the hub does not know", { records: [withContent(record, { visibility: "STAFF" })] }],
    ["another type", { records: [{ ...withContent(record, hidden), typeName: "CplEvent" }] }],
    ["an error of its owner", { unread: [{ id: record.id, code: "UNREADABLE", finding, visibility: "CABINET" }] }],
    ["nothing that its owner answers", { unread: [{ id: record.id, code: "UNREADABLE", finding }] }],
  ];

  test.each(cases)("%s", async (_what, given) => {
    await sql`alter table record add constraint refused check (card ->> 'url' <> 'https://refused.example/')`.execute(
      hub.db,
    );
    try {
      await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
      expect(await seenBy(ANYBODY)).toEqual({ now: true, before: true, listed: 1, changes: ["CREATED"] });
      await hide(given);
      expect(await seenBy(ANYBODY)).toEqual({ now: false, before: false, listed: 0, changes: ["WITHDRAWN"] });
      expect(await seenBy(STAFF)).toMatchObject({ now: false, before: false });
      expect(await seenBy(CABINET)).toEqual({
        now: true,
        before: true,
        listed: 1,
        changes: ["CREATED", "UPDATED"],
      });
    } finally {
      await sql`alter table record drop constraint refused`.execute(hub.db);
    }
  });

  test("from partners' staff too, when it was for them", async () => {
    const forStaff = withContent(record, { visibility: "PARTNERS" });
    await applyPage(hub.db, "CPS", page({ records: [forStaff] }), NOW);
    expect(await seenBy(STAFF)).toMatchObject({ now: true, before: true });
    await hide({ records: [withContent(record, { ...hidden, status: "MAYBE" })] });
    expect(await seenBy(STAFF)).toEqual({ now: false, before: false, listed: 0, changes: ["WITHDRAWN"] });
  });
});

describe("what the index holds of a record that cannot be taken", () => {
  test("is for nobody who might not read it before", async () => {
    await applyPage(hub.db, "CPS", page({ records: [withContent(record, hidden)] }), NOW);
    await hide({ records: [withContent(record, { visibility: "PUBLIC", status: "MAYBE" })] });
    expect(await seenBy(ANYBODY)).toMatchObject({ now: false, before: false });
  });

  test("is for everybody again once its owner says so, and when it is mended without a change", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    await hide({ unread: [{ id: record.id, code: "UNREADABLE", finding }] });
    expect(await seenBy(ANYBODY)).toMatchObject({ now: false });
    await hide({ unread: [{ id: record.id, code: "UNREADABLE", finding, visibility: "PUBLIC" }] }, 20);
    expect(await seenBy(ANYBODY)).toMatchObject({ now: true, before: true });
    await hide({ unread: [{ id: record.id, code: "UNREADABLE", finding }] }, 30);
    await hide({ records: [record] }, 40);
    expect(await seenBy(ANYBODY)).toMatchObject({ now: true, before: true, listed: 1 });
  });

  test("is hidden ahead of a page that cannot be taken, and of no other partner's records", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    const told = [{ id: record.id, visibility: "CABINET" }] as const;
    expect(await applyVisibilities(hub.db, "CPL", told, later(10))).toEqual([]);
    expect(await seenBy(ANYBODY)).toMatchObject({ now: true });
    expect(await applyVisibilities(hub.db, "CPS", told, later(10))).toEqual([record.id]);
    hub.now = later(20);
    expect(await seenBy(ANYBODY)).toEqual({ now: false, before: false, listed: 0, changes: ["WITHDRAWN"] });
    expect(await applyVisibilities(hub.db, "CPS", told, later(30))).toEqual([]);
  });
});
