import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { apiSdl, committedGraphs, composeHub, discoverPartners, type PartnerDefinition } from "@segpol/gateway";
import { createStubDefinition } from "@segpol/gateway/testing";
import { composeServices, transformSupergraphToPublicSchema } from "@theguild/federation-composition";
import {
  buildASTSchema,
  buildSchema,
  getNullableType,
  type GraphQLSchema,
  isListType,
  lexicographicSortSchema,
  parse,
  printSchema,
} from "graphql";
import { expect, test } from "vitest";

const rootDir = fileURLToPath(new URL("../..", import.meta.url));
const partners = await discoverPartners({ rootDir, env: {} });

test.for(committedGraphs(partners))(
  "$file is what the partners' committed graphs compose to (npm run supergraph writes it)",
  async ({ file, text }) => {
    expect(await readFile(join(rootDir, file), "utf8")).toBe(text);
  },
);

test("the partners that were there from the beginning, and those that joined, compose without a hint or a warning", () => {
  const hub = composeHub(partners, { version: 1 });
  expect(hub.hints).toEqual([]);
  expect(hub.projections.flatMap(({ warnings }) => warnings)).toEqual([]);
  expect(hub.projections.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["ADVP", "CC_GPI", "CEP", "CPL", "CPS", "GENT", "VCLP"]),
  );
});

test("an independent composition library makes the same graph of the same subgraphs", () => {
  for (const each of [partners, samples(), []]) {
    const { catalogueSdl, projections, supergraphSdl } = composeHub(each, { version: 1 });
    const services = [
      { name: "catalogue", url: "http://localhost:4000/catalogue/graphql", typeDefs: parse(catalogueSdl) },
      ...projections.map(({ subgraphName, url, projectedSdl }) => ({
        name: subgraphName,
        url,
        typeDefs: parse(projectedSdl),
      })),
    ];
    const { errors, publicSdl } = composeServices(services);
    expect(errors).toBeUndefined();
    expect(sorted(buildSchema(publicSdl ?? ""))).toBe(sorted(buildSchema(apiSdl(supergraphSdl))));
  }
});

test("an independent library reads the same public graph from the exported supergraph", async () => {
  const supergraph = await readFile(join(rootDir, "gateway/supergraph.graphql"), "utf8");
  expect(() => buildSchema(supergraph)).not.toThrow();
  const publicSchema = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph)));
  expect(sorted(publicSchema)).toBe(sorted(buildSchema(apiSdl(supergraph))));
});

test("the exported supergraph says how long every list of Query is, and clients do not see it", async () => {
  const supergraph = await readFile(join(rootDir, "gateway/supergraph.graphql"), "utf8");
  expect(supergraph).toContain('@link(url: "https://specs.apollo.dev/cost/v0.1"');
  const schema = buildSchema(supergraph);
  const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ type, args }) => {
    return isListType(getNullableType(type)) || args.some(({ name }) => name === "first");
  });
  expect(lists.map(({ name }) => name)).toEqual(expect.arrayContaining(["themes", "partners", "events", "changes"]));
  for (const { name, astNode } of lists) {
    expect([name, astNode?.directives?.map((directive) => directive.name.value)]).toEqual([
      name,
      expect.arrayContaining(["listSize"]),
    ]);
  }
  expect(apiSdl(supergraph)).not.toMatch(/listSize|@cost/);
});

test("the exported supergraph names every subgraph with an address that a router can reach", async () => {
  const supergraph = await readFile(join(rootDir, "gateway/supergraph.graphql"), "utf8");
  const addresses = Object.fromEntries(
    Array.from(supergraph.matchAll(/@join__graph\(name: "([^"]+)", url: "([^"]+)"\)/g), ([, name, url]) => [name, url]),
  );
  expect(addresses).toMatchObject({
    catalogue: "http://localhost:4000/catalogue/graphql",
    cps: "http://localhost:4101/graphql",
    cpl: "http://localhost:4102/graphql",
    cep: "http://localhost:4103/graphql",
    "cc-gpi": "http://localhost:4104/graphql",
    advp: "http://localhost:4105/graphql",
    vclp: "http://localhost:4106/graphql",
    gent: "http://localhost:4107/graphql",
  });
});

function samples(): readonly PartnerDefinition[] {
  return ["ALPHA", "BRAVO", "CHARLIE"].map((code) => createStubDefinition(code));
}

function sorted(schema: GraphQLSchema): string {
  return printSchema(lexicographicSortSchema(schema));
}
