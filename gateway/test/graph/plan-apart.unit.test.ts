import type { QueryPlan } from "@apollo/query-planner";
import { parse } from "graphql";
import { afterAll, describe, expect, it } from "vitest";
import { composeHub } from "../../src/composition/compose.js";
import { planApart } from "../../src/graph/plan-apart.js";
import { createPlanCache } from "../../src/graph/plan-cache.js";
import { createQueryPlans } from "../../src/planning/query-plans.js";
import { planKey, preparePlans } from "../../src/planning/prepare-graph.js";
import { countSelections } from "../../src/planning/selection-count.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";

const { supergraphSdl } = composeHub([createStubDefinition("ALPHA")], { version: 1 });
const aliases = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: records(first: 1) { nodes { id } }`).join(" ")} }`;
const [LARGE, SMALL] = [aliases(30), aliases(3)];
const PLAN: QueryPlan = { kind: "QueryPlan" };

function start(plan: (query: string) => Promise<readonly (readonly [string, QueryPlan])[]>) {
  const cache = createPlanCache([]);
  const asked: string[] = [];
  const planner = {
    plan: (_sdl: string, { query }: { query: string }) => {
      asked.push(query);
      return plan(query);
    },
  };
  const apart = planApart({ supergraphSdl, cache, planner });
  return {
    cache,
    asked,
    run: (query: string) =>
      apart({ query, operationName: undefined, planned: { source: query, document: parse(query) } }),
  };
}

describe("a query", () => {
  it("with many fields has its plan before it is executed, made once", async () => {
    const { run, cache, asked } = start((query) => Promise.resolve([[planKey(query, undefined), PLAN]]));
    await run(LARGE);
    expect(await cache.get(planKey(LARGE, undefined))).toBe(PLAN);
    await run(LARGE);
    expect(asked).toEqual([LARGE]);
  });

  it("that several ask at once is planned once, with the graph that each asks", async () => {
    const plans = Promise.withResolvers<[string, QueryPlan][]>();
    const sdls: string[] = [];
    const planner = {
      plan: (sdl: string) => {
        sdls.push(sdl);
        return plans.promise;
      },
    };
    const graphs = ["before", "after"].map((sdl) => {
      const cache = createPlanCache([]);
      return { cache, apart: planApart({ supergraphSdl: sdl, cache, planner }) };
    });
    const asked = { query: LARGE, operationName: undefined, planned: { source: LARGE, document: parse(LARGE) } };
    const all = graphs.flatMap(({ apart }) => [apart(asked), apart(asked)]);
    plans.resolve([[planKey(LARGE, undefined), PLAN]]);
    await Promise.all(all);
    expect(sdls).toEqual(["before", "after"]);
    for (const { cache } of graphs) expect(await cache.get(planKey(LARGE, undefined))).toBe(PLAN);
  });

  it("with few is left to the gateway", async () => {
    const { run, asked } = start(() => Promise.resolve([]));
    await run(SMALL);
    expect(asked).toEqual([]);
  });

  it("that takes too long to plan is refused", async () => {
    const { run } = start(() => Promise.reject(new DOMException("late", "TimeoutError")));
    await expect(run(LARGE)).rejects.toMatchObject({ code: "QUERY_TOO_LARGE", status: 400 });
  });
});

it("fields are counted with fragments written out, and no further than asked", () => {
  expect(countSelections(parse("{ a { b ...F } ... { c } } fragment F on T { d e { f } }"), 100)).toBe(6);
  const fragments = Array.from(
    { length: 40 },
    (_, index) => `fragment F${index} on T { ...F${index + 1} ...F${index + 1} }`,
  );
  const multiplied = parse(`{ ...F0 } ${fragments.join(" ")} fragment F40 on T { a }`);
  expect(countSelections(multiplied, 60)).toBe(61);
});

describe("the thread that plans", () => {
  const plans = createQueryPlans(60_000);
  afterAll(() => plans.stop());

  it("makes the plans that the hub would make, under the same keys, and none of what cannot be planned", async () => {
    const operation = { query: LARGE, operationName: undefined };
    const made = await plans.plan(supergraphSdl, operation);
    expect(made).toEqual(JSON.parse(JSON.stringify(preparePlans(supergraphSdl, [operation]))));
    expect(made.map(([key]) => key)).toContain(planKey(LARGE, undefined));
    expect(await plans.plan(supergraphSdl, { query: "{ nothing }", operationName: undefined })).toEqual([]);
  });
});
