import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

interface SeenIndicator {
  unit: string | null;
  latest: { value: number; sampleSize: number | null; numerator: number | null; denominator: number | null } | null;
  observations: { totalCount: number } | null;
}

async function indicator(id: string): Promise<SeenIndicator> {
  const { record } = await query<{ record: SeenIndicator }>(
    hubUrl(),
    `query ($id: ID!) { record(id: $id) { ... on LegitimacyIndicator {
      unit latest { value sampleSize numerator denominator } observations { totalCount }
    } } }`,
    { variables: { id } },
  );
  return record;
}

describe("Ghent's indicators", () => {
  it("count 714 trained in module 1 and 437 in modules 1 and 2", async () => {
    expect((await indicator("gent:indicator:opgeleid-module-1")).latest?.value).toBe(714);
    expect((await indicator("gent:indicator:opgeleid-module-1-en-2")).latest?.value).toBe(437);
  });

  it("give 95 % positive experiences without a sample size, since none is stated", async () => {
    const { unit, latest, observations } = await indicator("gent:indicator:positieve-ervaring-controle-winterfeesten");
    expect(unit).toBe("%");
    expect(latest).toEqual({ value: 95, sampleSize: null, numerator: null, denominator: null });
    expect(observations?.totalCount).toBe(1);
  });

  it("count 6 actions and 8 public-order deployments with authorised checks", async () => {
    expect((await indicator("gent:indicator:systematische-controles-acties")).latest?.value).toBe(6);
    expect((await indicator("gent:indicator:systematische-controles-ordediensten")).latest?.value).toBe(8);
  });

  it("stand under a criterion of legitimacy", async () => {
    const { criteria } = await query<{ criteria: { code: string; legitimacyIndicators: { totalCount: number } }[] }>(
      hubUrl(),
      "{ criteria { code legitimacyIndicators { totalCount } } }",
    );
    const total = criteria.reduce((sum, { legitimacyIndicators }) => sum + legitimacyIndicators.totalCount, 0);
    expect(total).toBeGreaterThanOrEqual(5);
  });
});
