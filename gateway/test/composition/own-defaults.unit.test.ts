import { buildClientSchema, introspectionFromSchema, isObjectType } from "graphql";
import { expect, test } from "vitest";
import { Supergraph } from "@apollo/federation-internals";
import { composeHub } from "../../src/composition/compose.js";
import { smallPartner } from "../support/small-partner.js";

/** The arguments of a root field as clients read them. */
function argumentsOf(rootFields: string, types: string) {
  const { supergraphSdl } = composeHub([smallPartner({ rootFields, types })], { version: 1 });
  const schema = buildClientSchema(
    introspectionFromSchema(Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema()),
  );
  const query = schema.getQueryType();
  const field = isObjectType(query) ? query.getFields()["minFind"] : undefined;
  return (field?.args ?? []).map(({ name, type, defaultValue, description }) => ({
    name,
    type: String(type),
    defaultValue,
    description,
  }));
}

test("a default that introspection cannot say is the partner's to apply, and stands in the description", () => {
  const args = argumentsOf(
    `minFind(
      "What to find."
      filter: MinJson = { a: 1 }
      needed: MinJson! = { a: [1, "x"] }
      list: [MinJson] = [{ b: true }]
      numbers: MinJson = [1, 2]
      precise: MinJson = 12345678901234567890
      within: MinIn = { json: { a: 1 } }
    ): Int`,
    "scalar MinJson input MinIn { json: MinJson = { c: 2 } plain: Int = 3 }",
  );
  expect(args).toEqual([
    { name: "filter", type: "MinJson", defaultValue: undefined, description: "What to find.\nDefault: {a: 1}" },
    { name: "needed", type: "MinJson", defaultValue: undefined, description: 'Default: {a: [1, "x"]}' },
    { name: "list", type: "[MinJson]", defaultValue: undefined, description: "Default: [{b: true}]" },
    { name: "numbers", type: "MinJson", defaultValue: undefined, description: "Default: [1, 2]" },
    { name: "precise", type: "MinJson", defaultValue: undefined, description: "Default: 12345678901234567000" },
    { name: "within", type: "MinIn", defaultValue: undefined, description: "Default: {json: {a: 1}}" },
  ]);
});

test("every other default is in the graph", () => {
  const args = argumentsOf(
    `minFind(
      text: MinScalar = "x"
      flag: MinScalar = true
      number: MinScalar! = 1.5
      colour: [MinColour!] = [RED]
      within: MinIn = { plain: 4 }
      nothing: MinScalar = null
    ): Int`,
    "scalar MinScalar enum MinColour { RED } input MinIn { plain: Int = 3 }",
  );
  expect(args.map(({ name, type, defaultValue }) => [name, type, defaultValue])).toEqual([
    ["text", "MinScalar", "x"],
    ["flag", "MinScalar", true],
    ["number", "MinScalar!", 1.5],
    ["colour", "[MinColour!]", ["RED"]],
    ["within", "MinIn", { plain: 4 }],
    ["nothing", "MinScalar", null],
  ]);
});
