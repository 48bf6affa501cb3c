import type { Language } from "@segpol/schema";
import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.js";
import type { RecordCopy } from "../../src/catalogue/read/copies.js";
import { projectPartner } from "../../src/composition/projection/projection.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import {
  createFallbackExecutor,
  createPartnerSchema,
  type FallbackAnswer,
} from "../../src/graph/fallback/fallback-executor.js";

const fallback = createFallbackExecutor(createPartnerSchema(projectPartner(createStubDefinition("XYZ"), ["XYZ"])));
const period = (year: string) => ({
  text: year,
  edtf: year,
  earliest: `${year}-01-01`,
  latest: `${year}-12-31`,
  basis: "STATED",
});
const observation = (year: string) => ({
  period: period(year),
  value: Number(year) / 10,
  status: "NORMAL",
  note: null,
  dimensions: [],
});
const years = ["2019", "2020", "2021", "2022", "2023"];

const copies = new Map<string, RecordCopy>([
  [
    "xyz:recommendation:r1",
    {
      typeName: "XyzRecommendation",
      asOf: new Date(0),
      content: {
        id: "xyz:recommendation:r1",
        goal: "doel",
        context: null,
        addressees: ["Politie"],
        dueOn: "2024-06-30",
        priority: null,
        measures: [
          {
            ref: "1",
            text: "een",
            weight: 1,
            progress: { claimed: "LIMITED", assessed: null, closure: "OPEN", overdue: false, lastFollowUpOn: null },
            measures: [
              {
                ref: "1.1",
                text: "binnenin",
                weight: 2.5,
                progress: { claimed: "COMPLETE", assessed: null, closure: "OPEN", overdue: true, lastFollowUpOn: null },
                measures: [],
              },
            ],
          },
        ],
      },
      texts: [
        { field: "goal", language: "NL", text: "doel", original: true },
        { field: "goal", language: "FR", text: "but", original: false },
        { field: "measures.0.text", language: "NL", text: "een", original: true },
        { field: "measures.0.measures.0.text", language: "NL", text: "binnenin", original: true },
        { field: "measures.0.measures.0.text", language: "FR", text: "dedans", original: false },
      ],
    },
  ],
  [
    "xyz:event:e1",
    {
      typeName: "XyzEvent",
      asOf: new Date(0),
      content: { id: "xyz:event:e1", topics: ["sporen", "traces"], capacity: { groups: 3, min: null } },
      texts: [
        { field: "topics.0", language: "NL", text: "sporen", original: true },
        { field: "topics.0", language: "FR", text: "indices", original: false },
      ],
    },
  ],
  [
    "xyz:indicator:i1",
    {
      typeName: "XyzLegitimacyIndicator",
      asOf: new Date(0),
      content: { id: "xyz:indicator:i1", observations: { nodes: years.map(observation) } },
      texts: [
        { field: "observations.nodes.3.period.text", language: "NL", text: "jaar 2022", original: true },
        { field: "observations.nodes.3.period.text", language: "FR", text: "an 2022", original: false },
      ],
    },
  ],
]);

async function ask(
  typename: string,
  id: string,
  selection: string,
  options: { languages?: readonly Language[]; today?: string } = {},
): Promise<FallbackAnswer & { record: JsonObject | null }> {
  const answer = await fallback({
    document: parse(`query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on ${typename} { ${selection} } } }`),
    variables: { representations: [{ __typename: typename, id }] },
    operationName: undefined,
    copies,
    languages: options.languages ?? [],
    today: options.today ?? "2024-01-01",
  });
  const [record] = (answer.data?.["_entities"] ?? []) as (JsonObject | null)[];
  return { ...answer, record: record ?? null };
}

