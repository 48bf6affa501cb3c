import { parse, type TypeDefinitionNode } from "graphql";
import { expect, test } from "vitest";
import { CompositionError } from "../../src/composition/projection/composition-error.js";
import { composeHub } from "../../src/composition/compose.js";
import { detailFields } from "../../src/composition/projection/contract-model.js";
import { createPlanner } from "../../src/planning/typical-queries.js";
import { projectPartner, rebuildPartner } from "../../src/composition/projection/projection.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import type { PartnerDefinition } from "../../src/base/partner-definition.js";
import { smallPartner } from "../support/small-partner.js";

/** What the owner alone resolves of an event. */
const EVENT_DETAILS = detailFields("Event").map(({ name }) => name.value);

test("a partner of id and title alone brings its records' ids", () => {
  const projection = project(smallPartner());
  expect(typeText(projection.projectedSdl, "MinEvent")).toEqual(['type MinEvent @key(fields: "id")', "id: ID!"]);
  expect(projection.records).toEqual([
    {
      typeName: "MinEvent",
      kind: "Event",
      ownedFields: [],
      harvestableFields: ["id", "title"],
      ownFields: [],
      harvestFields: ["_links", "_texts"],
    },
  ]);
});

test("what the catalogue resolves, links, interfaces and the harvest's fields stay out", () => {
  const { projectedSdl } = project(createStubDefinition("CPS"));
  expect(projectedSdl).not.toMatch(
    /\b(implements|interface)\b|_changes|_links|_texts|RecordLink|RecordChange|RecordText/,
  );
  const names = fieldNames(projectedSdl, "CpsEvent");
  expect(names).toEqual(["id", ...EVENT_DETAILS, "registeredBy"]);
});

test("the fields of a record are told apart by who resolves them", () => {
  const [event] = project(createStubDefinition("CPS")).records;
  expect(event).toEqual({
    typeName: "CpsEvent",
    kind: "Event",
    ownedFields: EVENT_DETAILS,
    harvestableFields: [
      "id",
      "partner",
      "title",
      "summary",
      "languages",
      "themes",
      "criteria",
      "visibility",
      "url",
      "version",
      "updatedAt",
      "kind",
      "status",
      "date",
      "place",
      "attendance",
      "organisers",
    ],
    ownFields: ["registeredBy"],
    harvestFields: ["_links", "_texts"],
    feedHasTombstoneVisibility: true,
  });
});

test("a partner's own types, enumerations, inputs, scalars, interfaces and unions come along as they are", () => {
  const partner = smallPartner({
    fields:
      'notes(kind: MinNoteKind = LONG, near: MinNear = { metres: 5, tags: ["a"] }): [MinNote!]! @deprecated(reason: "Use minNotes.")',
    rootFields: "minNotes(first: Int! = 20): [MinNote!]! minSearch: [MinHit!]! minThings: [MinThing!]!",
    types: /* GraphQL */ `
      "A note."
      type MinNote implements MinThing {
        name: String!
        by: MinRef
        kind: MinNoteKind!
        event: MinEvent!
      }
      interface MinThing {
        name: String!
      }
      type MinPlace implements MinThing {
        name: String!
      }
      enum MinNoteKind {
        "Brief."
        SHORT
        LONG @deprecated
      }
      input MinNear {
        metres: Int! = 1
        tags: [String!]
      }
      scalar MinRef
      union MinHit = MinNote | MinEvent
      type MinForgotten {
        never: String
      }
    `,
  });
  const { projectedSdl, records } = project(partner);
  expect(records[0]?.ownFields).toEqual(["notes"]);
  expect(fieldNames(projectedSdl, "Query")).toEqual(["minNotes", "minSearch", "minThings"]);
  for (const line of [
    'notes(kind: MinNoteKind = LONG, near: MinNear = {metres: 5, tags: ["a"]}): [MinNote!] @deprecated(reason: "Use minNotes.")',
    '"A note."',
    "type MinNote implements MinThing {",
    "type MinPlace implements MinThing {",
    "interface MinThing {",
    "metres: Int! = 1",
    '"Brief."',
    "LONG @deprecated",
    "scalar MinRef",
    "union MinHit = MinNote | MinEvent",
    "minNotes(first: Int! = 20): [MinNote!]",
  ]) {
    expect(projectedSdl).toContain(line);
  }
  expect(projectedSdl).not.toContain("MinForgotten");
  expect(composeHub([partner], { version: 1 }).hints).toEqual([]);
});

