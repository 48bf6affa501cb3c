import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { apiSdl, composeHub, discoverPartners } from "@segpol/gateway";
import { createSamplePartner } from "@segpol/gateway/testing";
import { buildSchema } from "graphql";
import { expect, test } from "vitest";
import { brokenPromises } from "./broken-promises.js";

const promiseSdl = readFileSync(new URL("unified-graph.graphql", import.meta.url), "utf8");
const promised = buildSchema(promiseSdl);
const rootDir = fileURLToPath(new URL("../..", import.meta.url));

test.for([
  ["the partners there are", await discoverPartners({ rootDir, env: {} })],
  ["one partner that keeps publications", [createSamplePartner("LONE", { kinds: ["Publication"] })]],
  ["no partner", []],
] as const)("with %s, the graph has all that clients may count on", ([, partners]) => {
  const graph = buildSchema(apiSdl(composeHub(partners, { version: 1 }).supergraphSdl));
  expect(brokenPromises(promised, graph)).toEqual([]);
});

test.for([
  ["type", "Gap", "Hole", "Gap is missing"],
  ["field", "topicsOpen: Boolean", "topicsClosed: Boolean", "Event.topicsOpen is missing"],
  ["field's type", "ref: String\n", "ref: String!\n", "Recommendation.ref is String!, not String"],
  ["argument", "theme(code: ID!)", "theme(key: ID!)", "Query.theme(code:) is missing"],
  [
    "new argument that is required",
    "partner(code: ID!)",
    "partner(code: ID!, year: Int!)",
    "Query.partner(year:) is new and required",
  ],
  ["enumeration's value", "ROUND_TABLE", "TABLE", "EventKind.ROUND_TABLE is missing"],
  ["filter", "overdue: Boolean\n", "late: Boolean\n", "RecommendationFilter(overdue:) is missing"],
  [
    "interface",
    "interface Publication implements Record",
    "interface Publication",
    "Publication does not implement Record",
  ],
] as const)("a change of a %s would be noticed", ([, before, after, problem]) => {
  const changed = buildSchema(promiseSdl.replaceAll(before, after), { assumeValid: true });
  expect(brokenPromises(promised, changed)).toContain(problem);
});
