import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

describe("the publications of the source documents", () => {
  it("has the memorandum, the dossier, the news item and the Integrated Police's publications", async () => {
    const { publications } = await query<{
      publications: {
        totalCount: number;
        nodes: { id: string; type: string; partner: { code: string }; provenance: { document: string } }[];
      };
    }>(
      hubUrl(),
      "{ publications(first: 100) { totalCount nodes { id type partner { code } provenance { document } } } }",
    );
    const counts = Object.groupBy(publications.nodes, ({ partner }) => partner.code);
    expect(counts.VCLP?.map(({ type }) => type)).toContain("MEMORANDUM");
    expect(counts.GENT?.map(({ type }) => type)).toContain("DOSSIER");
    expect(counts.ADVP?.map(({ type }) => type)).toContain("NEWS");
    // The memorandum's references name eight publications under the heading of the Integrated Police.
    expect(counts.CC_GPI).toHaveLength(8);
    expect(publications.nodes.every(({ provenance }) => provenance.document.length > 0)).toBe(true);
  });

  it("names the National Security Plan 2022-2025", async () => {
    const { publications } = await query<{ publications: { nodes: { title: string; partner: { code: string } }[] } }>(
      hubUrl(),
      '{ publications(filter: { text: "Nationaal Veiligheidsplan" }) { nodes { title(lang: NL) partner { code } } } }',
    );
    expect(publications.nodes[0]?.title).toContain("2022-2025");
    expect(publications.nodes[0]?.partner.code).toBe("CC_GPI");
  });

  it("leads from the memorandum to its twelve items", async () => {
    const { record } = await query<{ record: { recommendations: { totalCount: number } } }>(
      hubUrl(),
      '{ record(id: "vclp:publication:memorandum-2024-2028") { ... on Publication { recommendations { totalCount } } } }',
    );
    expect(record.recommendations.totalCount).toBe(12);
  });
});