test("what a partner alone can answer is nullable for clients, so that lists stand while it does not answer", () => {
  const { projectedSdl } = project(
    smallPartner({
      fields: "groups: [MinGroup!]! count: Int!",
      rootFields: "minGroup: MinGroup!",
      types: "type MinGroup { size: Int! parts: [MinGroup!]! }",
    }),
  );
  expect(typeText(projectedSdl, "MinEvent")).toEqual([
    'type MinEvent @key(fields: "id")',
    "id: ID!",
    "count: Int",
    "groups: [MinGroup!] @listSize(assumedSize: 5)",
  ]);
  expect(typeText(projectedSdl, "Query")).toEqual(["type Query", "minGroup: MinGroup"]);
  expect(typeText(projectedSdl, "MinGroup")).toEqual([
    "type MinGroup",
    "size: Int!",
    "parts: [MinGroup!]! @listSize(assumedSize: 5)",
  ]);
});

test("an own field may name what the hub owns, by a stub that only says its key", () => {
  const partner = smallPartner({
    fields: "leadTheme: Theme",
    types: 'type Theme @key(fields: "code", resolvable: false) { code: ID! }',
  });
  const hub = composeHub([partner], { version: 1 });
  expect(typeText(hub.projections[0]!.projectedSdl, "Theme")).toEqual([
    'type Theme @key(fields: "code", resolvable: false)',
    "code: ID!",
  ]);
  expect(hub.projections[0]!.projectedSdl).not.toContain("type Partner");
  const { subgraphs } = createPlanner(hub.supergraphSdl)(
    "{ events { nodes { ... on MinEvent { leadTheme { title } } } } }",
  );
  expect(subgraphs).toEqual(["catalogue", "min"]);
});

test.for([
  [
    "imported under other names",
    "identifiedBy",
    "common",
    'import: [{ name: "@key", as: "@identifiedBy" }, { name: "@shareable", as: "@common" }]',
  ],
  ["not imported at all", "f__key", "f__shareable", 'as: "f"'],
  ["known by the specification's name", "federation__key", "federation__shareable", "for: null"],
] as const)("federation's directives are what they are, %s", ([, key, shareable, how]) => {
  const { sdl } = smallPartner({
    link: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", ${how})`,
    fields: "capacity: Capacity leadTheme: Theme",
    types: /* GraphQL */ `
      type Capacity @shareable {
        groups: Int
        groupMin: Int
        groupMax: Int
        min: Int
        max: Int
      }
      type Theme @key(fields: "code", resolvable: false) {
        code: ID!
      }
    `,
  });
  const partner = createStubDefinition("MIN", {
    sdl: sdl.replaceAll("@key(", `@${key}(`).replaceAll("@shareable {", `@${shareable} {`),
  });
  const { projectedSdl } = project(partner);
  expect(projectedSdl).not.toMatch(new RegExp(`@(${key}|${shareable})`));
  expect(typeText(projectedSdl, "MinEvent")[0]).toBe('type MinEvent @key(fields: "id")');
  expect(typeText(projectedSdl, "Capacity")[0]).toBe("type Capacity @shareable");
  expect(typeText(projectedSdl, "Theme")[0]).toBe('type Theme @key(fields: "code", resolvable: false)');
  expect(composeHub([partner], { version: 1 }).hints).toEqual([]);
});

