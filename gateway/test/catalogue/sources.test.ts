import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ANYBODY, type Viewer } from "../../src/catalogue/database/visibility.js";
import { noteProblem, syncPartners } from "../../src/catalogue/write/source-writer.js";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { PARTNERS } from "./support/graph.js";
import { startHub, type TestHub } from "./support/hub.js";
import { harvested, modelRecord } from "./support/model.js";

const START = new Date("2022-06-15T10:00:00.000Z");
const seconds = (count: number): Date => new Date(START.getTime() + count * 1_000);
const CABINET: Viewer = { partners: true, cabinet: true, own: [] };

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => {
  await hub.db.deleteFrom("partner").execute();
  await hub.db.updateTable("history").set({ at: "-infinity", kept_from: null }).execute();
  await syncPartners(hub.db, PARTNERS, seconds(-100));
  hub.now = START;
});
afterAll(async () => await hub.stop());

interface Source {
  state: string;
  asOf: string | null;
  lastContactAt: string | null;
  records: number;
  problem: string | null;
}

async function source(viewer: Viewer = ANYBODY, at: Date | null = null): Promise<Source> {
  const { data } = await hub.ask<{ partner: { source: Source } }>(
    `{ partner(code: "CPS") { source { state asOf lastContactAt records problem } } }`,
    {},
    { viewer, at },
  );
  return data.partner.source;
}

async function page(asOf: Date, at: Date): Promise<void> {
  await applyPage(
    hub.db,
    "CPS",
    { records: [], withdrawn: [], cursor: "c", epoch: "e", asOf: asOf.toISOString(), hasMore: false },
    at,
  );
}

describe("what was said of a source", () => {
  test("is kept in a few rows while it goes on answering, and to the instant", async () => {
    const said: { readonly at: Date; readonly source: Source }[] = [];
    for (let question = 0; question < 500; question += 1) {
      // The partner's data goes on a little behind the question, and stands still now and then.
      const at = seconds(question * 20);
      await page(seconds(question * 20 - (question % 7 === 3 ? 25 : 2)), at);
      hub.now = new Date(at.getTime() + 1);
      if (question % 25 === 0) said.push({ at: hub.now, source: await source() });
    }
    const rows = await hub.db.selectFrom("source_version").select("known_from").execute();
    expect(rows.length).toBeLessThan(10);
    hub.now = seconds(20_000);
    for (const { at, source: then } of said) {
      expect(await source(ANYBODY, at)).toEqual(then);
      expect(await source(ANYBODY, new Date(at.getTime() + 18_000))).toMatchObject({ asOf: then.asOf });
    }
    expect((await source(ANYBODY, seconds(-1))).state).toBe("NEVER_HARVESTED");
  });

  test("ends a row with whatever else there is to say", async () => {
    await page(seconds(-1), START);
    await page(seconds(19), seconds(20));
    await noteProblem(hub.db, "CPS", { message: "CPS does not answer: x.", reachable: false }, seconds(40));
    await page(seconds(19), seconds(60));
    await page(seconds(79), seconds(80));
    hub.now = seconds(100);
    const seen = await Promise.all([10, 30, 50, 70, 90].map(async (at) => await source(ANYBODY, seconds(at))));
    expect(seen.map(({ state, asOf, problem }) => [state, asOf, problem])).toEqual([
      ["LIVE", seconds(-1).toISOString(), null],
      ["LIVE", seconds(19).toISOString(), null],
      ["DOWN", seconds(19).toISOString(), "CPS does not answer: x."],
      ["LIVE", seconds(19).toISOString(), null],
      ["LIVE", seconds(79).toISOString(), null],
    ]);
  });
});

describe("what could not be indexed", () => {
  const broken = (visibility: string) => ({
    ...harvested(modelRecord(`cps:event:${visibility.toLowerCase()}`, { visibility })),
    typeName: "CplEvent",
  });

  test("is told to those who may see the record, now and of an earlier instant", async () => {
    const records = ["PUBLIC", "PARTNERS", "CABINET"].map(broken);
    const unread = [
      {
        id: "cps:event:unknown",
        code: "UNREADABLE" as const,
        finding: { field: null, expected: "x", got: "secret", mend: "z" },
      },
    ];
    const state = { withdrawn: [], cursor: "c", epoch: "e", asOf: START.toISOString(), hasMore: false };
    const { quarantined } = await applyPage(hub.db, "CPS", { ...state, records, unread }, START);
    const [code] = new Set(quarantined.map((each) => each.code));
    expect(quarantined).toHaveLength(3);
    hub.now = seconds(10);
    await applyPage(
      hub.db,
      "CPS",
      { ...state, records: [modelRecord("cps:event:partners", { visibility: "PARTNERS" })].map(harvested) },
      hub.now,
    );
    hub.now = seconds(20);
    const problem = async (viewer: Viewer, at: Date | null) => (await source(viewer, at)).problem;
    const staff = (own: string): Viewer => ({ partners: true, cabinet: false, own: [own] });
    const counted = (count: number, codes: string | undefined) =>
      `${count} record${count === 1 ? "" : "s"} could not be indexed (${codes}).`;
    expect(await problem(ANYBODY, null)).toBe(counted(1, code));
    expect(await problem(staff("CPL"), null)).toBe(counted(1, code));
    expect(await problem(staff("CPS"), null)).toBe(counted(3, `${code}, UNREADABLE`));
    expect(await problem(CABINET, null)).toBe(counted(3, `${code}, UNREADABLE`));
    expect(await problem(ANYBODY, seconds(5))).toBe(counted(1, code));
    expect(await problem(staff("CPL"), seconds(5))).toBe(counted(2, code));
    expect(await problem(CABINET, seconds(5))).toBe(counted(4, `${code}, UNREADABLE`));
  });
});
