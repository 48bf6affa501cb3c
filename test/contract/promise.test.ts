import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { apiSdl, composeHub, discoverPartners } from "@segpol/gateway";
import { createStubDefinition } from "@segpol/gateway/testing";
import { buildSchema, type GraphQLSchema } from "graphql";
import { expect, test } from "vitest";

const promiseSdl = readFileSync(new URL("unified-graph.graphql", import.meta.url), "utf8");
const promised = buildSchema(promiseSdl);
const rootDir = fileURLToPath(new URL("../..", import.meta.url));

test.for([
  ["the partners there are", await discoverPartners({ rootDir, env: {} })],
  ["one partner that keeps publications", [createStubDefinition("LONE", { kinds: ["Publication"] })]],
  ["no partner", []],
] as const)("with %s, the graph has all that clients may count on", async ([, partners]) => {
  const graph = buildSchema(apiSdl(composeHub(partners, { version: 1 }).supergraphSdl));
  expect(await brokenPromises(graph)).toEqual([]);
});

test.for([
  ["type", "Gap", "Hole", "TYPE_REMOVED Gap"],
  ["type's kind", "type Gap", "interface Gap", "TYPE_KIND_CHANGED Gap"],
  ["field", "topicsOpen: Boolean", "topicsClosed: Boolean", "FIELD_REMOVED Event.topicsOpen"],
  ["field's type", "ref: String\n", "ref: String!\n", "FIELD_TYPE_CHANGED Recommendation.ref"],
  ["argument", "theme(code: ID!)", "theme(key: ID!)", "FIELD_ARGUMENT_REMOVED Query.theme.code"],
  ["argument's type", "theme(code: ID!)", "theme(code: ID)", "FIELD_ARGUMENT_TYPE_CHANGED Query.theme.code"],
  [
    "new argument that is required",
    "partner(code: ID!)",
    "partner(code: ID!, year: Int!)",
    "FIELD_ARGUMENT_ADDED Query.partner.year",
  ],
  ["enumeration's value", "ROUND_TABLE", "TABLE", "ENUM_VALUE_REMOVED EventKind.ROUND_TABLE"],
  ["filter", "overdue: Boolean\n", "late: Boolean\n", "INPUT_FIELD_REMOVED RecommendationFilter.overdue"],
  [
    "interface",
    "interface Publication implements Record",
    "interface Publication",
    "OBJECT_TYPE_INTERFACE_REMOVED Publication",
  ],
] as const)("a change of a %s would be noticed", async ([, before, after, change]) => {
  const changed = buildSchema(promiseSdl.replaceAll(before, after), { assumeValid: true });
  expect(await brokenPromises(changed)).toContain(change);
});

test("an addition that no query notices would not", async () => {
  const changed = buildSchema(promiseSdl.replace("theme(code: ID!)", "theme(code: ID!, year: Int)"));
  expect(await diff(promised, changed)).toHaveLength(1);
  expect(await brokenPromises(changed)).toEqual([]);
});

/** What a graph does not keep of what was promised: changes that break a query, and every change of a type, harmless or not. */
async function brokenPromises(graph: GraphQLSchema): Promise<readonly string[]> {
  const changes = await diff(promised, graph);
  return changes
    .filter(
      ({ criticality, type }) => criticality.level === CriticalityLevel.Breaking || type.endsWith("_TYPE_CHANGED"),
    )
    .map(({ type, path }) => `${type} ${path ?? "schema"}`);
}