describe("a partner's fallback executor", () => {
  it("gives each text in the language asked for, else of Accept-Language, else the original, at any depth", async () => {
    const selection = "goal french: goal(lang: FR) measures { text(lang: FR) measures { text(lang: FR) ref weight } }";
    const { record, errors } = await ask("XyzRecommendation", "xyz:recommendation:r1", selection);
    expect(errors).toEqual([]);
    expect(record).toEqual({
      goal: "doel",
      french: "but",
      measures: [{ text: "een", measures: [{ text: "dedans", ref: "1.1", weight: 2.5 }] }],
    });
    const french = await ask("XyzRecommendation", "xyz:recommendation:r1", "goal german: goal(lang: DE) context", {
      languages: ["FR"],
    });
    expect(french.record).toEqual({ goal: "but", german: "but", context: null });
  });

  it("gives lists of texts text by text, one without translations as it is", async () => {
    const { record } = await ask("XyzEvent", "xyz:event:e1", "topics(lang: FR) capacity { groups min }");
    expect(record).toEqual({ topics: ["indices", "traces"], capacity: { groups: 3, min: null } });
  });

  it("tells what is overdue by the day that is asked, not by that of the copy", async () => {
    const selection = "measures { progress { overdue } measures { progress { overdue } } }";
    const overdue = async (today: string) =>
      (await ask("XyzRecommendation", "xyz:recommendation:r1", selection, { today })).record;
    const complete = [{ progress: { overdue: false } }];
    expect(await overdue("2024-06-30")).toEqual({ measures: [{ progress: { overdue: false }, measures: complete }] });
    expect(await overdue("2024-07-01")).toEqual({ measures: [{ progress: { overdue: true }, measures: complete }] });
  });

  it("pages observations within a period, with their texts in place", async () => {
    const page = (after: unknown) =>
      `observations(from: "2020-06-01", first: 2, after: ${JSON.stringify(after)}) {
        totalCount nodes { value period { text(lang: FR) } } edges { cursor node { value } }
        pageInfo { hasNextPage hasPreviousPage endCursor } }`;
    const first = await ask("XyzLegitimacyIndicator", "xyz:indicator:i1", page(null));
    expect(first.errors).toEqual([]);
    const observations = first.record?.["observations"] as {
      pageInfo: { endCursor: string };
      edges: { cursor: string }[];
    };
    expect(observations).toMatchObject({
      totalCount: 4,
      nodes: [{ value: 202 }, { value: 202.1 }],
      edges: [{ node: { value: 202 } }, { node: { value: 202.1 } }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, endCursor: observations.edges[1]?.cursor },
    });
    const second = await ask("XyzLegitimacyIndicator", "xyz:indicator:i1", page(observations.pageInfo.endCursor));
    expect(second.record?.["observations"]).toMatchObject({
      nodes: [{ value: 202.2, period: { text: "an 2022" } }, { value: 202.3 }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  it.each([
    ["first: 0", /first to be 1 to 100; got 0/],
    ['from: "2022-01-01", to: "2021-01-01"', /swap them/],
    ['after: "MTIz"', /leave after out to begin anew/],
    ['from: "yesterday"', /"from" has invalid value/],
  ])("refuses observations(%s) with words for the client", async (args, message) => {
    const { errors } = await ask("XyzLegitimacyIndicator", "xyz:indicator:i1", `observations(${args}) { totalCount }`);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toMatch(message);
  });

  it("names what it has no copy of: the partner's own fields, by their key in the answer", async () => {
    const { record, missing, usesCopies } = await ask("XyzEvent", "xyz:event:e1", "id by: registeredBy { level }");
    expect(record).toEqual({ id: "xyz:event:e1", by: null });
    expect([...missing]).toEqual([["by", "registeredBy"]]);
    expect(usesCopies).toBe(false);
  });

  it("gives null for a record that no copy is of, and for one of another type", async () => {
    expect((await ask("XyzEvent", "xyz:event:e2", "topics")).record).toBeNull();
    expect((await ask("XyzPublication", "xyz:event:e1", "documents { url }")).record).toBeNull();
  });
});
