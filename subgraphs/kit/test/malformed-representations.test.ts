import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../src/testing/ask.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../src/testing/partner-under-test.js";
import { samplePartner } from "./support/sample-partner.js";

const ID = "sample:event:study-day";
const GOOD = { __typename: "SampleEvent", id: ID };
const QUERY = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on SampleEvent { id } ... on SampleRecommendation { id } ... on Theme { code } } }`;

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(samplePartner());
});
afterAll(() => running?.stop());

describe("a representation is an error in its own place, and leaves the others alone, with", () => {
  test.each<[string, unknown]>([
    ["no id", { __typename: "SampleEvent" }],
    ["null for an id", { __typename: "SampleEvent", id: null }],
    ["an empty id", { __typename: "SampleEvent", id: "" }],
    ["a number for an id", { __typename: "SampleEvent", id: 7 }],
    ["an object for an id", { __typename: "SampleEvent", id: { $ne: null } }],
    ["a list for an id", { __typename: "SampleRecommendation", id: [ID] }],
    ["a list for the code of a theme", { __typename: "Theme", code: ["TRUST"] }],
    ["an unknown type", { __typename: "SampleNothing", id: ID }],
    ["a type that is no entity", { __typename: "PageInfo", id: ID }],
    ["no type", { id: ID }],
    ["an object for a type", { __typename: { name: "SampleEvent" }, id: ID }],
    ["the name of what every object has", { __typename: "constructor", id: ID }],
    ["a text in its place", "SampleEvent"],
    ["a list in its place", [GOOD]],
  ])("%s", async (_what, bad) => {
    const { status, data, errors } = await ask(running.url, QUERY, { of: [GOOD, bad, GOOD] });
    expect(status).toBe(200);
    expect(data).toEqual({ _entities: [{ id: ID }, null, { id: ID }] });
    expect(errors).toMatchObject([{ path: ["_entities", 1], extensions: { code: "BAD_USER_INPUT" } }]);
    expect(errors[0]?.message).toMatch(/^Expected .*; got .*\.$/);
    expect(JSON.stringify(errors)).not.toMatch(/stack|node_modules/);
  });
});

test.each(["sample:event:\u0000", "sample:event:no-such", "no id", "sample:publication:report"])(
  "a text that is the id of no such record, %j, is null without an error",
  async (id) => {
    const of = [GOOD, { __typename: "SampleEvent", id }];
    expect(await ask(running.url, QUERY, { of })).toMatchObject({
      status: 200,
      errors: [],
      data: { _entities: [{ id: ID }, null] },
    });
  },
);

test("what is well-formed is answered as before", async () => {
  const of = [{ __typename: "Theme", code: "TRUST" }, GOOD];
  expect(await ask(running.url, QUERY, { of })).toMatchObject({
    errors: [],
    data: { _entities: [{ code: "TRUST" }, { id: ID }] },
  });
});
