import { askData, askEntities, type PartnerUnderTest, startPartnerUnderTest } from "@segpol/kit/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { partner } from "../src/partner.js";

interface Recommendation {
  readonly id: string;
  readonly _links: readonly { readonly rel: string; readonly id: string }[];
}

interface FollowUp {
  readonly measure: string | null;
  readonly status: string;
  readonly evidence: readonly { readonly type: string }[];
}

interface Text {
  readonly field: string;
  readonly language: string;
}

const SLUGS = [
  "centrale-concepten",
  "beleving-van-controles",
  "erkenningsdossier",
  "selectieve-prioriteit",
  "reflectie",
  "communicatie-systematische-controles",
  "communicatie-en-vertrouwen",
];
const IDS = SLUGS.map((slug) => `gent:recommendation:${slug}`);

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

const recommendations = <T>(fields: string): Promise<(T | null)[]> =>
  askEntities<T>(running.url, "GentRecommendation", IDS, fields);

async function indicator(slug: string): Promise<unknown> {
  const fields = `unit direction territory criterion { code } baseline { value } target { value } frequency latest {
    value numerator denominator sampleSize status period { edtf earliest latest basis }
  }`;
  return (await askEntities(running.url, "GentLegitimacyIndicator", [`gent:indicator:${slug}`], fields))[0];
}

test.each([
  ["opgeleid-module-1", 714],
  ["opgeleid-module-1-en-2", 437],
])("%s counts %i members of staff as of the dossier's date", async (slug, value) => {
  expect(await indicator(slug)).toMatchObject({
    unit: "medewerkers",
    territory: "44021",
    criterion: { code: "PROCEDURAL_JUSTICE" },
    baseline: null,
    target: null,
    frequency: null,
    latest: { value, sampleSize: null, status: "NORMAL", period: { edtf: "2024-02-19", basis: "INFERRED" } },
  });
});

test("95 % were positive about a check, and how many were asked is not said", async () => {
  expect(await indicator("positieve-ervaring-controle-winterfeesten")).toMatchObject({
    unit: "%",
    direction: "HIGHER_IS_BETTER",
    criterion: { code: "PROCEDURAL_JUSTICE" },
    latest: {
      value: 95,
      numerator: null,
      denominator: null,
      sampleSize: null,
      period: { edtf: "2023", basis: "STATED" },
    },
  });
});

test.each([
  ["systematische-controles-acties", 6, "acties"],
  ["systematische-controles-ordediensten", 8, "ordediensten"],
])("%s counts %i since 1 July 2023", async (slug, value, unit) => {
  const period = { earliest: "2023-07-01", latest: "2024-02-19", basis: "INFERRED" };
  expect(await indicator(slug)).toMatchObject({ unit, direction: "NEUTRAL", latest: { value, period } });
});

test("the recommendations show every outcome: done, stalled, declined with reasons, under way, begun", async () => {
  const found = await recommendations(
    "progress { claimed assessed closure } responses { body value reason(lang: FR) }",
  );
  const progress = (claimed: string, closure = "OPEN"): object => ({ claimed, assessed: null, closure });
  expect(found).toEqual([
    { progress: progress("COMPLETE"), responses: [] },
    { progress: progress("COMPLETE"), responses: [] },
    { progress: progress("LIMITED"), responses: [] },
    {
      progress: progress("LIMITED", "CLOSED_NOT_IMPLEMENTED"),
      responses: [
        { body: "Gentse Politie", value: "DECLINED", reason: expect.stringContaining("différents services") },
      ],
    },
    { progress: progress("SUBSTANTIAL"), responses: [] },
    { progress: progress("SUBSTANTIAL"), responses: [] },
    { progress: progress("LIMITED"), responses: [] },
  ]);
});

test("what is done has evidence, and what was planned has not begun", async () => {
  const found = await recommendations<{ followUps: FollowUp[] }>("followUps { measure status evidence { type } }");
  const all = found.flatMap((recommendation) => recommendation?.followUps ?? []);
  expect(all).toHaveLength(15);
  const done = all.filter(({ status }) => status === "COMPLETE");
  expect(done.map(({ evidence }) => evidence.map(({ type }) => type))).toEqual([
    ["training material", "circular"],
    ["survey"],
    ["event"],
    ["training material"],
  ]);
  const planned = all.filter(({ status }) => status === "NOT_STARTED");
  expect(planned.map(({ measure }) => measure)).toEqual(["4-online", "4-proeftrainingen"]);
});

