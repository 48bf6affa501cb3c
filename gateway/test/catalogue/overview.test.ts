import { CRITERION_CODES, THEME_CODES } from "@segpol/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { byDate, byDueDay, compareCodes, expectedIds, isOverdue } from "./support/expected.js";
import { CLAIMS, generateRecords, TODAY } from "./support/generate.js";
import { PARTNER_CODES } from "./support/graph.js";
import { NOW, startHub, type TestHub } from "./support/hub.js";
import type { ModelRecord } from "./support/model.js";

const records = generateRecords(4, 15);
const visible = records.filter(({ visibility }) => visibility === "PUBLIC");
const ofKind = (kind: ModelRecord["kind"]): ModelRecord[] => visible.filter((record) => record.kind === kind);

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub(records);
});
afterAll(async () => await hub.stop());

async function overview<T>(selection: string): Promise<T> {
  return (await hub.get<{ overview: T }>(`{ overview { ${selection} } }`)).overview;
}

describe("the overview", () => {
  test("covers every theme by every partner, zeros included", async () => {
    const { coverage } = await overview<{ coverage: unknown[] }>(
      "coverage { theme { code } partner { code } events publications recommendations legitimacyIndicators }",
    );
    const count = (theme: string, partner: string, kind: ModelRecord["kind"]): number =>
      ofKind(kind).filter((record) => record.partner === partner && record.themes.includes(theme)).length;
    expect(coverage).toEqual(
      THEME_CODES.flatMap((theme) =>
        PARTNER_CODES.map((partner) => ({
          theme: { code: theme },
          partner: { code: partner },
          events: count(theme, partner, "Event"),
          publications: count(theme, partner, "Publication"),
          recommendations: count(theme, partner, "Recommendation"),
          legitimacyIndicators: count(theme, partner, "LegitimacyIndicator"),
        })),
      ),
    );
    expect(coverage).toHaveLength(9 * 5);
  });

  test.each([
    ["THEME", THEME_CODES, (record: ModelRecord) => record.themes],
    ["PARTNER", PARTNER_CODES, (record: ModelRecord) => [record.partner]],
    ["CRITERION", CRITERION_CODES, (record: ModelRecord) => record.criteria],
  ] as const)("has claimed and assessed progress side by side by %s", async (by, codes, codesOf) => {
    const { progress } = await overview<{ progress: unknown[] }>(
      `progress(by: ${by}) { code total claimed { status count } assessed { status count } overdue }`,
    );
    expect(progress).toEqual(
      codes.map((code) => {
        const own = ofKind("Recommendation").filter((record) => codesOf(record).includes(code));
        const counts = (of: (record: ModelRecord) => string | null) =>
          CLAIMS.map((status) => ({ status, count: own.filter((record) => of(record) === status).length }));
        return {
          code,
          total: own.length,
          claimed: counts(({ status }) => status),
          assessed: counts(({ assessed }) => assessed),
          overdue: own.filter(isOverdue).length,
        };
      }),
    );
  });

  test("has the events to come by date, and the overdue recommendations by due day", async () => {
    const lists = await overview<
      Record<"upcomingEvents" | "overdueRecommendations", { nodes: { id: string }[]; totalCount: number }>
    >(
      "upcomingEvents(first: 100) { nodes { id } totalCount } overdueRecommendations(first: 100) { nodes { id } totalCount }",
    );
    const isToCome = ({ kind, date }: ModelRecord): boolean =>
      kind === "Event" && date !== null && (date.latest === null || date.latest >= TODAY);
    const upcoming = expectedIds(records, isToCome, byDate);
    const overdue = expectedIds(records, (record) => record.kind === "Recommendation" && isOverdue(record), byDueDay);
    expect(lists.upcomingEvents.nodes.map(({ id }) => id)).toEqual(upcoming);
    expect(lists.overdueRecommendations.nodes.map(({ id }) => id)).toEqual(overdue);
    expect([lists.upcomingEvents.totalCount, lists.overdueRecommendations.totalCount]).toEqual([
      upcoming.length,
      overdue.length,
    ]);
  });

  test("goes by the day in Belgium, whatever day it is in Greenwich", async () => {
    const dueToday = ofKind("Recommendation").filter(
      ({ dueOn, status, closure }) => dueOn !== null && status !== "COMPLETE" && closure === "OPEN",
    );
    const last = dueToday.toSorted((a, b) => compareCodes(b.dueOn ?? "", a.dueOn ?? ""))[0];
    if (!last?.dueOn) throw new Error("Expected a recommendation with a due day.");
    const isOverdueAt = async (instant: string): Promise<boolean> => {
      hub.now = new Date(instant);
      const { record } = await hub.get<{ record: { progress: { overdue: boolean } } }>(
        `{ record(id: "${last.id}") { ... on Recommendation { progress { overdue } } } }`,
      );
      const { recommendations } = await hub.get<{ recommendations: { nodes: { id: string }[] } }>(
        "{ recommendations(first: 100, filter: { overdue: true }) { nodes { id } } }",
      );
      expect(recommendations.nodes.some(({ id }) => id === last.id)).toBe(record.progress.overdue);
      return record.progress.overdue;
    };
    try {
      expect(await isOverdueAt(`${last.dueOn}T20:00:00Z`)).toBe(false);
      expect(await isOverdueAt(`${last.dueOn}T23:30:00Z`)).toBe(true);
    } finally {
      hub.now = NOW;
    }
  });

  test("names what is missing", async () => {
    interface Gap {
      readonly kind: string;
      readonly theme: { readonly code: string } | null;
      readonly record: { readonly id: string } | null;
      readonly partner: { readonly code: string } | null;
    }
    const { gaps } = await overview<{ gaps: Gap[] }>("gaps { kind theme { code } record { id } partner { code } }");
    const themesWithout = (kind: ModelRecord["kind"]): string[] =>
      THEME_CODES.filter((code) => !ofKind(kind).some(({ themes }) => themes.includes(code)));
    const of = (kind: string): Gap[] => gaps.filter((gap) => gap.kind === kind);
    expect(of("THEME_WITHOUT_EVENT").map(({ theme }) => theme?.code)).toEqual(themesWithout("Event"));
    expect(of("THEME_WITHOUT_RECOMMENDATION").map(({ theme }) => theme?.code)).toEqual(themesWithout("Recommendation"));
    const unanswered = ofKind("Recommendation").filter(
      ({ category, responses }) => category !== "COMMITMENT" && responses.every(({ value }) => value === "NO_RESPONSE"),
    );
    const byId = (some: readonly ModelRecord[]) =>
      some
        .map(({ id, partner }) => ({ record: { id }, partner: { code: partner } }))
        .toSorted((a, b) => compareCodes(a.record.id, b.record.id));
    const found = (kind: string) => of(kind).map(({ record, partner }) => ({ record, partner }));
    expect(found("RECOMMENDATION_WITHOUT_RESPONSE")).toEqual(byId(unanswered));
    expect(found("INDICATOR_WITHOUT_DATA")).toEqual(
      byId(ofKind("LegitimacyIndicator").filter(({ latest }) => latest === null)),
    );
    expect(themesWithout("Event").length).toBeGreaterThan(0);
    expect(themesWithout("Recommendation").length).toBeGreaterThan(0);
  });

  test("is as old as its oldest source", async () => {
    const page = { records: [], withdrawn: [], cursor: "c", epoch: "e", hasMore: false };
    // A feed read on says no less than it said; this is a source that has not been heard of since.
    await hub.db
      .updateTable("source")
      .set({ as_of: "2022-06-14T08:00:00.000Z" })
      .where("partner", "=", "CPL")
      .execute();
    const read = async () =>
      await overview<{ asOf: string; sources: { partner: { code: string }; asOf: string; records: number }[] }>(
        "asOf sources { partner { code } asOf records }",
      );
    const { asOf, sources } = await read();
    expect(asOf).toBe("2022-06-14T08:00:00.000Z");
    expect(sources.map(({ partner }) => partner.code)).toEqual(PARTNER_CODES);
    expect(sources.map(({ records }) => records)).toEqual(
      PARTNER_CODES.map((code) => visible.filter(({ partner }) => partner === code).length),
    );
    await applyPage(hub.db, "CPL", { ...page, asOf: NOW.toISOString() }, NOW);
    expect((await read()).asOf).toBe(NOW.toISOString());
  });

  test("takes few statements, however many records there are", async () => {
    const before = hub.statements.length;
    await overview(
      "asOf coverage { events } a: progress(by: THEME) { total } gaps { kind record { id title } } sources { state } upcomingEvents { nodes { id } }",
    );
    expect(hub.statements.length - before).toBe(6);
  });
});
