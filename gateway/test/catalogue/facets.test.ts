import { CRITERION_CODES, THEME_CODES } from "@segpol/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChangingRecords, indexChanging, VIEWERS } from "./support/changing-records.js";
import { compareCodes } from "./support/expected.js";
import { CLOSURES } from "./support/expected-figures.js";
import { CLAIMS } from "./support/generate.js";
import { PARTNER_CODES } from "./support/graph.js";
import { startHub, type TestHub } from "./support/hub.js";
import { type ModelRecord, modelRecord } from "./support/model.js";

let hub: TestHub;
let given: ChangingRecords;
beforeAll(async () => {
  hub = await startHub();
  given = await indexChanging(hub, { seed: 41, perPartnerAndKind: 8, days: ["2022-04-20", "2022-07-15"] });
});
afterAll(async () => await hub.stop());

type Passes = (record: ModelRecord) => boolean;
/** Parts of a filter by their names, each with what it lets pass. */
type Filter = Readonly<Record<string, readonly [value: unknown, passes: Passes]>>;
interface Facet {
  /** The parts of a filter that choose among its codes. */
  readonly own: readonly string[];
  readonly codes: (record: ModelRecord) => readonly (string | null)[];
  /** All that there are, of a closed vocabulary. */
  readonly closed: readonly string[];
}

const COMMON: Readonly<Record<string, Facet>> = {
  themes: { own: ["themes"], codes: ({ themes }) => themes, closed: THEME_CODES },
  partners: { own: ["partners"], codes: ({ partner }) => [partner], closed: PARTNER_CODES },
  criteria: { own: ["criteria"], codes: ({ criteria }) => criteria, closed: CRITERION_CODES },
};
const year = (day: string | null | undefined): string | null => (day ? String(Number(day.slice(0, 4))) : null);

const LISTS: readonly {
  readonly list: string;
  readonly type: string;
  readonly kind: ModelRecord["kind"];
  readonly facets: Readonly<Record<string, Facet>>;
  readonly filters: readonly Filter[];
}[] = [
  {
    list: "recommendations",
    type: "RecommendationFilter",
    kind: "Recommendation",
    facets: {
      ...COMMON,
      kinds: { own: ["kinds"], codes: ({ category }) => [category], closed: ["RECOMMENDATION", "COMMITMENT"] },
      statuses: { own: ["statuses"], codes: ({ status }) => [status], closed: CLAIMS },
      assessed: {
        own: ["assessed"],
        codes: ({ assessed }) => [assessed ?? "NOT_ASSESSED"],
        closed: ["NOT_ASSESSED", ...CLAIMS],
      },
      closures: { own: ["closures"], codes: ({ closure }) => [closure], closed: CLOSURES },
      bodies: { own: ["addressees"], codes: ({ addressees }) => addressees, closed: [] },
      years: { own: ["dueFrom", "dueBefore"], codes: ({ dueOn }) => [year(dueOn)], closed: [] },
      certainties: { own: [], codes: () => [], closed: [] },
      territories: { own: [], codes: () => [], closed: [] },
    },
    filters: [
      {},
      {
        closures: [["NO_LONGER_RELEVANT"], ({ closure }) => closure === "NO_LONGER_RELEVANT"],
        assessed: [["NOT_ASSESSED", "LIMITED"], ({ assessed }) => assessed === null || assessed === "LIMITED"],
      },
      {
        addressees: [["Binnenlandse Zaken"], ({ addressees }) => addressees.includes("Binnenlandse Zaken")],
        dueFrom: ["2022-01-01", ({ dueOn }) => dueOn !== null && dueOn >= "2022-01-01"],
        dueBefore: ["2023-01-01", ({ dueOn }) => dueOn !== null && dueOn < "2023-01-01"],
        themes: [["TRUST"], ({ themes }) => themes.includes("TRUST")],
      },
      {
        criteria: [["LEGALITY"], ({ criteria }) => criteria.includes("LEGALITY")],
        hasEvidence: [true, (record) => record.lastFollowUp?.hasEvidence === true],
      },
    ],
  },
  {
    list: "events",
    type: "EventFilter",
    kind: "Event",
    facets: {
      ...COMMON,
      kinds: {
        own: ["kinds"],
        codes: ({ category }) => [category],
        closed: [
          "PLENARY",
          "SERIES",
          "ROUND_TABLE",
          "STUDY_DAY",
          "SEMINAR",
          "WORKSHOP",
          "EXCHANGE_DAY",
          "TRAINING",
          "OTHER",
        ],
      },
      statuses: { own: ["statuses"], codes: ({ status }) => [status], closed: ["TENTATIVE", "CONFIRMED", "CANCELLED"] },
      assessed: { own: [], codes: () => [], closed: [] },
      closures: { own: [], codes: () => [], closed: [] },
      bodies: { own: [], codes: () => [], closed: [] },
      years: { own: ["from", "to"], codes: ({ date }) => [year(date?.earliest)], closed: [] },
      certainties: {
        own: ["certainties"],
        codes: ({ date }) => [date ? (date.latest === null ? "OPEN_ENDED" : "DAY") : "UNDATED"],
        closed: ["DAY", "APPROXIMATE", "OPEN_ENDED", "UNDATED"],
      },
      territories: { own: [], codes: () => [], closed: [] },
    },
    filters: [
      {},
      {
        kinds: [["PLENARY"], ({ category }) => category === "PLENARY"],
        certainties: [["UNDATED", "OPEN_ENDED"], ({ date }) => (date?.latest ?? null) === null],
      },
      {
        from: ["2022-06-01", ({ date }) => date !== null && (date.latest ?? "9999") >= "2022-06-01"],
        partners: [["CPS", "GENT"], ({ partner }) => partner === "CPS" || partner === "GENT"],
      },
    ],
  },
  {
    list: "legitimacyIndicators",
    type: "LegitimacyIndicatorFilter",
    kind: "LegitimacyIndicator",
    facets: {
      ...COMMON,
      territories: { own: ["territories"], codes: ({ territory }) => [territory], closed: [] },
    },
    filters: [
      {},
      {
        territories: [["44021", "5415"], ({ territory }) => territory === "44021" || territory === "5415"],
        partners: [["CPS", "GENT"], ({ partner }) => partner === "CPS" || partner === "GENT"],
      },
    ],
  },
];

