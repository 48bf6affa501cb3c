import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startHub, type TestHub } from "./support/hub.js";
import { modelRecord } from "./support/model.js";

const event = modelRecord("cps:event:round-table", {
  title: { original: "NL", NL: "Rondetafel", FR: "Table ronde" },
  summary: { original: "FR", FR: "Résumé" },
  themes: ["TRUST", "NEW_PROTEST"],
  criteria: ["LEGALITY"],
  category: "ROUND_TABLE",
  status: "TENTATIVE",
  date: { edtf: "2022-04-XX", earliest: "2022-04-01", latest: "2022-04-30" },
  organisers: ["CPS", "CPL", "NOT_JOINED"],
  updatedAt: "2022-03-01T08:00:00.000Z",
});
const recommendation = modelRecord("vclp:recommendation:r1", {
  ref: "R1",
  dueOn: "2022-06-01",
  category: "COMMITMENT",
  status: "LIMITED",
  assessed: "NOT_STARTED",
});
const indicator = modelRecord("gent:indicator:trained", {
  criteria: ["EFFICIENCY"],
  territory: "44021",
  latest: { value: 95.5 },
});
const secret = modelRecord("gent:publication:secret", { visibility: "CABINET", themes: ["TRUST"] });

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub([event, recommendation, indicator, secret]);
});
afterAll(async () => await hub.stop());

describe("a record", () => {
  test("is answered with every field of the index", async () => {
    const { record } = await hub.get<{ record: unknown }>(
      `{ record(id: "${event.id}") { __typename id partner { code acronym role website joinedAt } title summary languages themes { code }
        criteria { code } visibility url version updatedAt provenance { document }
        ... on Event { kind status date { text edtf earliest latest basis } place { name } attendance organisers { code } topics livestream } } }`,
    );
    expect(record).toEqual({
      __typename: "CpsEvent",
      id: event.id,
      partner: {
        code: "CPS",
        acronym: "CPS",
        role: "KEY_PARTNER",
        website: "https://cps.example/",
        joinedAt: "2022-01-01T00:00:00.000Z",
      },
      title: "Rondetafel",
      summary: "Résumé",
      languages: ["NL", "FR"],
      themes: [{ code: "TRUST" }, { code: "NEW_PROTEST" }],
      criteria: [{ code: "LEGALITY" }],
      visibility: "PUBLIC",
      url: null,
      version: 1,
      updatedAt: "2022-03-01T08:00:00.000Z",
      provenance: null,
      kind: "ROUND_TABLE",
      status: "TENTATIVE",
      date: {
        text: "datum 2022-04-XX",
        edtf: "2022-04-XX",
        earliest: "2022-04-01",
        latest: "2022-04-30",
        basis: "STATED",
      },
      place: null,
      attendance: "UNKNOWN",
      organisers: [{ code: "CPS" }, { code: "CPL" }],
      topics: null,
      livestream: null,
    });
  });

  test("has progress that is overdue by today, whatever its owner said", async () => {
    const { record } = await hub.get<{ record: unknown }>(
      `{ record(id: "${recommendation.id}") { ... on Recommendation { kind ref dueOn progress { claimed assessed closure overdue lastFollowUpOn } } } }`,
    );
    expect(record).toEqual({
      kind: "COMMITMENT",
      ref: "R1",
      dueOn: "2022-06-01",
      progress: { claimed: "LIMITED", assessed: "NOT_STARTED", closure: "OPEN", overdue: true, lastFollowUpOn: null },
    });
  });

  test("has its latest observation", async () => {
    const { record } = await hub.get<{ record: unknown }>(
      `{ record(id: "${indicator.id}") { ... on LegitimacyIndicator { criterion { code title(lang: EN) } unit direction territory
        latest { value period { text earliest } sampleSize status dimensions { name value } } baseline { value } } } }`,
    );
    expect(record).toMatchObject({
      criterion: { code: "EFFICIENCY" },
      unit: "1",
      direction: "HIGHER_IS_BETTER",
      territory: "44021",
      latest: {
        value: 95.5,
        period: { text: "2023", earliest: "2023-01-01" },
        sampleSize: null,
        dimensions: [{ name: "gender", value: "women" }],
      },
      baseline: null,
    });
  });

  test.each([
    [[], "Rondetafel", "datum 2022-04-XX"],
    [["FR"], "Table ronde", "date 2022-04-XX"],
    [["DE", "FR"], "Table ronde", "date 2022-04-XX"],
    [["EN"], "Rondetafel", "datum 2022-04-XX"],
  ] as const)("has its texts in the languages accepted, %j, else the original", async (languages, title, text) => {
    const query = `{ record(id: "${event.id}") { title nl: title(lang: NL) fr: title(lang: FR) de: title(lang: DE) ... on Event { date { text fr: text(lang: FR) } } } }`;
    const { record } = await hub.get<{ record: unknown }>(query, {}, languages);
    expect(record).toEqual({
      title,
      nl: "Rondetafel",
      fr: "Table ronde",
      de: title,
      date: { text, fr: "date 2022-04-XX" },
    });
  });

  test("that nobody keeps, or that one may not see, is null", async () => {
    expect(await hub.get(`{ a: record(id: "cps:event:none") { id } b: record(id: "${secret.id}") { id } }`)).toEqual({
      a: null,
      b: null,
    });
  });

  test.each(["", "x", "CPS:event:a", "cps:thing:a", "cps:event:a:b", "cps:event:A b"])(
    "with the malformed id %j is refused",
    async (id) => {
      const { errors } = await hub.ask("query ($id: ID!) { record(id: $id) { id } }", { id });
      expect(errors).toEqual([
        { message: expect.stringContaining("Expected a record's id, <partner>:<kind>:<slug>"), code: "BAD_USER_INPUT" },
      ]);
    },
  );
});

