import { THEME_CODES } from "@segpol/schema";
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  validate,
  visit,
} from "graphql";
import { checkCost, readCostDirectives, readSettings } from "@segpol/server";
import { expect, test } from "vitest";
import { apiSdl } from "../../src/composition/api-sdl.js";
import { composeHub } from "../../src/composition/compose.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import { HUB_ERRORS } from "../../src/errors.js";
import { QUERY_LIMIT_SETTINGS } from "../../src/config/config-tables.js";
import { readGraphCosts } from "../../src/limits/graph-costs.js";
import { withoutCosts } from "../support/without-costs.js";
import { smallPartner } from "../support/small-partner.js";

const samples = ["ALPHA", "BRAVO"].map((code) => createStubDefinition(code));

test.for([
  ["partners that keep everything", samples],
  ["a partner of ids and titles", [smallPartner()]],
  ["no partner", []],
] as const)("with %s, the graph says of each list of objects how long it may be", ([, partners]) => {
  const { supergraphSdl } = composeHub(partners, { version: 1 });
  const costs = readCostDirectives(supergraphSdl);
  const fields = Object.values(buildSchema(apiSdl(supergraphSdl)).getTypeMap()).flatMap((type) =>
    (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith("__")
      ? Object.values(type.getFields()).map((field) => ({ field, coordinate: `${type.name}.${field.name}` }))
      : [],
  );
  const sizedByPages = new Set(
    fields.flatMap(({ field, coordinate }) =>
      (costs.listSizeOf(coordinate)?.sizedFields ?? []).map((name) => `${getNamedType(field.type).name}.${name}`),
    ),
  );
  const lists = fields.filter(
    ({ field }) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)),
  );
  const unsaid = lists.filter(({ coordinate }) => !costs.listSizeOf(coordinate) && !sizedByPages.has(coordinate));
  expect(lists.length).toBeGreaterThan(50);
  expect(unsaid.map(({ coordinate }) => coordinate)).toEqual([]);
});

test("pages are as long as they are asked for, lists of the vocabulary as long as it is, and a tree is no longer than its leaves", () => {
  const { supergraphSdl } = composeHub(samples, { version: 1 });
  const { listSizeOf } = readCostDirectives(supergraphSdl);
  const page = { assumedSize: 20, sizedFields: ["edges", "nodes"] };
  for (const field of ["Query.events", "Theme.publications"]) {
    expect(listSizeOf(field)).toEqual({ ...page, slicingArguments: ["first", "last"] });
  }
  for (const field of ["Query.changes", "Event.events", "AlphaEvent.events", "AlphaLegitimacyIndicator.observations"]) {
    expect(listSizeOf(field)).toEqual({ ...page, slicingArguments: ["first"] });
  }
  expect(listSizeOf("Query.themes")?.assumedSize).toBe(THEME_CODES.length);
  expect(listSizeOf("BravoEvent.themes")?.assumedSize).toBe(THEME_CODES.length);
  expect(listSizeOf("Measure.measures")?.assumedSize).toBe(1);
  expect(listSizeOf("Query.partners")?.assumedSize).toBe(40);
  expect(listSizeOf("Event.organisers")?.assumedSize).toBe(5);
});

test("links within links multiply: three levels of a page each are more than an operation may ask for", () => {
  const { supergraphSdl } = composeHub(samples, { version: 1 });
  const costs = readCostDirectives(supergraphSdl);
  const page = { assumedSize: 20, slicingArguments: ["first"], sizedFields: [] };
  for (const field of ["Recommendation.relatedRecommendations", "BravoLegitimacyIndicator.recommendations"]) {
    expect(costs.listSizeOf(field)).toEqual(page);
  }
  const schema = buildSchema(apiSdl(supergraphSdl));
  const limits = readSettings(QUERY_LIMIT_SETTINGS, {}, []);
  const check = (levels: readonly string[]): void => {
    const links = levels.reduceRight((below, args) => `relatedRecommendations${args} { id ${below} }`, "");
    const document = parse(`{ recommendations(first: 100) { nodes { ${links} } } }`);
    expect(validate(schema, document)).toEqual([]);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("Expected an operation.");
    checkCost({ schema, document, operation, variables: {} }, costs, limits, HUB_ERRORS.QUERY_TOO_COSTLY);
  };
  for (const args of ["", "(first: 100)", "(first: 50)"]) {
    expect(() => check([args, args, args])).toThrow(/A query may ask for \d+ objects at most/);
  }
  expect(() => check(["(first: 10)", "(first: 2)"])).not.toThrow();
});

