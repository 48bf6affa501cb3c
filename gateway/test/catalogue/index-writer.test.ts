import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { migrateHubDatabase } from "../../src/catalogue/database.js";
import type { HarvestedRecord, HarvestPage } from "../../src/catalogue/harvested-record.js";
import { applyPage, OvertakenPageError } from "../../src/catalogue/index-writer.js";
import { noteContact, noteProblem, readHarvestState, syncPartners } from "../../src/catalogue/source-writer.js";
import { PARTNERS } from "./support/graph.js";
import { NOW, startHub, type TestHub } from "./support/hub.js";
import { harvested, modelRecord } from "./support/model.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => {
  await hub.db.deleteFrom("partner").execute();
  await syncPartners(hub.db, PARTNERS, new Date("2022-01-01T00:00:00Z"));
  hub.now = NOW;
});
afterAll(async () => await hub.stop());

const record = harvested(modelRecord("cps:event:a", { links: [{ rel: "series", id: "cpl:event:s" }] }));
const other = harvested(modelRecord("cps:event:b"));

function page(given: Partial<HarvestPage> = {}): HarvestPage {
  return { records: [], withdrawn: [], cursor: "1", epoch: "e1", asOf: NOW.toISOString(), hasMore: false, ...given };
}

/** The record as its owner answers without what the hub would count itself. */
function withContent(
  base: HarvestedRecord,
  content: Record<string, HarvestedRecord["content"][string]>,
): HarvestedRecord {
  return { ...base, content: { ...base.content, updatedAt: null, ...content } };
}

async function ids(): Promise<string[]> {
  return (await hub.db.selectFrom("record").select("id").orderBy("id").execute()).map(({ id }) => id);
}

async function source(): Promise<{
  state: string;
  problem: string | null;
  records: number;
  lastContactAt: string | null;
  asOf: string | null;
}> {
  const { partner } = await hub.get<{ partner: { source: Awaited<ReturnType<typeof source>> } }>(
    '{ partner(code: "CPS") { source { state problem records lastContactAt asOf } } }',
  );
  return partner.source;
}

