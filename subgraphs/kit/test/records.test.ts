import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../src/testing/ask.js";
import { askEntities, errorCode, readEntities, readFeed } from "../src/testing/harvest.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../src/testing/partner-under-test.js";
import { samplePartner } from "./support/sample-partner.js";

const partner = samplePartner();
const RECOMMENDATION = "sample:recommendation:r1";
const INDICATOR = "sample:indicator:trust";

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

async function one(typeName: string, id: string, selection: string, headers = {}): Promise<unknown> {
  return (await askEntities(running.url, typeName, [id], selection, headers))[0];
}

describe("an event", () => {
  test("is what was seeded, with defaults, and null where nothing was said", async () => {
    expect((await readEntities(running.url, partner, "Event", ["sample:event:study-day"]))[0]).toMatchObject({
      title: "Opleiding",
      summary: null,
      languages: ["NL", "FR"],
      kind: "STUDY_DAY",
      status: "CONFIRMED",
      date: { text: "avril 2022", edtf: "2022-04-XX", earliest: "2022-04-01", latest: "2022-04-30", basis: "STATED" },
      place: null,
      attendance: "UNKNOWN",
      organisers: [{ code: "SAMPLE" }],
      topics: ["Een", "Twee"],
      topicsOpen: null,
      speakers: ["A. Spreker"],
      capacity: null,
      registration: null,
      livestream: null,
    });
  });

  test("speaks the asked language, else an accepted one, else its original", async () => {
    const id = "sample:event:study-day";
    expect(await one("SampleEvent", id, "title(lang: FR) topics(lang: FR)")).toEqual({
      title: "Formation",
      topics: ["Un", "Deux"],
    });
    const english = { "accept-language": "en, fr;q=0.5" };
    expect(await one("SampleEvent", id, "title date { text }", english)).toEqual({
      title: "Formation",
      date: { text: "avril 2022" },
    });
    expect(await one("SampleEvent", id, "title(lang: NL) date { text(lang: DE) }", english)).toEqual({
      title: "Opleiding",
      date: { text: "avril 2022" },
    });
  });
});

