import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { migrateHubDatabase } from "../../src/catalogue/database/database.js";
import { applyPage, OvertakenPageError } from "../../src/catalogue/write/index-writer.js";
import { readHarvestState, syncPartners } from "../../src/catalogue/write/source-writer.js";
import { PARTNERS } from "./support/graph.js";
import { NOW, startHub, type TestHub } from "./support/hub.js";
import { harvested, modelRecord } from "./support/model.js";
import {
  emptyIndex,
  indexedIds,
  other,
  page,
  record,
  type SourceAnswer,
  sourceOf,
  withContent,
} from "./support/pages.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => await emptyIndex(hub));
afterAll(async () => await hub.stop());

const ids = (): Promise<string[]> => indexedIds(hub);
const source = (): Promise<SourceAnswer> => sourceOf(hub);

describe("a page", () => {
  test("is written with its cursor, and tells what it changed", async () => {
    const first = await applyPage(hub.db, "CPS", page({ records: [record, other] }), NOW);
    expect(first).toEqual({ written: [record.id, other.id], unchanged: 0, removed: 0, narrowed: 0, quarantined: [] });
    const second = await applyPage(hub.db, "CPS", page({ records: [record], withdrawn: [other.id], cursor: "2" }), NOW);
    expect(second).toEqual({ written: [], unchanged: 1, removed: 1, narrowed: 0, quarantined: [] });
    expect(await ids()).toEqual([record.id]);
    expect(await readHarvestState(hub.db, "CPS")).toMatchObject({ cursor: "2", epoch: "e1" });
  });

  test("that fails leaves neither records nor cursor behind", async () => {
    await expect(applyPage(hub.db, "CPS", page({ records: [record], asOf: "not an instant" }), NOW)).rejects.toThrow();
    expect(await ids()).toEqual([]);
    expect(await readHarvestState(hub.db, "CPS")).toMatchObject({ cursor: null, epoch: null });
  });

  test("of a partner that is not known is refused", async () => {
    await expect(applyPage(hub.db, "XYZ", page(), NOW)).rejects.toThrow(/got XYZ: call syncPartners first/);
  });

  test("withdraws no other partner's records", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    await applyPage(hub.db, "CPL", page({ withdrawn: [record.id] }), NOW);
    expect(await ids()).toEqual([record.id]);
  });

  test("replaces the links of a record that changed", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    await applyPage(
      hub.db,
      "CPS",
      page({ records: [{ ...record, links: [{ rel: "related", id: "cpl:event:x" }] }] }),
      NOW,
    );
    expect(await hub.db.selectFrom("link").select(["source", "rel", "target"]).execute()).toEqual([
      { source: record.id, rel: "related", target: "cpl:event:x" },
    ]);
  });

  test("is refused whole when the index has gone on since it was asked for", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record], after: null }), NOW);
    const late = page({ records: [other], withdrawn: [record.id], after: null, cursor: "0" });
    await expect(applyPage(hub.db, "CPS", late, NOW)).rejects.toThrow(OvertakenPageError);
    expect(await ids()).toEqual([record.id]);
    expect(await readHarvestState(hub.db, "CPS")).toMatchObject({ cursor: "1", epoch: "e1" });
    await applyPage(hub.db, "CPS", page({ records: [other], after: "1", cursor: "2" }), NOW);
    expect(await ids()).toEqual([record.id, other.id]);
  });

  test("of data that are read again takes nothing back of what is known; one of another copy does", async () => {
    const asOf = async () => Date.parse((await source()).asOf ?? "");
    const early = "1970-01-01T00:00:00.000Z";
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    await applyPage(hub.db, "CPS", page({ records: [record], asOf: early, hasMore: true }), NOW);
    expect(await asOf()).toBe(NOW.getTime());
    await applyPage(hub.db, "CPS", page({ records: [record], asOf: early, epoch: "e2", hasMore: true }), NOW);
    expect(await asOf()).toBe(0);
  });

  test("sets aside, with its cursor, what could not be read, and keeps what the index held of it", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    const unread = [
      {
        id: record.id,
        code: "UNREADABLE" as const,
        visibility: "PUBLIC" as const,
        finding: { field: null, expected: "x", got: "secret", mend: "z" },
      },
    ];
    await expect(applyPage(hub.db, "CPS", page({ unread, asOf: "not an instant" }), NOW)).rejects.toThrow();
    expect((await source()).problem).toBeNull();
    await applyPage(hub.db, "CPS", page({ unread, epoch: "e2" }), NOW);
    expect(await ids()).toEqual([record.id]);
    expect((await source()).problem).toContain("1 record could not be indexed (UNREADABLE).");
  });

  test("that ends a feed whose asOf has not got on removes nothing: a change may still be held back", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    const held = await applyPage(
      hub.db,
      "CPS",
      page({ epoch: "e2", cursor: "8", asOf: new Date(0).toISOString() }),
      NOW,
    );
    expect(held.removed).toBe(0);
    const whole = await applyPage(hub.db, "CPS", page({ epoch: "e2", cursor: "9" }), NOW);
    expect(whole.removed).toBe(1);
  });

  test("of a new epoch removes what the epoch does not name, once it is complete", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record, other] }), NOW);
    await applyPage(hub.db, "CPL", page({ records: [harvested(modelRecord("cpl:event:s"))] }), NOW);
    await applyPage(hub.db, "CPS", page({ records: [record], epoch: "e2", hasMore: true }), NOW);
    expect(await ids()).toEqual(["cpl:event:s", record.id, other.id]);
    const last = await applyPage(hub.db, "CPS", page({ epoch: "e2", cursor: "9" }), NOW);
    expect(last.removed).toBe(1);
    expect(await ids()).toEqual(["cpl:event:s", record.id]);
  });
});

