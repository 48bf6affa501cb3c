import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HarvestedRecord } from "../../src/catalogue/record/harvested-record.js";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { NOW, startHub, type TestHub } from "./support/hub.js";
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
        date: { edtf: "2022", earliest: "2022-12-31", latest: "2022-01-01", basis: "STATED", text: "x" },
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
      "with a title that turns the direction of what follows",
      withContent(record, { title: "Plan \u202eexe.pdf" }),
      "INVALID_FIELD",
      /text of one line without control characters.* in title; got "Plan \\u\{202e\}exe\.pdf"/,
    ],
    [
      "with a title of escape characters in one language",
      { ...record, texts: [{ field: "title", language: "NL", text: "\u001b[2J", original: true }] },
      "INVALID_TEXT",
      /_texts\.0\.text/,
    ],
    [
      "with a title of two lines",
      { ...record, texts: [{ field: "title", language: "NL", text: "Plan\nB", original: true }] },
      "INVALID_TEXT",
      /of one line/,
    ],
    [
      "with a title that nobody sees",
      { ...withContent(record, { title: "\u200b" }), texts: [] },
      "TITLE_MISSING",
      /title/,
    ],
    [
      "with a place that clears a terminal",
      withContent(record, { place: { name: "Gent\u009b2J", country: "BE", nisCode: null } }),
      "INVALID_FIELD",
      /place\.name; got "Gent\\u\{9b\}2J"/,
    ],
    [
      "with a text in no place",
      { ...record, texts: [{ field: "a b", language: "NL", text: "x", original: true }] },
      "INVALID_TEXT",
      /place of at most 300 characters such as topics\.0 in _texts\.0\.field; got "a b"/,
    ],
    [
      "with a link to nothing",
      { ...record, links: [{ rel: "series", id: "somewhere" }] },
      "INVALID_LINK",
      /got "somewhere"/,
    ],
    [
      "with an endless text",
      { ...record, texts: [{ field: "title", language: "NL", text: "a ".repeat(10_001), original: true }] },
      "TOO_LARGE",
      /at most 20000 characters in title \(NL\); got 20002/,
    ],
    [
      "with a day that its EDTF does not mean",
      withContent(record, {
        date: { edtf: "2022-06-15", earliest: "0001-01-01", latest: "9999-12-31", basis: "STATED", text: "x" },
      }),
      "INVALID_FIELD",
      /2022-06-15, the first day that 2022-06-15 can mean in date\.earliest; got "0001-01-01"/,
    ],
    [
      "with an end that its EDTF does not have",
      withContent(record, {
        date: { edtf: "2022-06-15", earliest: "2022-06-15", latest: null, basis: "STATED", text: "x" },
      }),
      "INVALID_FIELD",
      /2022-06-15, the last day that 2022-06-15 can mean in date\.latest; got null/,
    ],
  ];

  test.each(cases)(
    "because it is one %s is quarantined with the reason; the others are written",
    async (_what, bad, code, message) => {
      const { written, quarantined } = await applyPage(hub.db, "CPS", page({ records: [bad, other] }), NOW);
      expect(written).toEqual([other.id]);
      expect(quarantined).toMatchObject([{ name: "RecordError", code, message: expect.stringMatching(message) }]);
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
