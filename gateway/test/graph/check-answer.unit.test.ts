import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { projectPartner } from "../../src/composition/projection/projection.js";
import { createPartnerSchema } from "../../src/graph/fallback/fallback-executor.js";
import { shortListsOf } from "../../src/graph/sources/short-lists.js";
import { shapeOf } from "../../src/graph/sources/asked-shape.js";
import { checkAnswer } from "../../src/graph/sources/check-answer.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import type { JsonObject } from "../../src/base/json.js";
import { smallPartner } from "../support/small-partner.js";

const cps = createPartnerSchema(projectPartner(createStubDefinition("CPS"), ["CPS"]));
const own = createPartnerSchema(
  projectPartner(
    smallPartner({
      rootFields:
        "minThings(of: Int): [MinThing!]! minEither: MinEither minNamed: MinNamed minAny: MinJson minColours: [MinColour!]",
      types: `
        scalar MinJson
        enum MinColour { RED GREEN }
        interface MinNamed { name: String! }
        type MinThing implements MinNamed { name: String! size: Float parts: [[MinThing]] id: ID flag: Boolean }
        type MinOther implements MinNamed { name: String! count: Int }
        union MinEither = MinThing | MinOther
      `,
    }),
    ["MIN"],
  ),
);

function check(query: string, data: JsonObject, schema = own, representations?: readonly unknown[]) {
  return checkAnswer({ data, shape: shapeOf(parse(query), schema), schema, representations });
}