describe("versions", () => {
  const stateOf = async (id: string) => {
    const row = await hub.db
      .selectFrom("record")
      .select(["version", "updated_at"])
      .where("id", "=", id)
      .executeTakeFirst();
    return { version: row?.version, updatedAt: row?.updated_at.toISOString() };
  };

  test("are counted by the hub where the owner gives none, once for each change", async () => {
    const later = new Date("2022-06-16T00:00:00.000Z");
    await applyPage(hub.db, "CPS", page({ records: [withContent(record, {})] }), NOW);
    expect(await stateOf(record.id)).toEqual({ version: 1, updatedAt: NOW.toISOString() });
    await applyPage(hub.db, "CPS", page({ records: [withContent(record, {})] }), later);
    expect(await stateOf(record.id)).toEqual({ version: 1, updatedAt: NOW.toISOString() });
    await applyPage(hub.db, "CPS", page({ records: [withContent(record, { status: "CANCELLED" })] }), later);
    expect(await stateOf(record.id)).toEqual({ version: 2, updatedAt: later.toISOString() });
  });

  test("are the owner's where it gives them", async () => {
    await applyPage(
      hub.db,
      "CPS",
      page({ records: [withContent(record, { version: 7, updatedAt: "2022-02-02T10:00:00.000Z" })] }),
      NOW,
    );
    expect(await stateOf(record.id)).toEqual({ version: 7, updatedAt: "2022-02-02T10:00:00.000Z" });
  });
});

describe("the tables", () => {
  test("are made once, also by several hubs at the same time", async () => {
    await Promise.all([migrateHubDatabase(hub.db), migrateHubDatabase(hub.db)]);
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    await migrateHubDatabase(hub.db);
    expect(await ids()).toEqual([record.id]);
  });

  test("keep the day a partner joined when it is renamed", async () => {
    await syncPartners(
      hub.db,
      PARTNERS.map((partner) => ({ ...partner, acronym: "NEW" })),
      NOW,
    );
    const rows = await hub.db
      .selectFrom("partner")
      .select(["acronym", "joined_at"])
      .where("code", "=", "CPS")
      .execute();
    expect(rows).toEqual([{ acronym: "NEW", joined_at: new Date("2022-01-01T00:00:00Z") }]);
  });
});