describe("what one may not see", () => {
  test("is in no list, count, facet or source", async () => {
    const data = await hub.get(`{
      publications { nodes { id } totalCount facets { themes { code } } }
      theme(code: "TRUST") { publications { totalCount } }
      partner(code: "GENT") { publications { totalCount } source { records } }
    }`);
    expect(data).toEqual({
      publications: { nodes: [], totalCount: 0, facets: { themes: [] } },
      theme: { publications: { totalCount: 0 } },
      partner: { publications: { totalCount: 0 }, source: { records: 1 } },
    });
  });

  test("is there for a viewer who may", async () => {
    const { data } = await hub.ask<object>(
      `{ publications { nodes { id } } record(id: "${secret.id}") { id } }`,
      {},
      { viewer: { partners: true, cabinet: true, own: [] } },
    );
    expect(data).toEqual({ publications: { nodes: [{ id: secret.id }] }, record: { id: secret.id } });
  });
});

describe("entities", () => {
  test("are found by their keys, in one statement, and null where there are none", async () => {
    const representations = [
      { __typename: "CpsEvent", id: event.id },
      { __typename: "CpsEvent", id: "cps:event:none" },
      { __typename: "CplEvent", id: event.id },
      { __typename: "GentPublication", id: secret.id },
      { __typename: "VclpRecommendation", id: recommendation.id },
      { __typename: "Theme", code: "TRUST" },
      { __typename: "Theme", code: "NONE" },
      { __typename: "Theme", code: "" },
      { __typename: "CpsEvent", id: "" },
      { __typename: "Partner", code: "CC_GPI" },
      { __typename: "LegitimacyCriterion", code: "LEGALITY" },
    ];
    const before = hub.statements.length;
    const { _entities } = await hub.get<{ _entities: unknown[] }>(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        __typename ... on CpsEvent { title } ... on VclpRecommendation { ref } ... on Theme { title(lang: EN) } ... on Partner { name(lang: FR) } ... on LegitimacyCriterion { code } } }`,
      { representations },
    );
    expect(_entities).toEqual([
      { __typename: "CpsEvent", title: "Rondetafel" },
      null,
      null,
      null,
      { __typename: "VclpRecommendation", ref: "R1" },
      { __typename: "Theme", title: expect.stringMatching(/./) },
      null,
      null,
      null,
      { __typename: "Partner", name: "Organisation CC_GPI" },
      { __typename: "LegitimacyCriterion", code: "LEGALITY" },
    ]);
    expect(hub.statements.length - before).toBe(1);
  });

  test("asked for by what is no key of theirs are null with the reason, and those beside them are answered", async () => {
    const bad = [
      { __typename: "CpsEvent", id: null },
      { __typename: "CpsEvent", id: { of: event.id } },
      { __typename: "CpsEvent", id: [event.id] },
      { __typename: "CpsEvent" },
      { __typename: "Theme", code: 7 },
      { __typename: "Nothing", id: event.id },
      { __typename: "Record", id: event.id },
      { __typename: ["Theme"], code: "TRUST" },
      { id: event.id },
      7,
    ];
    const { data, errors } = await hub.ask<{ _entities: unknown[] }>(
      "query ($all: [_Any!]!) { _entities(representations: $all) { __typename ... on Theme { code } } }",
      { all: [...bad, { __typename: "CpsEvent", id: "a\u0000" }, { __typename: "Theme", code: "TRUST" }] },
    );
    expect(data._entities).toEqual([...bad.map(() => null), null, { __typename: "Theme", code: "TRUST" }]);
    expect(errors.map(({ code }) => code)).toEqual(bad.map(() => "BAD_USER_INPUT"));
    expect(errors[1]?.message).toBe(`Expected a text as id of a "CpsEvent"; got {"of":${JSON.stringify(event.id)}}.`);
    expect(errors[5]?.message).toMatch(/__typename of one of the catalogue's entities.*got "Nothing"/);
    expect(errors[8]?.message).toMatch(/__typename of one of the catalogue's entities.*got null\./);
  });
});

describe("the vocabulary", () => {
  test("has nine themes, four criteria and three objectives with 7, 5 and 4 actions", async () => {
    const data = await hub.get<{
      themes: { code: string; title: string; narrower: unknown[] }[];
      criteria: unknown[];
      objectives: { code: string; actions: { ref: string; text: string }[] }[];
    }>(
      "{ themes { code title(lang: FR) definition narrower { code } broader { code } exactMatch } criteria { code title definition } objectives { code title actions { ref scope text } } }",
    );
    expect(data.themes).toHaveLength(9);
    expect(data.criteria).toHaveLength(4);
    expect(data.objectives.map(({ actions }) => actions.length)).toEqual([7, 5, 4]);
  });

  test("is found by code; an unknown code is null", async () => {
    expect(
      await hub.get(
        '{ a: theme(code: "TRUST") { code } b: theme(code: "NONE") { code } c: partner(code: "VCLP") { name(lang: FR) } d: partner(code: "NONE") { code } }',
      ),
    ).toEqual({
      a: { code: "TRUST" },
      b: null,
      c: { name: "Organisation VCLP" },
      d: null,
    });
  });
});
