import { buildSchema, Kind, parse, specifiedRules, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { assumedCosts } from "../../src/costs/cost-limit.js";
import { readCostDirectives } from "../../src/costs/cost-directives.js";
import { type AskedOperation, checkCost, estimateCost } from "../../src/costs/query-cost.js";

// None of the graph's own names: what an operation costs is to be read from the directives alone.
const SDL = /* GraphQL */ `
  directive @cost(weight: Int!) on ENUM | FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(
    assumedSize: Int
    slicingArguments: [String!]
    sizedFields: [String!]
    requireOneSlicingArgument: Boolean = true
  ) on FIELD_DEFINITION

  type Query {
    one: Thing
    three: [Thing!]! @listSize(assumedSize: 3)
    unsaid: [Thing!]
    grid: [[Thing!]!]! @listSize(assumedSize: 2)
    shelf(count: Int, back: Int): Shelf!
      @listSize(
        assumedSize: 20
        slicingArguments: ["count", "back"]
        sizedFields: ["things", "slots"]
        requireOneSlicingArgument: false
      )
    sliced(count: Int = 7): [Thing!]! @listSize(slicingArguments: ["count"])
    beings: [Being!]! @listSize(assumedSize: 10)
    dear: Thing @cost(weight: 50)
    sum: Int! @cost(weight: 8)
    names(first: Int, last: Int, most: Int): [String!]!
    _entities(representations: [_Any!]!): [_Entity]!
  }
  type Shelf {
    things: [Thing!]!
    slots: [Slot!]!
    owners: [Thing!]! @listSize(assumedSize: 4)
    label: String!
  }
  type Slot {
    thing: Thing!
    things: [Thing!]!
  }
  interface Being {
    id: ID!
    parts: [Thing!]! @listSize(assumedSize: 2)
  }
  type Cat implements Being {
    id: ID!
    parts: [Thing!]! @listSize(assumedSize: 2)
    kittens: [Cat!]! @listSize(assumedSize: 6)
  }
  type Dog implements Being {
    id: ID!
    parts: [Thing!]! @listSize(assumedSize: 2)
    bones: [Thing!]! @listSize(assumedSize: 3)
  }
  type Thing {
    id: ID!
    name: String!
    picture: Picture
    heavy: Heavy
    things: [Thing!]! @listSize(assumedSize: 1)
  }
  type Heavy @cost(weight: 30) {
    id: ID!
  }
  scalar Picture @cost(weight: 5)
  scalar _Any
  union _Entity = Thing | Cat | Dog
`;
const schema = buildSchema(SDL);
const costs = readCostDirectives(SDL);

function operationOf(query: string, variables?: Record<string, unknown>): AskedOperation {
  const document = parse(query);
  expect(validate(schema, document, specifiedRules)).toEqual([]);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error("Expected an operation.");
  return { schema, document, operation, variables };
}

const costOf = (query: string, variables?: Record<string, unknown>): number =>
  estimateCost(operationOf(query, variables), costs, { pageSize: 100 });

describe("what an operation costs", () => {
  it.for([
    ["an object, and a fifth for each of its values", "{ one { id a: id b: id c: id d: id } }", 2],
    ["a list's length times what each entry costs", "{ three { a: id b: id c: id d: id e: id } }", 6],
    ["five entries where nothing says how long a list is", "{ unsaid { a: id b: id c: id d: id e: id } }", 10],
    ["each list within a list", "{ grid { a: id b: id c: id d: id e: id } }", 20],
    ["lists below lists multiplied", "{ three { things { things { a: id b: id c: id d: id e: id } } } }", 12],
    ["the assumed size of a page that none is asked for", "{ shelf { things { a: id b: id c: id d: id e: id } } }", 41],
    ["the page that is asked for", "{ shelf(count: 3) { things { a: id b: id c: id d: id e: id } } }", 7],
    ["the longer of two pages", "{ shelf(count: 3, back: 4) { things { a: id b: id c: id d: id e: id } } }", 9],
    ["the assumed size for null", "{ shelf(count: null) { things { a: id b: id c: id d: id e: id } } }", 41],
    ["no more than the largest page", "{ shelf(count: 2000) { things { a: id b: id c: id d: id e: id } } }", 201],
    ["nothing for a page of less than nothing", "{ shelf(count: -1) { things { id } } }", 1],
    ["the argument's default", "{ sliced { a: id b: id c: id d: id e: id } }", 14],
    ["all lists that a page sizes", "{ shelf(count: 2) { things { heavy { id } } slots { thing { id } } } }", 68],
    ["lists that a page does not size by themselves", "{ shelf(count: 90) { owners { things { id } } } }", 10],
    ["lists below those of a page by themselves", "{ shelf(count: 2) { slots { things { id } } } }", 15],
    ["a field's weight in place of its object's", "{ dear { a: id b: id c: id d: id e: id } }", 51],
    ["a type's weight", "{ one { heavy { a: id b: id c: id d: id e: id } } }", 32],
    ["a value's weight", "{ sum one { picture } }", 14],
    ["nothing for the schema itself", "{ __schema { types { fields { name } } } }", 0],
  ] as const)("is %s", ([, query, cost]) => {
    expect(costOf(query)).toBe(cost);
  });

  it("adds up aliases, however alike they are", () => {
    const page =
      "shelf(count: 10) { things { a: id b: id c: id d: id e: id } slots { thing { heavy { a: id b: id c: id d: id e: id } } } }";
    for (const times of [1, 2, 5, 20]) {
      const aliased = Array.from({ length: times }, (_, index) => `a${index}: ${page}`).join(" ");
      expect(costOf(`{ ${aliased} }`)).toBe(times * (1 + 10 * 2 + 10 * (1 + 1 + 31)));
    }
  });

  it("takes the dearest of fragments that exclude one another, and the sum of those that do not", () => {
    const cat = "... on Cat { kittens { a: id b: id c: id d: id e: id } }";
    const dog = "... on Dog { bones { a: id b: id c: id d: id e: id } }";
    const being = "... on Being { parts { a: id b: id c: id d: id e: id } }";
    expect(costOf(`{ beings { ${dog} } }`)).toBe(70);
    expect(costOf(`{ beings { ${cat} } }`)).toBe(130);
    expect(costOf(`{ beings { ${cat} ${dog} } }`)).toBe(130);
    expect(
      costOf(`{ beings { ${dog} ${dog.replaceAll(": id", ": __typename").replace("bones", "more: bones")} } }`),
    ).toBe(130);
    expect(costOf(`{ beings { ${cat} ${dog} ${being} } }`)).toBe(170);
  });

  it("reads slicing arguments from variables, and from what these are by default", () => {
    const query = "query ($n: Int = 4) { shelf(count: $n) { things { a: id b: id c: id d: id e: id } } }";
    for (const n of [0, 1, 33, 100]) expect(costOf(query, { n })).toBe(1 + 2 * n);
    expect(costOf(query)).toBe(9);
    expect(costOf(query, { n: null })).toBe(41);
    expect(costOf(query.replace(" = 4", ""), {})).toBe(41);
  });

  it("counts a fragment by the page around it, wherever it is spread", () => {
    const fragment = "fragment F on Shelf { things { ...G } } fragment G on Thing { a: id b: id c: id d: id e: id }";
    expect(costOf(`{ a: shelf(count: 1) { ...F } b: shelf(count: 50) { ...F } } ${fragment}`)).toBe(3 + 101);
    expect(costOf(`{ a: shelf(count: 1) { ... { ...F } } } ${fragment}`)).toBe(3);
  });

  it("counts fragments that multiply in no time", () => {
    const fragments = Array.from(
      { length: 60 },
      (_, index) =>
        `fragment F${index} on Thing { ${index < 59 ? `a: things { ...F${index + 1} } b: things { ...F${index + 1} }` : "id"} }`,
    );
    expect(costOf(`{ one { ...F0 } } ${fragments.join(" ")}`)).toBeGreaterThan(2 ** 59);
  });

  it("counts entities by the keys that are given", () => {
    const query =
      "query ($all: [_Any!]!) { _entities(representations: $all) { ... on Thing { a: id b: id c: id d: id e: id } } }";
    const all = Array.from({ length: 300 }, (_, id) => ({ __typename: "Thing", id }));
    expect(costOf(query, { all })).toBe(600);
    expect(costOf(query.replace("$all)", "[{}, {}])").replace("($all: [_Any!]!)", ""))).toBe(4);
  });
});

describe("an operation", () => {
  const limits = { objects: 100, pageSize: 100 };
  const entry = { status: 400, message: "Too costly.", mend: "Ask for less." };
  const check = (query: string, variables?: Record<string, unknown>): void =>
    checkCost(operationOf(query, variables), costs, limits, entry);

  it("is refused once it may cost more than the limit, and not before", () => {
    const page = (count: number): string => `{ shelf(count: ${count}) { things { a: id b: id c: id d: id e: id } } }`;
    expect(() => check(page(49))).not.toThrow();
    expect(() => check(page(50))).toThrow(/100 objects at most.* asks for 101\. Ask for less\./);
    expect(() => check(`\n  query Large ${page(50)}`)).toThrow(
      expect.objectContaining({ locations: [{ line: 2, column: 3 }] }),
    );
  });
});

describe("costs of a graph that says nothing of them", () => {
  const plain = /* GraphQL */ `
    type Query {
      all: [Thing!]!
      page(first: Int): Page!
    }
    type Page {
      nodes: [Thing!]!
    }
    type Thing {
      id: ID!
      others: [Thing!]!
    }
  `;
  it("are those of lists of five, and of pages as long as they are asked for", () => {
    const asked = (query: string): number => {
      const own = buildSchema(plain);
      const document = parse(query);
      const [operation] = document.definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("Expected an operation.");
      return estimateCost({ schema: own, document, operation, variables: {} }, assumedCosts(plain), { pageSize: 500 });
    };
    expect(asked("{ all { others { others { a: id b: id c: id d: id e: id } } } }")).toBe(5 + 25 + 250);
    expect(asked("{ page(first: 300) { nodes { a: id b: id c: id d: id e: id } } }")).toBe(601);
    expect(asked("{ page(first: 3000) { nodes { a: id b: id c: id d: id e: id } } }")).toBe(1_001);
  });
});