test("a record type may be given in parts", () => {
  const partner = smallPartner({ types: "extend type MinEvent { speakers: [String!] nickname: String }" });
  expect(project(partner).records[0]).toMatchObject({ ownedFields: ["speakers"], ownFields: ["nickname"] });
});

test.for([
  ["no key", ""],
  [
    "a key that only looks like one",
    '@key(fields: "id")',
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@shareable", { name: "@provides", as: "@key" }])',
  ],
  ["a key that cannot be resolved", '@key(fields: "id", resolvable: false)'],
  ["another key", '@key(fields: "slug")'],
] as const)("a record type with %s is refused", ([, directives, link]) => {
  const partner = smallPartner({ directives, fields: "slug: ID!", ...(link ? { link } : {}) });
  expect(findingsOf(partner, project).length).toBeGreaterThan(0);
  expect(findingsOf(partner, rebuildPartner).length).toBeGreaterThan(0);
});

test.for([
  ["of another partner", "cousin: CpsEvent", 'type CpsEvent @key(fields: "id") { id: ID! }', "MinEvent.cousin"],
  ["that is an interface of the contract", "anyRecord: Record", "interface Record { id: ID! }", "MinEvent.anyRecord"],
  ["that serves the harvest", "linked: [RecordLink!]", "", "MinEvent.linked"],
  ["that is the root of all", "everything: Query", "", "MinEvent.everything"],
] as const)("an own field of a type %s is refused, by its place", ([, fields, types, place]) => {
  const partner = smallPartner({ fields, types });
  expect(findingsOf(partner, project).length).toBeGreaterThan(0);
  expect(findingsOf(partner, rebuildPartner)).toMatchObject([{ partner: "MIN", code: "FOREIGN_TYPE", place }]);
});

test("a record behind an interface of the partner's own is refused", () => {
  const partner = smallPartner({
    directives: 'implements MinThing @key(fields: "id")',
    rootFields: "minThings: [MinThing!]!",
    types: "interface MinThing { title(lang: Language): String! }",
  });
  expect(findingsOf(partner, rebuildPartner)).toMatchObject([
    { code: "RECORD_BEHIND_OWN_INTERFACE", place: "MinEvent" },
  ]);
});

test("an SDL that is no SDL is refused with what is wrong with it", () => {
  const [finding] = findingsOf({ ...smallPartner(), sdl: "type MinEvent {" }, rebuildPartner);
  expect(finding).toMatchObject({ partner: "MIN", severity: "ERROR" });
  expect(finding?.message).toContain("Syntax Error");
});

function project(partner: PartnerDefinition) {
  return projectPartner(partner, [partner.code]);
}

function findingsOf(partner: PartnerDefinition, read: (partner: PartnerDefinition) => unknown) {
  try {
    read(partner);
  } catch (error) {
    if (error instanceof CompositionError) return error.findings;
    throw error;
  }
  return [];
}

function fieldNames(sdl: string, typeName: string): readonly string[] {
  const definition = definitionOf(sdl, typeName);
  return "fields" in definition ? (definition.fields ?? []).map((field) => field.name.value) : [];
}

/** The lines of a type's text without descriptions and braces. */
function typeText(sdl: string, typeName: string): string[] {
  const { loc } = definitionOf(sdl, typeName);
  const lines = sdl.slice(loc?.start, loc?.end).split("\n");
  return lines.map((line) => line.replace("{", "").trim()).filter((line) => line !== "}" && !line.startsWith('"'));
}

function definitionOf(sdl: string, typeName: string): TypeDefinitionNode {
  const found = parse(sdl).definitions.find(
    (definition) => "name" in definition && definition.name?.value === typeName,
  );
  if (!found || !("name" in found)) throw new Error(`Expected ${typeName} in:\n${sdl}`);
  return found as TypeDefinitionNode;
}