/** What is left of the details of one event, and the paths of what was wrong within it. */
function ofEvent(selection: string, entity: JsonObject) {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on CpsEvent { ${selection} } } }`;
  const { data, wrong } = check(query, { _entities: [entity] }, cps, [{ __typename: "CpsEvent", id: "cps:event:a" }]);
  const { _entities: entities } = data as { _entities: readonly unknown[] };
  return { event: entities[0], wrong: wrong.map(({ path }) => path.slice(2).join(".")) };
}

describe("a value that is not of its type is null", () => {
  it.each([
    ["topics", "x", null, "topics"],
    ["topics", {}, null, "topics"],
    ["topics", true, null, "topics"],
    ["topics", 5, null, "topics"],
    ["topics", ["a", 5], ["a", null], "topics.1"],
    ["topics", ["a", ["b"]], ["a", null], "topics.1"],
    ["topics", [null], [null], "topics.0"],
    ["capacity { min }", 5, null, "capacity"],
    ["capacity { min }", "x", null, "capacity"],
    ["capacity { min }", [], null, "capacity"],
    ["capacity { min }", [{ min: 1 }], null, "capacity"],
    ["capacity { min }", { min: "1" }, { min: null }, "capacity.min"],
    ["capacity { min }", { min: 1.5 }, { min: null }, "capacity.min"],
    ["capacity { min }", { min: 2 ** 31 }, { min: null }, "capacity.min"],
    ["capacity { min }", { min: {} }, { min: null }, "capacity.min"],
    ["livestream", "javascript:alert(1)", null, "livestream"],
    ["livestream", "https://user:secret@example.org/", null, "livestream"],
    ["registration { state }", { state: "MAYBE" }, { state: null }, "registration.state"],
    ["registration { state }", { state: ["OPEN"] }, { state: null }, "registration.state"],
    ["registration { state }", { state: "constructor" }, { state: null }, "registration.state"],
  ] as const)("%s: %j", (selection, given, left, path) => {
    const key = selection.split(" ")[0] ?? "";
    expect(ofEvent(`${selection} speakers`, { [key]: given, speakers: ["A"] })).toEqual({
      event: { [key]: left, speakers: ["A"] },
      wrong: [path],
    });
  });

  it("and so is one that is missing, unless a condition decides whether it is asked", () => {
    expect(ofEvent("topics speakers @include(if: $all)", {})).toEqual({ event: { topics: null }, wrong: ["topics"] });
  });

  it("at any depth of the partner's own types, and everything else stands", () => {
    const { data, wrong } = check("{ minThings { name size parts { size } id flag } }", {
      minThings: [
        { name: "a", size: 1, parts: [[{ size: "x" }, null, 7], null, {}], id: 5, flag: "true" },
        { name: null, size: null, parts: null, id: {}, flag: false },
      ],
    });
    expect(data).toEqual({
      minThings: [
        { name: "a", size: 1, parts: [[{ size: null }, null, null], null, null], id: "5", flag: null },
        { name: null, size: null, parts: null, id: null, flag: false },
      ],
    });
    expect(wrong.map(({ path }) => path.join("."))).toEqual([
      "minThings.0.parts.0.0.size",
      "minThings.0.parts.0.2",
      "minThings.0.parts.2",
      "minThings.0.flag",
      "minThings.1.name",
      "minThings.1.id",
    ]);
  });

  it("where an object is of another type than it may be, or does not say of which it is", () => {
    const query =
      "{ minEither { __typename ... on MinThing { size } ... on MinOther { size: count } } minNamed { __typename name } }";
    const named = { __typename: "MinOther", name: "n" };
    for (const either of [
      { __typename: "MinEvent" },
      { __typename: "Query" },
      { __typename: 5 },
      { size: 1 },
      { __typename: "String" },
    ]) {
      const { data, wrong } = check(query, { minEither: either, minNamed: named });
      expect(data).toEqual({ minEither: null, minNamed: named });
      expect(wrong).toHaveLength(1);
    }
    expect(check(query, { minEither: { __typename: "MinOther", size: 3 }, minNamed: named }).wrong).toEqual([]);
    expect(check(query, { minEither: { __typename: "MinOther", size: 3.5 }, minNamed: named }).wrong).toHaveLength(1);
  });

  it("where a record is of another type than was asked for", () => {
    const query = "query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on CpsEvent { topics } } }";
    const asked = [
      { __typename: "CpsEvent", id: "a" },
      { __typename: "CpsEvent", id: "b" },
    ];
    const { data, wrong } = check(
      query,
      {
        _entities: [
          { __typename: "CpsPublication", topics: [] },
          { __typename: "CpsEvent", topics: [] },
        ],
      },
      cps,
      asked,
    );
    expect(data).toEqual({ _entities: [null, { __typename: "CpsEvent", topics: [] }] });
    expect(wrong.map(({ path }) => path)).toEqual([["_entities", 0]]);
  });
});

describe("what is right is passed on", () => {
  it("in whatever an own scalar holds, and in nulls that may be", () => {
    const data = { minAny: { a: [1, { b: null }] }, minColours: ["RED", "GREEN"], minNamed: null };
    expect(check("{ minAny minColours minNamed { name } }", data)).toEqual({ data, wrong: [] });
  });

  it("and what was not asked is left out", () => {
    const { data, wrong } = check("{ minNamed { __typename ...N } } fragment N on MinNamed { called: name }", {
      minNamed: { __typename: "MinThing", called: "x", name: "y", size: 3 },
      minAny: 1,
      __proto__: { minAny: 2 },
    });
    expect(data).toEqual({ minNamed: { __typename: "MinThing", called: "x" } });
    expect(wrong).toEqual([]);
  });

  it("and of many wrong values a hundred are told", () => {
    const { data, wrong } = check("{ minColours }", { minColours: Array.from({ length: 5_000 }, () => "BLUE") });
    expect(data["minColours"]).toHaveLength(5_000);
    expect(wrong).toHaveLength(100);
  });
});

describe("of a list beside which a connection has all", () => {
  const projection = projectPartner(createStubDefinition("CPS"), ["CPS"]);
  const shortLists = shortListsOf(projection.records);
  const query =
    "query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on CpsRecommendation { a: followUps { id } followUps { id } addressees measures { ref measures { ref } } } } }";
  const entries = (count: number, key: string): JsonObject[] =>
    Array.from({ length: count }, (_, index) => ({ [key]: `${index}` }));
  const answer = (entity: JsonObject) =>
    checkAnswer({
      data: { _entities: [entity] },
      shape: shapeOf(parse(query), cps),
      schema: cps,
      representations: [{ __typename: "CpsRecommendation", id: "cps:recommendation:a" }],
      shortLists,
    });

  it.for([19, 20])("%d entries are passed on", (count) => {
    const followUps = entries(count, "id");
    const given = { a: followUps, followUps, addressees: ["x"], measures: [] };
    expect(answer(given)).toEqual({ data: { _entities: [given] }, wrong: [] });
  });

  it("the first 20 are passed on, under whatever alias, and of other lists all", () => {
    const many = entries(21, "ref");
    const given = {
      a: entries(21, "id"),
      followUps: [...entries(20, "id"), "wrong"],
      addressees: many.map((_, index) => `${index}`),
      measures: many.map((each) => ({ ...each, measures: many })),
    };
    const measures = entries(20, "ref").map((each) => ({ ...each, measures: many }));
    expect(answer(given)).toEqual({
      data: {
        _entities: [{ ...given, a: entries(20, "id"), followUps: entries(20, "id"), measures }],
      },
      wrong: [],
    });
  });
});
