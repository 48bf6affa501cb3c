import { expect, test } from "vitest";
import { composeHub } from "../../src/composition/compose.js";
import { createPlanner, TYPICAL_QUERIES } from "../../src/planning/typical-queries.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";

const partners = Array.from({ length: 40 }, (_, index) => createStubDefinition(`P${10 + index}`));
const plan = createPlanner(composeHub(partners, { version: 1 }).supergraphSdl);

test.for(Object.entries(TYPICAL_QUERIES))("with 40 partners, %s takes one evaluated plan", ([, query]) => {
  // What makes planning slow is the number of plans compared; test/bench/planning.ts prints the milliseconds.
  expect(plan(query).evaluatedPlans).toBe(1);
});

test("lists of what the catalogue knows ask no partner", () => {
  expect(plan(TYPICAL_QUERIES["records with partner and themes"]).subgraphs).toEqual(["catalogue"]);
});

test("details are asked of every owner", () => {
  const owners = partners.map(({ code }) => code.toLowerCase());
  expect(plan("{ events { nodes { title topics } } }").subgraphs).toEqual(["catalogue", ...owners].toSorted());
});

test("a field of a partner's own is asked of that partner alone", () => {
  expect(plan("{ events { nodes { title ... on P17Event { registeredBy { name } } } } }").subgraphs).toEqual([
    "catalogue",
    "p17",
  ]);
});