describe("a recommendation", () => {
  test("has its measures as a tree, with progress rolled up", async () => {
    const selection = `
      progress { claimed assessed closure overdue lastFollowUpOn }
      measures { ref text weight progress { claimed } measures { ref text(lang: FR) progress { claimed closure } } }`;
    expect(await one("SampleRecommendation", RECOMMENDATION, selection)).toEqual({
      progress: {
        claimed: "LIMITED",
        assessed: "LIMITED",
        closure: "OPEN",
        overdue: true,
        lastFollowUpOn: "2023-06-01",
      },
      measures: [
        {
          ref: "R1.1",
          text: "Eerste",
          weight: 2,
          progress: { claimed: "SUBSTANTIAL" },
          measures: [
            { ref: "R1.1.1", text: "Partie une", progress: { claimed: "COMPLETE", closure: "OPEN" } },
            { ref: "R1.1.2", text: "Deel twee", progress: { claimed: "NO_EVIDENCE", closure: "OPEN" } },
          ],
        },
        { ref: "R1.2", text: "Tweede", weight: 1, progress: { claimed: "NO_EVIDENCE" }, measures: [] },
      ],
    });
  });

  test("has follow-ups oldest first, with their evidence, apart from assessments", async () => {
    const selection = `
      followUps { id measure status action(lang: FR) evidence { type description url } }
      assessments { id measure assessor reason date { earliest } nextReviewOn }
      responses { body value reason date { edtf } }
      goal context addressees priority { rank of method } dueOn`;
    expect(await one("SampleRecommendation", RECOMMENDATION, selection)).toEqual({
      followUps: [
        { id: "sample-follow-up-1", measure: "R1.1.1", status: "LIMITED", action: "Commencé", evidence: [] },
        {
          id: "sample-follow-up-2",
          measure: "R1.1.1",
          status: "COMPLETE",
          action: "Terminé",
          evidence: [{ type: "report", description: "Verslag", url: "https://example.org/proof" }],
        },
      ],
      assessments: [
        {
          id: "sample-assessment-1",
          measure: null,
          assessor: "Comité P",
          reason: "Nog niet",
          date: { earliest: "2023-09-01" },
          nextReviewOn: null,
        },
      ],
      responses: [{ body: "Minister", value: "SUPPORTED", reason: "Goed idee", date: { edtf: "2022" } }],
      goal: "Doel",
      context: "Achtergrond",
      addressees: ["Minister"],
      priority: { rank: 1, of: 7, method: "Bevraging" },
      dueOn: "2024-01-01",
    });
  });

  test("tells its texts with the place where they stand", async () => {
    const [record] = await readEntities(running.url, partner, "Recommendation", [RECOMMENDATION]);
    const french = (record?._texts ?? [])
      .filter(({ language }) => language === "FR")
      .map(({ field, text }) => [field, text]);
    expect(Object.fromEntries(french)).toMatchObject({
      title: "Recommandation",
      context: "Contexte",
      "priority.method": "Enquête",
      "measures.0.text": "Première",
      "measures.0.measures.0.text": "Partie une",
      "responses.0.reason": "Bonne idée",
      "followUps.0.action": "Commencé",
      "followUps.1.evidence.0.description": "Rapport",
      "assessments.0.reason": "Pas encore",
    });
  });

  test.each(["follow_up", "assessment"])("takes no change of a row of %s, only further rows", async (table) => {
    await expect(running.sql(`update ${table} set status = 'COMPLETE'`)).rejects.toThrow("never changed or removed");
    await expect(running.sql(`delete from ${table}`)).rejects.toThrow("never changed or removed");
    expect(await running.sql(`select 1 from ${table}`)).not.toEqual([]);
  });

  test("takes its rows along when it is deleted", async () => {
    const feed = await readFeed(running.url);
    await running.sql(
      `insert into recommendation select (jsonb_populate_record(one, '{"id": "sample:recommendation:copy"}')).* from recommendation one where id = $1`,
      [RECOMMENDATION],
    );
    await running.sql(
      `insert into measure (recommendation_id, ref, text) values ('sample:recommendation:copy', 'M1', '{"original":"NL","NL":"x"}')`,
    );
    await running.sql(
      `insert into follow_up (id, recommendation_id, measure, actor, action, date, status)
       select 'copied', 'sample:recommendation:copy', 'M1', actor, action, date, status from follow_up limit 1`,
    );
    await running.sql("delete from recommendation where id = 'sample:recommendation:copy'");
    expect(await running.sql("select 1 from follow_up where id = 'copied'")).toEqual([]);
    const { changes } = await readFeed(running.url, feed.cursor);
    expect(changes).toEqual([
      { id: "sample:recommendation:copy", type: "SampleRecommendation", withdrawn: true, erased: false },
    ]);
  });
});