describe("a page", () => {
  test("is written with its cursor, and tells what it changed", async () => {
    const first = await applyPage(hub.db, "CPS", page({ records: [record, other] }), NOW);
    expect(first).toEqual({ written: [record.id, other.id], unchanged: 0, removed: 0, setAside: [] });
    const second = await applyPage(hub.db, "CPS", page({ records: [record], withdrawn: [other.id], cursor: "2" }), NOW);
    expect(second).toEqual({ written: [], unchanged: 1, removed: 1, setAside: [] });
    expect(await ids()).toEqual([record.id]);
    expect(await readHarvestState(hub.db, "CPS")).toEqual({ cursor: "2", epoch: "e1" });
  });

  test("that fails leaves neither records nor cursor behind", async () => {
    await expect(applyPage(hub.db, "CPS", page({ records: [record], asOf: "not an instant" }), NOW)).rejects.toThrow();
    expect(await ids()).toEqual([]);
    expect(await readHarvestState(hub.db, "CPS")).toEqual({ cursor: null, epoch: null });
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
    expect(await readHarvestState(hub.db, "CPS")).toEqual({ cursor: "1", epoch: "e1" });
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
    const unread = [{ id: record.id, code: "UNREADABLE" as const, message: "The owner answered with an error." }];
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

describe("a record of id and title alone", () => {
  test("has the contract's defaults, and its title in its language, else Dutch", async () => {
    const bare = {
      id: "cps:event:bare",
      typeName: "CpsEvent",
      kind: "Event",
      content: { id: "cps:event:bare", title: "Kaal" },
      links: [],
      texts: [],
    } as const;
    const french = { ...bare, id: "cps:event:nu", content: { id: "cps:event:nu", title: "Nu", languages: ["FR"] } };
    await applyPage(hub.db, "CPS", page({ records: [bare, french] }), NOW);
    const { events } = await hub.get<{ events: { nodes: unknown[] } }>(
      "{ events { nodes { title languages kind status attendance visibility themes { code } date { edtf } organisers { code } version } } }",
    );
    const defaults = {
      kind: "OTHER",
      status: "CONFIRMED",
      attendance: "UNKNOWN",
      visibility: "PUBLIC",
      themes: [],
      date: null,
      organisers: [],
      version: 1,
    };
    expect(events.nodes).toEqual([
      { title: "Kaal", languages: ["NL"], ...defaults },
      { title: "Nu", languages: ["FR"], ...defaults },
    ]);
  });

  test("is a recommendation without evidence, or an indicator without direction", async () => {
    const bare = { links: [], texts: [] };
    const recommendation = {
      ...bare,
      id: "cps:recommendation:r",
      typeName: "CpsRecommendation",
      kind: "Recommendation",
      content: { title: "R" },
    } as const;
    const indicator = {
      ...bare,
      id: "cps:indicator:i",
      typeName: "CpsLegitimacyIndicator",
      kind: "LegitimacyIndicator",
      content: { title: "I", criterion: { code: "LEGALITY" } },
    } as const;
    await applyPage(hub.db, "CPS", page({ records: [recommendation, indicator] }), NOW);
    expect(
      await hub.get(
        "{ recommendations { nodes { kind progress { claimed assessed closure overdue } } } legitimacyIndicators { nodes { direction criteria { code } } } }",
      ),
    ).toEqual({
      recommendations: {
        nodes: [
          {
            kind: "RECOMMENDATION",
            progress: { claimed: "NO_EVIDENCE", assessed: null, closure: "OPEN", overdue: false },
          },
        ],
      },
      legitimacyIndicators: { nodes: [{ direction: "NEUTRAL", criteria: [{ code: "LEGALITY" }] }] },
    });
  });
});

describe("a record that cannot be indexed", () => {
  // Each of these letters counts for six once it is taken apart.
  const expanding = Array.from({ length: 3_700 }, (_, index) => `${"\u3316".repeat(20)}${index}`).join(" ");
  const cases: readonly [what: string, bad: HarvestedRecord, code: string, message: RegExp][] = [
    [
      "of another partner",
      { ...record, id: "cpl:event:a" },
      "FOREIGN_RECORD",
      /Expected the id of a Event of CPS; got "cpl:event:a"/,
    ],
    ["of another kind", { ...record, id: "cps:publication:a" }, "FOREIGN_RECORD", /cps:publication:a/],
    ["with a malformed id", { ...record, id: "no id \u0000" }, "FOREIGN_RECORD", /Expected a record's id/],
    [
      "of another type",
      { ...record, typeName: "CplEvent" },
      "FOREIGN_RECORD",
      /Expected the type CpsEvent; got "CplEvent"/,
    ],
    ["without a title", { ...withContent(record, { title: null }), texts: [] }, "TITLE_MISSING", /title/],
    [
      "with an unknown theme",
      withContent(record, { themes: [{ code: "NONE" }] }),
      "INVALID_FIELD",
      /one of TRUST.* in themes\.0; got \{"code":"NONE"\}/,
    ],
    [
      "with an unknown enumeration value",
      withContent(record, { status: "MAYBE" }),
      "INVALID_FIELD",
      /TENTATIVE, CONFIRMED, CANCELLED in status; got "MAYBE"/,
    ],
    [
      "with a day that does not exist",
      withContent(record, { date: { edtf: "2022", earliest: "2022-02-30", latest: null, basis: "STATED", text: "x" } }),
      "INVALID_FIELD",
      /type Date in date\.earliest; got "2022-02-30"/,
    ],
    [
      "with a date that is not EDTF",
      withContent(record, { date: { edtf: "soon", earliest: "2022-02-01", latest: null, basis: "STATED", text: "x" } }),
      "INVALID_FIELD",
      /date\.edtf/,
    ],
    [
      "with a date that ends before it begins",
      withContent(record, {
        date: { edtf: "2022", earliest: "2022-02-03", latest: "2022-02-02", basis: "STATED", text: "x" },
      }),
      "INVALID_FIELD",
      /date/,
    ],
    ["with a version that is no count", withContent(record, { version: 0 }), "INVALID_FIELD", /version/],
    [
      "with text that cannot be stored",
      withContent(record, { place: { name: "a\u0000", country: "BE", nisCode: null } }),
      "INVALID_FIELD",
      /place\.name/,
    ],
    [
      "with a text in no place",
      { ...record, texts: [{ field: "a b", language: "NL", text: "x", original: true }] },
      "INVALID_TEXT",
      /place such as topics\.0/,
    ],
    [
      "with a link to nothing",
      { ...record, links: [{ rel: "series", id: "somewhere" }] },
      "INVALID_LINK",
      /got "somewhere"/,
    ],
    [
      "with endless texts",
      { ...record, texts: [{ field: "title", language: "NL", text: "a ".repeat(130_000), original: true }] },
      "TOO_LARGE",
      /at most 250000 bytes/,
    ],
    [
      "with more different words than PostgreSQL can search",
      { ...record, texts: [{ field: "title", language: "NL", text: expanding, original: true }] },
      "NOT_STORABLE",
      /The database refused it: .*tsvector/,
    ],
  ];

  test.each(cases)(
    "because it is one %s is set aside with the reason; the others are written",
    async (_what, bad, code, message) => {
      const { written, setAside } = await applyPage(hub.db, "CPS", page({ records: [bad, other] }), NOW);
      expect(written).toEqual([other.id]);
      expect(setAside).toMatchObject([{ name: "RecordError", code, message: expect.stringMatching(message) }]);
      expect(await ids()).toEqual([other.id]);
      expect(await source()).toMatchObject({ state: "LIVE", problem: `1 record could not be indexed (${code}).` });
    },
  );

  test("keeps what the index had of it, until it is mended", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    const bad = withContent(record, { status: "MAYBE" });
    await applyPage(hub.db, "CPS", page({ records: [bad], epoch: "e2" }), NOW);
    expect(await ids()).toEqual([record.id]);
    expect((await source()).problem).toMatch(/INVALID_FIELD/);
    await applyPage(hub.db, "CPS", page({ records: [record], epoch: "e2" }), NOW);
    expect((await source()).problem).toBeNull();
  });
});

describe("a source", () => {
  test("is NEVER_HARVESTED until a page is written, whatever went wrong", async () => {
    expect(await source()).toEqual({
      state: "NEVER_HARVESTED",
      problem: null,
      records: 0,
      lastContactAt: null,
      asOf: null,
    });
    await noteProblem(hub.db, "CPS", { message: "CPS does not answer.", reachable: false }, NOW);
    expect(await source()).toMatchObject({ state: "NEVER_HARVESTED", problem: "CPS does not answer." });
    expect(await hub.get("{ overview { asOf } }")).toEqual({ overview: { asOf: "1970-01-01T00:00:00.000Z" } });
  });

  test("is STALE while changes are waiting, then LIVE", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record], hasMore: true }), NOW);
    expect(await source()).toMatchObject({ state: "STALE", records: 1 });
    await applyPage(hub.db, "CPS", page({}), NOW);
    expect(await source()).toEqual({
      state: "LIVE",
      problem: null,
      records: 1,
      lastContactAt: NOW.toISOString(),
      asOf: NOW.toISOString(),
    });
  });

  test("is DOWN while it cannot be reached, and keeps what it had", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    await noteProblem(hub.db, "CPS", { message: "CPS does not answer.", reachable: false }, NOW);
    expect(await source()).toMatchObject({ state: "DOWN", problem: "CPS does not answer.", records: 1 });
    await noteContact(hub.db, "CPS", NOW);
    expect(await source()).toMatchObject({ state: "LIVE", problem: null });
  });

  test("is STALE while it answers with something else than was asked", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    await noteProblem(hub.db, "CPS", { message: "CPS answers with an error.", reachable: true }, NOW);
    expect(await source()).toMatchObject({ state: "STALE", problem: "CPS answers with an error." });
  });

  test("becomes STALE, then DOWN, when nothing is heard of it any more", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    hub.now = new Date(NOW.getTime() + 91_000);
    expect(await source()).toMatchObject({ state: "STALE" });
    hub.now = new Date(NOW.getTime() + 121_000);
    expect(await source()).toMatchObject({
      state: "DOWN",
      problem: `The partner has not answered since ${NOW.toISOString()}.`,
    });
  });

  test("is listed with the partners asked", async () => {
    const read = async (args: string) =>
      (
        await hub.get<{ events: { sources: { partner: { code: string } }[] } }>(
          `{ events${args} { sources { partner { code } } } }`,
        )
      ).events.sources.map(({ partner }) => partner.code);
    expect(await read("")).toEqual(["CPS", "CPL", "CC_GPI", "VCLP", "GENT"]);
    expect(await read('(filter: { partners: ["VCLP", "CPS"] })')).toEqual(["CPS", "VCLP"]);
    const { partner } = await hub.get<{ partner: unknown }>(
      '{ partner(code: "GENT") { events { sources { partner { code } } } } }',
    );
    expect(partner).toEqual({ events: { sources: [{ partner: { code: "GENT" } }] } });
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
