import { labelOf, type LabelScheme, LANGUAGES } from "@segpol/schema";
import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

describe("the shared vocabulary", () => {
  it("has the nine themes", async () => {
    const { themes } = await query<{ themes: { code: string }[] }>(hubUrl(), "{ themes { code } }");
    expect(themes.map(({ code }) => code).toSorted()).toEqual([
      "DIVERSITY_HR",
      "FUNDING_SCALE",
      "INFORMATION_SHARING",
      "INTERNATIONALISATION",
      "NEW_PROTEST",
      "QUADRUPLE_HELIX",
      "TECHNOLOGY",
      "TRUST",
      "VIOLENCE_AGAINST_POLICE",
    ]);
  });

  it("has the four criteria of legitimacy", async () => {
    const { criteria } = await query<{ criteria: { code: string; definition: string }[] }>(
      hubUrl(),
      "{ criteria { code definition(lang: EN) } }",
    );
    expect(criteria.map(({ code }) => code)).toEqual([
      "EFFICIENCY",
      "LEGALITY",
      "DISTRIBUTIVE_JUSTICE",
      "PROCEDURAL_JUSTICE",
    ]);
    expect(criteria.every(({ definition }) => definition.length > 20)).toBe(true);
  });

  it("has three objectives with seven, five and four actions, the first one's divided into four internal and three external", async () => {
    const { objectives } = await query<{
      objectives: { code: string; actions: { ref: string; scope: string | null; text: string }[] }[];
    }>(hubUrl(), "{ objectives { code actions { ref scope text(lang: FR) } } }");
    expect(objectives.map(({ code, actions }) => [code, actions.length])).toEqual([
      ["SO1", 7],
      ["SO2", 5],
      ["SO3", 4],
    ]);
    expect(objectives[0]?.actions.map(({ scope }) => scope)).toEqual([
      ...Array<string>(4).fill("INTERNAL"),
      ...Array<string>(3).fill("EXTERNAL"),
    ]);
    expect(objectives.flatMap(({ actions }) => actions).every(({ text }) => text.length > 10)).toBe(true);
  });

  it("names every theme, criterion and objective in all four languages", async () => {
    const titles = "nl: title(lang: NL) fr: title(lang: FR) de: title(lang: DE) en: title(lang: EN)";
    type Titles = { nl: string; fr: string; de: string; en: string };
    const answer = await query<{ themes: Titles[]; criteria: Titles[]; objectives: Titles[] }>(
      hubUrl(),
      `{ themes { ${titles} } criteria { ${titles} } objectives { ${titles} } }`,
    );
    for (const { nl, fr, de, en } of [...answer.themes, ...answer.criteria, ...answer.objectives]) {
      expect(new Set([nl, fr, de, en]).size, `${nl} / ${fr} / ${de} / ${en}`).toBeGreaterThan(1);
    }
  });

  it("lists the five key partners, and those that joined, with their roles", async () => {
    const { partners } = await query<{ partners: { code: string; role: string; name: string; joinedAt: string }[] }>(
      hubUrl(),
      "{ partners { code role name joinedAt } }",
    );
    expect(partners.filter(({ role }) => role === "KEY_PARTNER")).toHaveLength(5);
    expect(Object.fromEntries(partners.map(({ code, role }) => [code, role]))).toMatchObject({
      CPS: "KEY_PARTNER",
      CPL: "KEY_PARTNER",
      CEP: "KEY_PARTNER",
      CC_GPI: "KEY_PARTNER",
      ADVP: "KEY_PARTNER",
      VCLP: "PLUGIN_PARTNER",
      GENT: "PLUGIN_PARTNER",
    });
  });

  it("answers a theme and a partner by code", async () => {
    const answer = await query<{ theme: { title: string }; partner: { name: string; acronym: string } }>(
      hubUrl(),
      '{ theme(code: "TRUST") { title(lang: NL) } partner(code: "CC_GPI") { name(lang: FR) acronym } }',
    );
    expect(answer.theme.title).toBe("Vertrouwen tussen burger en politie");
    expect(answer.partner.acronym).toBe("CC GPI");
  });

  it("has a name in each language for every word and code by which shipped records name something", async () => {
    const used = await query<Used>(hubUrl(), USED);
    const bodies = used.recommendations.nodes.flatMap(({ addressees, responses, followUps, assessments }) => [
      ...(addressees ?? []),
      ...(responses ?? []).map(({ body }) => body),
      ...(followUps ?? []).map(({ actor }) => actor),
      ...(assessments ?? []).map(({ assessor }) => assessor),
    ]);
    const evidence = used.recommendations.nodes.flatMap(({ followUps }) =>
      (followUps ?? []).flatMap((each) => each.evidence),
    );
    const indicators = used.legitimacyIndicators.nodes;
    const dimensions = indicators.flatMap(
      ({ observations }) => observations?.nodes.flatMap((each) => each.dimensions) ?? [],
    );
    const words: readonly (readonly [LabelScheme, string | null])[] = [
      ...bodies.map((name) => ["body", name] as const),
      ...evidence.map(({ type }) => ["evidenceType", type] as const),
      ...indicators.flatMap(({ unit, frequency, territory }) => [
        ["unit", unit] as const,
        ["frequency", frequency] as const,
        ["territory", territory] as const,
      ]),
      ...dimensions.flatMap(({ name, value }) => [["dimension", name] as const, ["dimensionValue", value] as const]),
      ...used.events.nodes.map(({ place }) => ["territory", place?.nisCode ?? null] as const),
    ];
    const named = words.filter(([, word]) => word !== null);
    expect(new Set(named.map(([scheme]) => scheme)).size).toBeGreaterThan(3);
    const missing = named.filter(([scheme, word]) => {
      const label = labelOf(scheme, word ?? "");
      return !label || LANGUAGES.some((language) => !label[language]);
    });
    expect(missing).toEqual([]);
  });
});

interface Used {
  readonly recommendations: {
    readonly nodes: readonly {
      readonly addressees: readonly string[] | null;
      readonly responses: readonly { readonly body: string }[] | null;
      readonly followUps:
        | readonly { readonly actor: string; readonly evidence: readonly { readonly type: string }[] }[]
        | null;
      readonly assessments: readonly { readonly assessor: string }[] | null;
    }[];
  };
  readonly legitimacyIndicators: {
    readonly nodes: readonly {
      readonly unit: string | null;
      readonly frequency: string | null;
      readonly territory: string | null;
      readonly observations: {
        readonly nodes: readonly {
          readonly dimensions: readonly { readonly name: string; readonly value: string }[];
        }[];
      } | null;
    }[];
  };
  readonly events: { readonly nodes: readonly { readonly place: { readonly nisCode: string | null } | null }[] };
}

const USED = `{
  recommendations(first: 100) {
    nodes { addressees responses { body } followUps { actor evidence { type } } assessments { assessor } }
  }
  legitimacyIndicators(first: 100) { nodes { unit frequency territory observations { nodes { dimensions { name value } } } } }
  events(first: 100) { nodes { place { nisCode } } }
}`;