test("recommendations link to the dossier, to indicators and, for the bond with citizens, to E4 of VCLP", async () => {
  const found = await recommendations<Recommendation>("id _links { rel id }");
  const linked = (rel: string): string[][] =>
    found.map((each) => each?._links.filter((link) => link.rel === rel).map(({ id }) => id) ?? []);
  expect(linked("publication")).toEqual(IDS.map(() => ["gent:publication:dossier-2024-02-19"]));
  expect(linked("legitimacyIndicator").map(({ length }) => length)).toEqual([0, 1, 0, 2, 0, 2, 0]);
  const e4 = ["vclp:recommendation:e4"];
  expect(linked("related")).toEqual([[], e4, [], [], [], e4, e4]);
});

test("the activities have the dossier's dates, exact, without a year or open ended", async () => {
  const slugs = [
    "2023-06-blaarmeersen",
    "2023-winterfeesten-bdo",
    "2023-12-13-uitwisselingsdag",
    "2024-02-19-commissie-afb",
    "2024-05-proeftrainingen",
  ];
  const ids = slugs.map((slug) => `gent:event:${slug}`);
  const found = await askEntities(
    running.url,
    "GentEvent",
    ids,
    "kind status date { earliest latest basis } organisers { code }",
  );
  const organisers = [{ code: "GENT" }];
  const stated = (earliest: string, latest: string | null): object => ({ earliest, latest, basis: "STATED" });
  expect(found).toEqual([
    {
      kind: "OTHER",
      status: "CONFIRMED",
      date: { earliest: "2023-06-01", latest: "2023-06-30", basis: "INFERRED" },
      organisers,
    },
    { kind: "TRAINING", status: "CONFIRMED", date: stated("2023-01-01", "2023-12-31"), organisers },
    { kind: "EXCHANGE_DAY", status: "CONFIRMED", date: stated("2023-12-13", "2023-12-13"), organisers },
    { kind: "OTHER", status: "CONFIRMED", date: stated("2024-02-19", "2024-02-19"), organisers },
    { kind: "TRAINING", status: "TENTATIVE", date: stated("2024-05-01", null), organisers },
  ]);
});

test("the dialogue project is found by theme, with the recommendation it builds on, and from that recommendation", async () => {
  const query = `query ($theme: ID) { gentProjects(theme: $theme) {
    title budget startsOn endsOn contractors awardCriteria(lang: FR) targetGroups themes { code } recommendation { id }
  } }`;
  const projects = await askData<{ gentProjects: object[] }>(running.url, query, { theme: "TRUST" });
  expect(projects.gentProjects).toEqual([
    {
      title: "Dialog en vertrouwen tussen burgers en politie versterken",
      budget: 153_000,
      startsOn: null,
      endsOn: "2025-12-31",
      contractors: ["Kubat's Gym", "HOGENT"],
      awardCriteria: [
        "vision",
        "méthodologie",
        "plan d'action",
        "processus",
        "diffusion dans toute la ville",
        "prix global",
      ],
      targetGroups: ["jongeren", "politie", "ouders", "jeugdwerkingen"],
      themes: [{ code: "TRUST" }],
      recommendation: { id: "gent:recommendation:communicatie-en-vertrouwen" },
    },
  ]);
  expect(await askData(running.url, query)).toEqual(projects);
  expect(await askData(running.url, query, { theme: "NEW_PROTEST" })).toEqual({ gentProjects: [] });
  const found = await recommendations<{ projects: { id: string }[] }>("projects { id }");
  expect(found.map((each) => each?.projects)).toEqual([[], [], [], [], [], [], [{ id: "dialoog-en-vertrouwen" }]]);
});

test("every text is in Dutch and in French", async () => {
  const changes = await askData<{ _changes: { changes: { id: string; type: string }[] } }>(
    running.url,
    "{ _changes { changes { id type } } }",
  );
  for (const { id, type } of changes._changes.changes) {
    const [record] = await askEntities<{ _texts: Text[] }>(running.url, type, [id], "_texts { field language }");
    const fieldsIn = (wanted: string): string[] =>
      record?._texts.filter(({ language }) => language === wanted).map(({ field }) => field) ?? [];
    expect(fieldsIn("NL"), id).toContain("title");
    expect(fieldsIn("FR"), id).toEqual(fieldsIn("NL"));
  }
});
