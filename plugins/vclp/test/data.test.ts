import { askData, askEntities, type PartnerUnderTest, startPartnerUnderTest } from "@segpol/kit/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { partner } from "../src/partner.js";

interface Measure {
  readonly ref: string;
  readonly measures: readonly Measure[];
}

interface Item {
  readonly ref: string;
  readonly kind: string;
  readonly addressees: readonly string[] | null;
  readonly measures: readonly Measure[];
  readonly _links: readonly { readonly rel: string; readonly id: string }[];
}

interface Text {
  readonly field: string;
  readonly language: string;
}

const MEMORANDUM = "vclp:publication:memorandum-2024-2028";
const REFS = ["R1", "R2", "R3", "R4", "R5", "R6", "R7", "E1", "E2", "E3", "E4", "E5"];
const IDS = REFS.map((ref) => `vclp:recommendation:${ref.toLowerCase()}`);
const ITEM = `ref kind addressees priority { rank } dueOn summary progress { claimed assessed closure overdue lastFollowUpOn }
  followUps { id } responses { body } assessments { id }
  measures { ref measures { ref measures { ref } } } _links { rel id }`;

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

const items = (): Promise<(Item | null)[]> => askEntities<Item>(running.url, "VclpRecommendation", IDS, ITEM);

async function memorandum<T>(fields: string): Promise<T | null | undefined> {
  return (await askEntities<T>(running.url, "VclpPublication", [MEMORANDUM], fields))[0];
}

test("the memorandum has 7 recommendations and 5 commitments, all linked to it", async () => {
  const all = await items();
  expect(all.map((item) => item?.ref)).toEqual(REFS);
  expect(all.map((item) => item?.kind)).toEqual([...Array(7).fill("RECOMMENDATION"), ...Array(5).fill("COMMITMENT")]);
  expect(all.map((item) => item?._links)).toEqual(all.map(() => [{ rel: "publication", id: MEMORANDUM }]));
});

test("the items have 45 measures, and 47 with the two below R5.1", async () => {
  const measures = (await items()).map((item) => item?.measures ?? []);
  expect(measures.map(({ length }) => length)).toEqual([5, 5, 5, 5, 2, 5, 4, 0, 0, 5, 4, 5]);
  const below = measures.flat().filter((measure) => measure.measures.length > 0);
  expect(below.map(({ ref }) => ref)).toEqual(["R5.1"]);
  expect(below[0]?.measures.map(({ ref }) => ref)).toEqual(["R5.1.1", "R5.1.2"]);
  expect(measures.flat().length + (below[0]?.measures.length ?? 0)).toBe(47);
});

test("what the memorandum does not say is not there", async () => {
  const silent = {
    priority: null,
    dueOn: null,
    summary: null,
    followUps: [],
    responses: [],
    assessments: [],
    progress: { claimed: "NO_EVIDENCE", assessed: null, closure: "OPEN", overdue: false, lastFollowUpOn: null },
  };
  const all = await items();
  expect(all).toMatchObject(all.map(() => silent));
  expect(all.filter((item) => item?.addressees === null).map((item) => item?.ref)).toEqual([
    "E1",
    "E2",
    "E3",
    "E4",
    "E5",
  ]);
  expect(await memorandum("date { edtf } url documents { url }")).toEqual({ date: null, url: null, documents: null });
});

test("the memorandum says what years it is for and how it came about", async () => {
  const fields = `type title period { edtf } consultation {
    domains(lang: FR) themeCount recommendationCount
    conference { edtf } seminar { edtf } survey { edtf earliest latest basis } assemblies { edtf }
  }`;
  expect(await memorandum(fields)).toEqual({
    type: "MEMORANDUM",
    title: "Memorandum van de Lokale Politie 2024-2028",
    period: { edtf: "2024/2028" },
    consultation: {
      domains: expect.toSatisfy(
        (domains: string[]) => domains.length === 10 && domains.includes("police de proximité"),
      ),
      themeCount: 21,
      recommendationCount: 219,
      conference: { edtf: "2022-10-XX" },
      seminar: { edtf: "2023-03-XX" },
      survey: { edtf: "2023-05-11~/2023-06-10~", earliest: "2023-05-11", latest: "2023-06-10", basis: "STATED" },
      assemblies: [{ edtf: "2023-06-13" }, { edtf: "2023-07-11" }],
    },
  });
});

test("the memorandum names 52 works in six groups", async () => {
  const all = await memorandum<{ references: { group: string }[] }>("references { group title }");
  const counts = Map.groupBy(all?.references ?? [], ({ group }) => group);
  expect([...counts].map(([group, { length }]) => [group, length])).toEqual([
    ["LOCAL_POLICE", 9],
    ["FEDERAL_POLICE", 2],
    ["INTEGRATED_POLICE", 8],
    ["LEGISLATION", 11],
    ["POLICY", 7],
    ["OTHER_PLANS", 15],
  ]);
  expect(await memorandum("references(group: FEDERAL_POLICE) { title }")).toEqual({
    references: [
      { title: "Memorandum van de Federale Politie 2019" },
      { title: "Rationalisatierapport Federale Politie (december 2022)" },
    ],
  });
});

test("every text is in Dutch and in French", async () => {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on VclpRecommendation { _texts { field language } } ... on VclpPublication { _texts { field language } }
  } }`;
  const representations = [
    { __typename: "VclpPublication", id: MEMORANDUM },
    ...IDS.map((id) => ({ __typename: "VclpRecommendation", id })),
  ];
  const { _entities } = await askData<{ _entities: { _texts: Text[] }[] }>(running.url, query, { representations });
  for (const { _texts } of _entities) {
    const fieldsIn = (wanted: string): string[] =>
      _texts.filter(({ language }) => language === wanted).map(({ field }) => field);
    expect(fieldsIn("FR")).toEqual(fieldsIn("NL"));
  }
  const fields = new Set(_entities.flatMap(({ _texts }) => _texts.map(({ field }) => field)));
  expect([...fields]).toEqual(expect.arrayContaining(["title", "goal", "context", "measures.0.measures.1.text"]));
});
