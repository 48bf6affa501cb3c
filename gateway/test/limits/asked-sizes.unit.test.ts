import { type AskedOperation, readCostDirectives } from "@segpol/server";
import { buildSchema, Kind, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { checkPageSizes } from "../../src/limits/page-sizes.js";
import { checkRepresentationCount } from "../../src/limits/representations.js";

const SDL = /* GraphQL */ `
  directive @listSize(
    assumedSize: Int
    slicingArguments: [String!]
    sizedFields: [String!]
    requireOneSlicingArgument: Boolean = true
  ) on FIELD_DEFINITION
  type Query {
    shelf(count: Int, back: Int): Shelf! @listSize(slicingArguments: ["count", "back"], sizedFields: ["things"])
    sliced(count: Int = 7): [Thing!]! @listSize(slicingArguments: ["count"])
    names(first: Int, last: Int, most: Int): [String!]!
    _entities(representations: [_Any!]!): [_Entity]!
  }
  type Shelf {
    things: [Thing!]!
    label: String!
  }
  type Thing {
    id: ID!
  }
  scalar _Any
  union _Entity = Thing
`;
const schema = buildSchema(SDL);
const costs = readCostDirectives(SDL);

function operationOf(query: string, variables?: Record<string, unknown>): AskedOperation {
  const document = parse(query);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error("Expected an operation.");
  return { schema, document, operation, variables };
}

describe("an operation", () => {
  it("is refused for more keys than the limit, in all its places together", () => {
    const count = (asked: string, variables: Record<string, unknown>): void =>
      checkRepresentationCount(operationOf(asked, variables), { representations: 3 });
    const query =
      "query ($k: [_Any!]!) { a: _entities(representations: $k) { __typename } ...F } fragment F on Query { b: _entities(representations: $k) { __typename } }";
    expect(() => count(query, { k: [{}] })).not.toThrow();
    expect(() => count(query, { k: [{}, {}] })).toThrow(/3 representations at most; got 4/);
  });

  it("is refused for a longer page than the hub gives, under whatever name its size is asked", () => {
    const pages = (query: string, variables?: Record<string, unknown>): void =>
      checkPageSizes(operationOf(query, variables), costs, { pageSize: 50 });
    expect(() => pages("{ shelf(back: 50) { label } }")).not.toThrow();
    expect(() => pages("{ shelf(back: 51) { label } }")).toThrow(/back from 1 to 50; got 51/);
    expect(() => pages("query ($n: Int) { ...F } fragment F on Query { sliced(count: $n) { id } }", { n: 51 })).toThrow(
      /count from 1 to 50; got 51/,
    );
    for (const name of ["first", "last"]) {
      expect(() => pages(`{ names(${name}: 50) }`)).not.toThrow();
      expect(() => pages(`{ names(${name}: 51) }`)).toThrow(`${name} from 1 to 50; got 51`);
    }
    expect(() => pages("{ names(most: 51) }")).not.toThrow();
  });
});
