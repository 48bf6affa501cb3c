import { expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

interface Named {
  readonly id: string;
  readonly name: string;
}
interface Recommendations {
  readonly recommendations: {
    readonly nodes: readonly {
      readonly titleText: { readonly value: string; readonly language: string; readonly original: boolean };
      readonly title: string;
      readonly followUps: readonly {
        readonly actorBody: Named;
        readonly action: string;
        readonly actionText: { readonly value: string; readonly language: string; readonly original: boolean };
        readonly evidence: readonly { readonly type: string; readonly typeLabel: string | null }[];
        readonly date: { readonly localizedText: { readonly language: string } };
      }[];
    }[];
  };
}

const RECOMMENDATIONS = `{
  recommendations(filter: { partners: ["GENT"] }) {
    nodes {
      title(lang: DE) titleText(lang: DE) { value language original }
      followUps {
        actorBody { id name(lang: FR) } action(lang: FR) actionText(lang: FR) { value language original }
        evidence { type typeLabel(lang: FR) } date { localizedText(lang: NL) { language } }
      }
    }
  }
}`;

it("a text in another language than asked says so, and bodies and evidence are named, by the hub and by the owner alike", async () => {
  const { recommendations } = await query<Recommendations>(hubUrl(), RECOMMENDATIONS);
  const asked = await query<Recommendations>(hubUrl(), RECOMMENDATIONS, { headers: { "cache-control": "no-cache" } });
  expect(asked.recommendations).toEqual(recommendations);
  const followUps = recommendations.nodes.flatMap((each) => each.followUps);
  expect(followUps.length).toBeGreaterThan(5);
  for (const { title, titleText } of recommendations.nodes)
    expect(titleText).toEqual({ value: title, language: "NL", original: true });
  for (const { actorBody, action, actionText, evidence, date } of followUps) {
    expect(["Zone de police de Gand", "Ville de Gand"]).toContain(actorBody.name);
    expect(actionText).toEqual({ value: action, language: "FR", original: false });
    for (const { type, typeLabel } of evidence) expect(typeLabel, type).not.toBeNull();
    expect(date.localizedText.language).toBe("NL");
  }
});

it("every unit and territory of the shipped indicators has a name", async () => {
  const { legitimacyIndicators } = await query<{
    legitimacyIndicators: { nodes: { unit: string; unitLabel: string | null; territoryName: string | null }[] };
  }>(hubUrl(), "{ legitimacyIndicators { nodes { unit unitLabel(lang: FR) territoryName(lang: FR) } } }");
  expect(legitimacyIndicators.nodes.length).toBeGreaterThan(3);
  for (const { unit, unitLabel, territoryName } of legitimacyIndicators.nodes) {
    expect(unitLabel, unit).not.toBeNull();
    expect(territoryName).toBe("Gand");
  }
});
