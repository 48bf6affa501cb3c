import { contractFields, contractSchema, RECORD_KINDS } from "@segpol/schema";
import {
  buildSchema,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLObjectType,
  isEnumType,
  isObjectType,
  isScalarType,
} from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { buildPartnerSchema } from "../src/graphql/partner-schema.js";
import { samplePartner } from "./support/sample-partner.js";

/** A field as one line of text: name, arguments with defaults, type, description. */
function line(field: GraphQLField<unknown, unknown>): string {
  const args = field.args.map(
    (arg) => `${arg.name}: ${String(arg.type)} = ${String(arg.defaultValue)} # ${arg.description ?? ""}`,
  );
  return `${field.name}(${args.join(", ")}): ${String(field.type)} # ${field.description ?? ""}`;
}

function lines(type: GraphQLObjectType): string[] {
  return Object.values(type.getFields()).map(line);
}

function values(type: GraphQLEnumType): string[] {
  return type.getValues().map(({ name, description }) => `${name} # ${description ?? ""}`);
}

const partner = samplePartner();
const { sdl, schema } = buildPartnerSchema(partner);
const emitted = buildSchema(sdl, { assumeValidSDL: true });
const contractTypes = Object.values(contractSchema.getTypeMap()).filter(({ name }) => !name.startsWith("__"));
const OWN = ["Query", "String", "Int", "Float", "Boolean", "ID"];

describe("the SDL that the kit emits", () => {
  test.each(contractTypes.filter(isObjectType).filter(({ name }) => !OWN.includes(name)))(
    "has the contract's type $name",
    (type) => {
      const own = emitted.getType(type.name) as GraphQLObjectType;
      expect(lines(own)).toEqual(lines(type));
      expect(own.description).toBe(type.description);
    },
  );

  test.each(contractTypes.filter(isEnumType))("has the contract's enum $name", (type) => {
    const own = emitted.getType(type.name) as GraphQLEnumType;
    expect(values(own)).toEqual(values(type));
    expect(own.description).toBe(type.description);
  });

  test.each(contractTypes.filter(isScalarType).filter(({ name }) => !OWN.includes(name)))(
    "has the contract's scalar $name",
    (type) => {
      expect(emitted.getType(type.name)?.description).toBe(type.description);
    },
  );

  test.each(RECORD_KINDS)("has every standard field of %s, as the contract has it", (kind) => {
    const own = (emitted.getType(`Sample${kind}`) as GraphQLObjectType).getFields();
    for (const { name, field } of contractFields(kind)) expect(own[name] && line(own[name])).toBe(line(field));
    for (const name of ["_links", "_texts"]) expect(own).toHaveProperty(name);
  });

  test("has the contract's change feed", () => {
    const own = emitted.getQueryType()?.getFields()["_changes"];
    expect(own && line(own)).toBe(lines(contractSchema.getType("Query") as GraphQLObjectType)[0]);
  });

  test("keeps own fields and types beside it", () => {
    expect((emitted.getType("SampleEvent") as GraphQLObjectType).getFields()).toHaveProperty("chairs");
    expect(emitted.getType("SampleChair")).toBeDefined();
  });

  test("makes value types shareable, records entities, and vocabulary references", () => {
    const entities = RECORD_KINDS.map((kind) => `type Sample${kind} @key(fields: "id") {`);
    expect(entities.filter((text) => !sdl.includes(text))).toEqual([]);
    expect(sdl).toContain('type Theme @key(fields: "code", resolvable: false) {');
    expect(sdl).toContain("type FuzzyDate @shareable {");
  });

  test("has nothing of the classes that records extend", () => {
    for (const name of ["BaseRecord", "EventRecord", "RecommendationRecord"])
      expect(emitted.getType(name)).toBeUndefined();
  });
});

describe("building a schema", () => {
  let again: string;
  beforeAll(() => {
    again = buildPartnerSchema(partner).sdl;
  });

  test("gives the same text each time", () => {
    expect(again).toBe(sdl);
  });

  test("gives an executable subgraph, read-only", () => {
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(
      expect.arrayContaining(["_entities", "_service", "_changes"]),
    );
    expect(schema.getMutationType()).toBeUndefined();
  });
});
