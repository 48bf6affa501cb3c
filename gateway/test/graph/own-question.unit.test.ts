import {
  buildSchema,
  execute,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  graphql,
  isAbstractType,
  isObjectType,
  parse,
} from "graphql";
import { expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.js";
import { OwnQuestion } from "../../src/graph/unified/own-question.js";
import { partnerResult, PartnerValue } from "../../src/graph/unified/partner-value.js";
import { PlacedErrors } from "../../src/graph/unified/placed-errors.js";

const OWN = `
  type Query { minThings(first: Int, by: MinBy): [MinThing!] }
  input MinBy { level: MinLevel }
  enum MinLevel { LOW HIGH }
  union MinThing = MinEvent | MinNote | MinRoom
  interface MinNamed { name(lang: Language): String! near: [MinNamed!] }
  type MinNote implements MinNamed { name(lang: Language): String! near: [MinNamed!] text: String theme: Theme event: MinEvent }
  type MinRoom implements MinNamed { name(lang: Language): String! near: [MinNamed!] seats: Int! text: Int }
  enum Language { NL FR }
`;
/** As the hub has it: the records with what it answers, and interfaces that partners do not know. */
const API = buildSchema(`${OWN}
  interface Record { id: ID! title: String! }
  interface Event implements Record { id: ID! title: String! }
  type MinEvent implements Record & Event { id: ID! title: String! groups: [String!] notes: [MinNamed!] }
  type Theme { code: ID! title: String! }
`);
const PARTNER = buildSchema(
  `${OWN} type MinEvent { id: ID! groups: [String!] notes: [MinNamed!] } type Theme { code: ID! }`,
);
const graph = { schema: PARTNER, ownFields: new Map([["MinEvent", new Set(["groups", "notes"])]]) };

const NOTE = {
  __typename: "MinNote",
  name: ({ lang }: { lang?: string }) => `note ${lang}`,
  text: "text",
  near: (): unknown[] => [ROOM],
};
const ROOM = { __typename: "MinRoom", name: () => "room", seats: 7, text: 8, near: (): unknown[] => [NOTE] };
const EVENT = { __typename: "MinEvent", id: "min:event:a", groups: ["g"], notes: [NOTE, ROOM] };
const asked: string[] = [];
const given: unknown[] = [];

/** Asks the partner what the field is about, and answers of it what the partner answers. */
async function askPartner(variables: Record<string, unknown>, info: GraphQLResolveInfo): Promise<unknown> {
  const question = new OwnQuestion(graph, info);
  const query = question.ofRoot(new Map([[String(info.path.key), info.fieldNodes]]));
  asked.push(query);
  given.push(question.variablesOf(variables));
  const { data, errors } = await execute({
    schema: PARTNER,
    document: parse(query),
    rootValue: { minThings: [EVENT, { ...NOTE, theme: { code: "TRUST" }, event: EVENT }, ROOM] },
    variableValues: question.variablesOf(variables),
  });
  expect(errors).toBeUndefined();
  const [value] = Object.values((data ?? {}) as JsonObject);
  return partnerResult(value ?? null, info.returnType, [info.path.key], {
    graph,
    errors: new PlacedErrors(),
    selected: new Set(),
  });
}

function answering(schema: GraphQLSchema, variables: Record<string, unknown>): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type))
      type.resolveType = (value) => (value instanceof PartnerValue ? value.typeName : undefined);
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (value: unknown, _args, _context, info) => {
        if (!(value instanceof PartnerValue)) return askPartner(variables, info);
        if (info.fieldName === "title") return `held ${value.key}`;
        return ["id", "code"].includes(info.fieldName) ? value.key : value.field(info);
      };
    }
  }
  return schema;
}

it("a question has fragments and conditions written out, and of what the hub answers its keys alone; aliases may be any names", async () => {
  const variables = { level: "HIGH", no: false, lang: "FR" };
  const source = `query ($level: MinLevel, $no: Boolean!, $lang: Language = NL) {
    title: minThings(first: 3, by: { level: $level }) {
      __typename
      ... on Record { _id: id id: title }
      ... on Event { ... on MinEvent { _type: groups groups: notes { name(lang: $lang) ...N ... on MinRoom { text: seats name: name(lang: $lang) } } } }
      ...N
      ... on MinRoom { text @skip(if: $no) size: seats @include(if: $no) }
    }
  }
  fragment N on MinNote { own: text seats: theme { code: title title: code } event { id title groups @include(if: $no) } unused: __typename }`;
  const { data, errors } = await graphql({ schema: answering(API, variables), source, variableValues: variables });
  expect(errors).toBeUndefined();
  const note = { own: "text", unused: "MinNote" };
  expect(JSON.parse(JSON.stringify(data))).toEqual({
    title: [
      {
        __typename: "MinEvent",
        _id: "min:event:a",
        id: "held min:event:a",
        _type: ["g"],
        groups: [
          { name: "note FR", ...note, seats: null, event: null },
          { name: "room", text: 7 },
        ],
      },
      {
        __typename: "MinNote",
        ...note,
        seats: { code: "held TRUST", title: "TRUST" },
        event: { id: "min:event:a", title: "held min:event:a" },
      },
      { __typename: "MinRoom", text: 8 },
    ],
  });
  expect(given).toEqual([{ v_level: "HIGH", v_lang: "FR" }]);
  expect(asked[0]).not.toMatch(/fragment|@|on Record|on Event|\btitle\b(?!:)/);
});

it("a question grows with the levels of an interface that leads to itself, and is not multiplied by its types at each", async () => {
  const levels = (count: number): string =>
    count === 0 ? "" : `near { name ... on MinRoom { seats } ${levels(count - 1)} }`;
  const source = `{ minThings { ... on MinRoom { ${levels(14)} } ... on MinNote { ${levels(2)} } } }`;
  const { data, errors } = await graphql({ schema: answering(API, {}), source });
  expect(errors).toBeUndefined();
  const found = JSON.stringify(data);
  expect(found.match(/"name":"room","seats":7/g)).toHaveLength(8);
  expect(found.match(/"name":"note undefined"/g)).toHaveLength(8);
  expect(asked.at(-1)?.length).toBeLessThan(source.length * 12);
});

it("a question that would be of another kind for every way through an interface's types is refused", async () => {
  const chain = (count: number): string => (count === 0 ? "name" : `near { ${chain(count - 1)} }`);
  const levels = (count: number): string =>
    count === 0 ? "name" : `near { ... on MinNote { ${chain(count - 1)} } ${levels(count - 1)} }`;
  const source = (count: number): string => `{ minThings { ... on MinRoom { ${levels(count)} } } }`;
  const { errors: none } = await graphql({ schema: answering(API, {}), source: source(6) });
  expect(none).toBeUndefined();
  const { errors } = await graphql({ schema: answering(API, {}), source: source(24) });
  expect(errors).toMatchObject([{ path: ["minThings"], extensions: { code: "QUERY_TOO_LARGE" } }]);
  expect(errors?.[0]?.message).toMatch(/^Expected at most 5000 fields .*; this query selects more\. Split the query/);
});
