import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

interface Answer {
  theme: {
    title: string;
    events: {
      nodes: {
        __typename: string;
        id: string;
        partner: { code: string };
        series: { id: string; title: string; partner: { code: string } } | null;
        focusGroups?: { number: number }[];
      }[];
    };
    recommendations: {
      nodes: {
        id: string;
        partner: { code: string };
        measures: { ref: string }[] | null;
        followUps: { actor: string }[] | null;
      }[];
    };
  };
}

describe("one query across subgraphs", () => {
  it("joins a theme, events with CPS's own field, CPL's series, VCLP's measures and GENT's follow-ups", async () => {
    const { theme } = await query<Answer>(
      hubUrl(),
      `{ theme(code: "TRUST") {
        title(lang: FR)
        events(first: 50) { nodes {
          __typename id partner { code }
          series { id title partner { code } }
          ... on CpsEvent { focusGroups { number } }
        } }
        recommendations(first: 50) { nodes { id partner { code } measures { ref } followUps { actor } } }
      } }`,
    );
    const owners = new Set(theme.events.nodes.map(({ partner }) => partner.code));
    expect(owners.size).toBeGreaterThanOrEqual(2);
    const roundTable = theme.events.nodes.find(
      ({ __typename, focusGroups }) => __typename === "CpsEvent" && focusGroups?.length,
    );
    expect(roundTable?.focusGroups).toHaveLength(5);
    expect(roundTable?.series?.partner.code).toBe("CPL");
    const byOwner = Object.groupBy(theme.recommendations.nodes, ({ partner }) => partner.code);
    expect(byOwner.VCLP?.flatMap(({ measures }) => measures ?? []).length).toBeGreaterThan(0);
    expect(byOwner.GENT?.flatMap(({ followUps }) => followUps ?? []).length).toBeGreaterThan(0);
  });

  it("reaches a partner's own root query and the types that only it has", async () => {
    const answer = await query<{ cpsFocusGroups: { number: number }[]; gentProjects: unknown[] }>(
      hubUrl(),
      '{ cpsFocusGroups(event: "cps:event:2021-12-08-recherche") { number } gentProjects { themes { code title(lang: FR) } } }',
    );
    expect(answer.cpsFocusGroups.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(answer.gentProjects).toEqual([
      { themes: [{ code: "TRUST", title: "Confiance entre le citoyen et la police" }] },
    ]);
  });

  it("relates a Ghent recommendation to the memorandum's commitment, from both sides", async () => {
    type Related = { record: { relatedRecommendations: { id: string }[] } };
    const commitment = await query<Related>(
      hubUrl(),
      '{ record(id: "vclp:recommendation:e4") { ... on Recommendation { relatedRecommendations { id } } } }',
    );
    const fromGent = commitment.record.relatedRecommendations.filter(({ id }) => id.startsWith("gent:"));
    expect(fromGent.length).toBeGreaterThan(0);
    const back = await query<Related>(
      hubUrl(),
      "query ($id: ID!) { record(id: $id) { ... on Recommendation { relatedRecommendations { id } } } }",
      { variables: { id: fromGent[0]?.id } },
    );
    expect(back.record.relatedRecommendations.map(({ id }) => id)).toContain("vclp:recommendation:e4");
  });

  it("says of every list how fresh each partner's copy is", async () => {
    const { records, partners } = await query<{
      records: {
        totalCount: number;
        sources: { partner: { code: string }; state: string; asOf: string; records: number; problem: string | null }[];
      };
      partners: { code: string }[];
    }>(
      hubUrl(),
      "{ records { totalCount sources { partner { code } state asOf records problem } } partners { code } }",
    );
    expect(records.sources.map(({ partner }) => partner)).toEqual(partners);
    for (const source of records.sources) {
      expect(source, source.partner.code).toMatchObject({ state: "LIVE", problem: null });
    }
    expect(records.sources.reduce((sum, source) => sum + source.records, 0)).toBe(records.totalCount);
  });
});