test("what a record has of its own is assumed short where it is shown in part, and a page in the connection beside it", () => {
  const { listSizeOf } = readCostDirectives(composeHub(samples, { version: 1 }).supergraphSdl);
  for (const list of ["measures", "responses", "followUps", "assessments"]) {
    const whole = { assumedSize: 5, slicingArguments: [], sizedFields: [] };
    expect(listSizeOf(`AlphaRecommendation.${list}`)).toEqual(whole);
    expect(listSizeOf(`Recommendation.${list}`)).toEqual(whole);
    expect(listSizeOf(`BravoRecommendation.${list}Connection`)).toEqual({
      assumedSize: 20,
      slicingArguments: ["first", "last"],
      sizedFields: ["edges", "nodes"],
    });
  }
  expect(listSizeOf("FollowUp.evidence")?.assumedSize).toBe(5);
});

test("facets, which are counted over more than a page, cost more than other objects, and weights stand where they are read", () => {
  const { supergraphSdl, catalogueSdl } = composeHub(samples, { version: 1 });
  expect(readCostDirectives(supergraphSdl).weightOf("Facets")).toBe(100);
  expect(readCostDirectives(supergraphSdl).weightOf("EventConnection")).toBeUndefined();
  // The evaluator reads none of arguments and inputs.
  for (const sdl of [supergraphSdl, catalogueSdl]) {
    const places: string[] = [];
    visit(parse(sdl), {
      Directive({ name }, _key, _parent, _path, ancestors) {
        const holder = ancestors.at(-1);
        if (name.value === "cost" && holder && "kind" in holder) places.push(holder.kind);
      },
    });
    expect(new Set(places)).toEqual(new Set([Kind.OBJECT_TYPE_DEFINITION]));
  }
});

test("a graph that says nothing of costs, composed by an earlier release, has those that composition would give it", () => {
  const { supergraphSdl } = composeHub(samples, { version: 1 });
  const earlier = withoutCosts(supergraphSdl);
  expect(earlier).not.toMatch(/@cost|@listSize/);
  const [given, derived] = [readGraphCosts(supergraphSdl), readGraphCosts(earlier)];
  const types = Object.values(buildSchema(apiSdl(supergraphSdl)).getTypeMap());
  for (const type of types) {
    expect([type.name, derived.weightOf(type.name)]).toEqual([type.name, given.weightOf(type.name)]);
    for (const field of isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : []) {
      const coordinate = `${type.name}.${field}`;
      expect([coordinate, derived.listSizeOf(coordinate)]).toEqual([coordinate, given.listSizeOf(coordinate)]);
    }
  }
  expect(derived.listSizeOf("Query.events")?.slicingArguments).toEqual(["first", "last"]);
  expect(derived.weightOf("Facets")).toBe(100);
});

test("a partner's own lists are as long as the arguments say that it gives them", () => {
  const partner = smallPartner({
    fields:
      "notes(first: Int! = 30): [MinNote!]! tags(first: Int): [String!]! near(first: MinPage): [MinNote!]! all: [MinNote!]!",
    rootFields:
      "minNotes(last: Int, after: String): MinNoteConnection minOne(first: Int): MinNote minPage(first: Int): MinNotePage",
    types: /* GraphQL */ `
      type MinNote {
        text: String!
      }
      type MinNoteConnection {
        nodes: [MinNote!]!
        related: [MinNote!]!
      }
      type MinNotePage {
        items: [MinNote!]!
        total: Int!
      }
      input MinPage {
        size: Int
      }
    `,
  });
  const { supergraphSdl, hints } = composeHub([partner], { version: 1 });
  const { listSizeOf } = readCostDirectives(supergraphSdl);
  expect(hints).toEqual([]);
  expect(listSizeOf("MinEvent.notes")).toEqual({ assumedSize: 20, slicingArguments: ["first"], sizedFields: [] });
  expect(listSizeOf("Query.minNotes")).toEqual({ assumedSize: 20, slicingArguments: ["last"], sizedFields: ["nodes"] });
  expect(listSizeOf("Query.minPage")).toEqual({ assumedSize: 20, slicingArguments: ["first"], sizedFields: ["items"] });
  const short = { assumedSize: 5, slicingArguments: [], sizedFields: [] };
  for (const field of ["MinEvent.near", "MinEvent.all", "MinNoteConnection.related"]) {
    expect(listSizeOf(field)).toEqual(short);
  }
  for (const field of ["MinEvent.tags", "Query.minOne", "MinNoteConnection.nodes", "MinNotePage.items"]) {
    expect(listSizeOf(field)).toBeUndefined();
  }
});

test("a partner's SDL says nothing of costs: what others enforce is the hub's to say", () => {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@listSize"])`;
  const partner = smallPartner({
    link,
    fields: "notes: [MinNote!]! @listSize(assumedSize: 0)",
    types: "type MinNote { text: String! }",
  });
  expect(() => composeHub([partner], { version: 1 })).toThrow(/DIRECTIVE.*listSize/);
});
