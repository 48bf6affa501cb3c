import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

interface SeenMeasure {
  ref: string;
  text: string;
  measures: SeenMeasure[];
}

const MEASURES = "measures { ref text measures { ref text measures { ref } } }";

describe("the recommendations of the Memorandum of the Local Police", () => {
  async function items() {
    const { recommendations } = await query<{
      recommendations: { nodes: { ref: string; kind: string; goal: string; measures: SeenMeasure[] }[] };
    }>(
      hubUrl(),
      `{ recommendations(filter: { partners: ["VCLP"] }, orderBy: REF, first: 100) { nodes { ref kind goal(lang: FR) ${MEASURES} } } }`,
    );
    return recommendations.nodes;
  }

  it("are seven recommendations and five commitments with the source's number of measures each", async () => {
    const seen = await items();
    expect(seen.map(({ ref, measures }) => [ref, measures.length])).toEqual([
      ["E1", 0],
      ["E2", 0],
      ["E3", 5],
      ["E4", 4],
      ["E5", 5],
      ["R1", 5],
      ["R2", 5],
      ["R3", 5],
      ["R4", 5],
      ["R5", 2],
      ["R6", 5],
      ["R7", 4],
    ]);
    for (const { ref, kind, goal } of seen) {
      expect(kind).toBe(ref.startsWith("E") ? "COMMITMENT" : "RECOMMENDATION");
      expect(goal.length).toBeGreaterThan(20);
    }
  });

  it("have 45 measures, 47 nodes with the two sub-measures of R5's first", async () => {
    const seen = await items();
    const top = seen.flatMap(({ measures }) => measures);
    expect(top).toHaveLength(45);
    expect(top.length + top.flatMap(({ measures }) => measures).length).toBe(47);
    const first = seen.find(({ ref }) => ref === "R5")?.measures[0];
    expect(first?.measures.map(({ ref }) => ref)).toEqual(["R5.1.1", "R5.1.2"]);
  });
});

describe("the recommendations that Ghent follows up", () => {
  it("show every outcome of the dossier: done, stalled, declined with reasons, planned", async () => {
    const { recommendations } = await query<{
      recommendations: {
        nodes: {
          progress: { claimed: string; assessed: string | null; closure: string };
          responses: { value: string; reason: string | null }[];
          followUps: { status: string; evidence: { description: string }[] }[];
        }[];
      };
    }>(
      hubUrl(),
      `{ recommendations(filter: { partners: ["GENT"] }, first: 100) { nodes {
        progress { claimed assessed closure }
        responses { value reason(lang: NL) }
        followUps { status evidence { description } }
      } } }`,
    );
    const followUps = recommendations.nodes.flatMap((node) => node.followUps);
    expect(new Set(followUps.map(({ status }) => status))).toEqual(
      new Set(["NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE"]),
    );
    const done = followUps.filter(({ status }) => status === "COMPLETE");
    expect(done.some(({ evidence }) => evidence.length > 0)).toBe(true);
    const declined = recommendations.nodes
      .flatMap(({ responses }) => responses)
      .filter(({ value }) => value === "DECLINED");
    expect(declined.length).toBeGreaterThan(0);
    expect(declined.every(({ reason }) => reason !== null && reason.length > 20)).toBe(true);
    expect(recommendations.nodes.every(({ progress }) => progress.assessed === null)).toBe(true);
  });
});