describe("an indicator", () => {
  test("has its observations oldest first, the latest, and what does not add up", async () => {
    const selection = `
      criterion { code } unit direction
      baseline { value status dimensions { name } } target { value period { edtf } }
      latest { value note(lang: FR) }
      observations { totalCount nodes { value status period { edtf } dimensions { name value } } }`;
    expect(await one("SampleLegitimacyIndicator", INDICATOR, selection)).toEqual({
      criterion: { code: "PROCEDURAL_JUSTICE" },
      unit: "%",
      direction: "HIGHER_IS_BETTER",
      baseline: { value: 70, status: "NORMAL", dimensions: [] },
      target: { value: 90, period: { edtf: "2030" } },
      latest: { value: 75, note: "Note" },
      observations: {
        totalCount: 3,
        nodes: [
          { value: 60, status: "INCONSISTENT", period: { edtf: "2021" }, dimensions: [] },
          { value: 75, status: "NORMAL", period: { edtf: "2022" }, dimensions: [] },
          { value: 80, status: "NORMAL", period: { edtf: "2022" }, dimensions: [{ name: "gender", value: "women" }] },
        ],
      },
    });
  });

  test("gives observations by page and period", async () => {
    const page =
      'observations(from: "2022-01-01", first: 1) { totalCount nodes { value } pageInfo { hasNextPage endCursor } }';
    const first = (await one("SampleLegitimacyIndicator", INDICATOR, page)) as {
      observations: { pageInfo: { endCursor: string } };
    };
    expect(first).toMatchObject({
      observations: { totalCount: 2, nodes: [{ value: 75 }], pageInfo: { hasNextPage: true } },
    });
    const after = JSON.stringify(first.observations.pageInfo.endCursor);
    expect(
      await one(
        "SampleLegitimacyIndicator",
        INDICATOR,
        `observations(from: "2022-01-01", after: ${after}) { nodes { value } }`,
      ),
    ).toEqual({
      observations: { nodes: [{ value: 80 }] },
    });
  });

  test("refuses pages, cursors and days that cannot be", async () => {
    const asking = (args: string): string =>
      `{ _entities(representations: [{ __typename: "SampleLegitimacyIndicator", id: "${INDICATOR}" }]) { ... on SampleLegitimacyIndicator { observations(${args}) { totalCount } } } }`;
    expect(await errorCode(running.url, asking("first: 101"))).toBe("BAD_USER_INPUT");
    expect(await errorCode(running.url, asking('after: "garbled"'))).toBe("BAD_CURSOR");
    expect(await errorCode(running.url, asking('from: "2022-02-30"'))).toMatch(
      /^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/,
    );
  });

  test("tells the texts of its latest observation", async () => {
    const [record] = await readEntities(running.url, partner, "LegitimacyIndicator", [INDICATOR]);
    const fields = (record?._texts ?? []).map(({ field }) => field);
    expect(fields).toEqual(
      expect.arrayContaining(["latest.note", "latest.period.text", "observations.nodes.1.note", "target.period.text"]),
    );
  });
});

describe("records of all kinds in one request", () => {
  const KINDS = ["event", "publication", "recommendation", "indicator"];

  test("cost one statement for each table, however many they are", async () => {
    const tables = ["event", "publication", "recommendation", "legitimacy_indicator"];
    for (const table of tables) {
      await running.sql(
        `insert into ${table} select (jsonb_populate_record(one, jsonb_build_object('id', one.id || '-' || n))).* from ${table} one, generate_series(1, 25) n`,
      );
    }
    const typeNames = ["SampleEvent", "SamplePublication", "SampleRecommendation", "SampleLegitimacyIndicator"];
    const slugs = ["study-day", "report", "r1", "trust"];
    const of = KINDS.flatMap((kind, index) =>
      Array.from({ length: 25 }, (_, n) => ({
        __typename: typeNames[index],
        id: `sample:${kind}:${slugs[index] ?? ""}-${n + 1}`,
      })),
    );
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on SampleEvent { title _texts { text } chairs: id }
      ... on SamplePublication { title _texts { text } documents { url } }
      ... on SampleRecommendation { title progress { claimed } measures { ref } followUps { id } assessments { id } responses { body } _texts { text } languages }
      ... on SampleLegitimacyIndicator { title latest { value } observations { totalCount } _texts { text } }
    } }`;
    running.statements.length = 0;
    const { data, errors } = await ask(running.url, query, { of });
    expect(errors).toEqual([]);
    expect(data?.["_entities"]).toHaveLength(100);
    expect(data?.["_entities"]).not.toContain(null);
    // Four kinds of record; measures, responses, follow-ups, assessments; observations.
    expect(running.statements).toHaveLength(9);
  });

  test("an id under a type of another kind is null", async () => {
    expect(await one("SampleEvent", RECOMMENDATION, "id")).toBeNull();
  });
});
