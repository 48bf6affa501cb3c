import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useHubDatabases } from "../support/hub-database.js";
import { startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { StubPartner } from "../support/stub-partner.js";

const newDatabase = useHubDatabases();
const ID = "cps:event:a";
let cps: StubPartner;
let hub: TestHub;

beforeAll(async () => {
  cps = new StubPartner("CPS");
  cps.put(ID, {
    title: { original: "NL", NL: "Recherche" },
    topics: [{ original: "NL", NL: "sporen" }],
    themes: ["TRUST"],
    focusGroups: ["one"],
  });
  cps.put("cps:event:b", { title: { original: "NL", NL: "Wijk" }, themes: ["TRUST"] });
  await cps.start();
  hub = await startHub(await newDatabase(), [cps]);
  await untilListed(hub, 2);
  cps.mend("cps:event:b", { title: { original: "NL", NL: "Wijk" }, broken: "topics" });
});

afterAll(async () => {
  await hub.stop();
  await cps.stop();
});

const ofRecord = async (selection: string): Promise<unknown> => {
  const { data, errors } = await hub.ask(`{ record(id: "${ID}") { ${selection} } }`);
  expect(errors).toEqual([]);
  return data.record;
};

describe("an alias may be any name", () => {
  it.each([
    ["id: title ... on Event { topics }", { id: "Recherche", topics: ["sporen"] }],
    ["id: version ... on Event { topics }", { id: 1, topics: ["sporen"] }],
    ["id: partner { code } ... on Event { topics }", { id: { code: "CPS" }, topics: ["sporen"] }],
    ["id: themes { code } ... on Event { topics }", { id: [{ code: "TRUST" }], topics: ["sporen"] }],
    [
      "title: id ... on CpsEvent { topics: focusGroups focusGroups: topics }",
      { title: ID, topics: ["one"], focusGroups: ["sporen"] },
    ],
    ["... on Event { id: topics } title", { id: ["sporen"], title: "Recherche" }],
    ["__typename: title ... on Event { topics }", { __typename: "Recherche", topics: ["sporen"] }],
    [
      "id: __typename title: __typename ... on Event { topics }",
      { id: "CpsEvent", title: "CpsEvent", topics: ["sporen"] },
    ],
    [
      "__alias_0: title _entities: id __as_id: version ... on Event { topics }",
      { __alias_0: "Recherche", _entities: ID, __as_id: 1, topics: ["sporen"] },
    ],
    [
      "partner { code: name name: code } themes { code: title }",
      { partner: { code: expect.any(String), name: "CPS" }, themes: [{ code: expect.any(String) }] },
    ],
    ["constructor: title __proto__: version", JSON.parse('{"constructor":"Recherche","__proto__":1}')],
  ])("{ %s }", async (selection, answer) => {
    expect(await ofRecord(selection)).toEqual(answer);
  });

  it("in lists, at the root, in fragments and under conditions", async () => {
    const { data, errors } = await hub.ask(
      `query ($yes: Boolean!, $no: Boolean!) {
        partners: events(first: 1) { totalCount: nodes { ...F code: id @skip(if: $yes) } nodes { id title } }
        __typename: themes { __typename: title code }
      }
      fragment F on Event { id: title title: topics @include(if: $yes) version: id @include(if: $no) }`,
      { variables: { yes: true, no: false } },
    );
    expect(errors).toEqual([]);
    expect(data.partners.totalCount).toHaveLength(1);
    expect(Object.keys(data.partners.totalCount[0])).toEqual(["id", "title"]);
    expect(Object.keys(data.partners.nodes[0])).toEqual(["id", "title"]);
    expect(data.partners.totalCount[0].id).toBe(data.partners.nodes[0].title);
    expect(data["__typename"]).toContainEqual({ __typename: expect.any(String), code: "TRUST" });
  });

  it("and errors name the places that the client knows", async () => {
    const { data, errors } = await hub.ask(
      '{ code: record(id: "cps:event:b") { id: title ... on Event { title: topics } } }',
      { headers: { "cache-control": "no-cache" } },
    );
    expect(data).toEqual({ code: { id: "Wijk", title: null } });
    expect(errors.map(({ path }) => path)).toEqual([["code", "title"]]);
  });
});

describe("introspection", () => {
  it("is answered with all that its own types promise", async () => {
    const query = getIntrospectionQuery({
      oneOf: true,
      inputValueDeprecation: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
    });
    const { status, data, errors } = await hub.ask(query);
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    expect(buildClientSchema(data as IntrospectionQuery).getType("CpsEvent")).toBeDefined();
  });

  it("beside records, in fragments, under aliases and with variables", async () => {
    const { data, errors } = await hub.ask(
      `query Q($name: String!, $skip: Boolean!) { records { totalCount } ...S __type(name: $name) { name kind isOneOf } events: __typename }
       fragment S on Query { themes: __schema @skip(if: $skip) { name: queryType { name } } left: __schema @include(if: $skip) { description } }`,
      { variables: { name: "EventFilter", skip: false } },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      records: { totalCount: 2 },
      themes: { name: { name: "Query" } },
      __type: { name: "EventFilter", kind: "INPUT_OBJECT", isOneOf: false },
      events: "Query",
    });
  });
});