function countsOf(records: readonly ModelRecord[], { codes, closed }: Facet, zeros: boolean) {
  const all = records.flatMap((record) => codes(record)).filter((code) => code !== null);
  const counted = [...new Set(all)]
    .map((code) => ({ code, count: all.filter((each) => each === code).length }))
    .toSorted((a, b) => b.count - a.count || compareCodes(a.code, b.code));
  const missing = zeros ? closed.filter((code) => !all.includes(code)) : [];
  return [...counted, ...missing.map((code) => ({ code, count: 0 }))];
}

describe.each(VIEWERS)("for %s", (_name, viewer) => {
  test.each(LISTS)(
    "facets of $list count what the records say, with and without their own choice, now and then",
    async ({ list, type, kind, facets, filters }) => {
      const fields = Object.keys(facets)
        .map((facet) => `${facet} { code count }`)
        .join(" ");
      for (const moment of given.moments) {
        const at = moment === given.moments.at(-1) ? null : moment.at;
        const own = given.seenBy(viewer, moment).filter((record) => record.kind === kind);
        for (const filter of filters) {
          const query = `query ($filter: ${type}) {
          ${list}(filter: $filter, first: 1) { totalCount same: facets { ${fields} } other: facets(withoutOwnChoice: true) { ${fields} } }
          alone: ${list}(filter: $filter, first: 1) { facets(withoutOwnChoice: true) { criteria { code count } } }
        }`;
          const values = Object.fromEntries(Object.entries(filter).map(([name, [value]]) => [name, value]));
          const { data, errors } = await hub.ask<Record<string, Record<string, unknown>>>(
            query,
            { filter: values },
            { viewer, at },
          );
          expect(errors).toEqual([]);
          const passing = (but: readonly string[]): ModelRecord[] =>
            own.filter((record) =>
              Object.entries(filter).every(([name, [, passes]]) => but.includes(name) || passes(record)),
            );
          const expected = (zeros: boolean) =>
            Object.fromEntries(
              Object.entries(facets).map(([name, facet]) => [
                name,
                countsOf(passing(zeros ? facet.own : []), facet, zeros),
              ]),
            );
          expect(data[list]).toEqual({ totalCount: passing([]).length, same: expected(false), other: expected(true) });
          expect(data["alone"]?.["facets"]).toEqual({ criteria: expected(true)["criteria"] });
        }
      }
    },
  );
});

test("facets of many parents' lists are each parent's own", async () => {
  const { themes } = await hub.get<{
    themes: { code: string; recommendations: { facets: { bodies: { code: string; count: number }[] } } }[];
  }>(
    "{ themes { code recommendations { facets(withoutOwnChoice: true) { bodies { code count } closures { code count } } } } }",
  );
  const [moment] = given.moments.slice(-1);
  const seen = given
    .seenBy({ partners: false, cabinet: false, own: [] }, moment ?? { at: new Date(), records: [] })
    .filter(({ kind }) => kind === "Recommendation");
  for (const { code, recommendations } of themes) {
    const own = seen.filter((record) => record.themes.includes(code));
    const facet: Facet = { own: [], codes: ({ addressees }) => addressees, closed: [] };
    expect(recommendations.facets.bodies).toEqual(countsOf(own, facet, false));
  }
});

test("bodies beyond the hundred that are named the most are left out", async () => {
  await hub.index(
    Array.from({ length: 120 }, (_, index) =>
      modelRecord(`cpl:recommendation:b-${index}`, { addressees: [`Dienst ${index}`, "Alle"] }),
    ),
  );
  const { recommendations } = await hub.get<{
    recommendations: { facets: { bodies: { code: string; count: number }[] } };
  }>("{ recommendations(first: 1) { facets { bodies { code count } } } }");
  expect(recommendations.facets.bodies).toHaveLength(100);
  expect(recommendations.facets.bodies[0]).toEqual({ code: "Alle", count: 120 });
});
