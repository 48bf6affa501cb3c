import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

const KINDS = ["events", "publications", "recommendations", "legitimacyIndicators"] as const;
type Counts = Record<(typeof KINDS)[number], number>;

describe("the cabinet's overview", () => {
  it("covers every theme by every partner, zeros included, with the counts that the lists give", async () => {
    const { overview, partners } = await query<{
      overview: { coverage: ({ theme: { code: string }; partner: { code: string } } & Counts)[] };
      partners: { code: string }[];
    }>(hubUrl(), `{ overview { coverage { theme { code } partner { code } ${KINDS.join(" ")} } } partners { code } }`);
    expect(overview.coverage).toHaveLength(9 * partners.length);
    const { themes } = await query<{ themes: ({ code: string } & Record<string, { totalCount: number }>)[] }>(
      hubUrl(),
      `{ themes { code ${KINDS.map((kind) => `${kind} { totalCount }`).join(" ")} } }`,
    );
    for (const theme of themes) {
      for (const kind of KINDS) {
        const cells = overview.coverage.filter((cell) => cell.theme.code === theme.code);
        const total = cells.reduce((sum, cell) => sum + cell[kind], 0);
        expect(total, `${theme.code} ${kind}`).toBe(theme[kind]?.totalCount);
      }
    }
  });

  it("puts claimed and assessed progress side by side, adding up to the recommendations of each partner", async () => {
    type Row = {
      code: string;
      total: number;
      claimed: { count: number }[];
      assessed: { count: number }[];
      overdue: number;
    };
    const { overview } = await query<{ overview: { progress: Row[] } }>(
      hubUrl(),
      "{ overview { progress(by: PARTNER) { code total claimed { status count } assessed { status count } overdue } } }",
    );
    const vclp = overview.progress.find(({ code }) => code === "VCLP");
    expect(vclp).toMatchObject({ total: 12, overdue: 0 });
    for (const { total, claimed, assessed } of overview.progress) {
      expect(claimed.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      expect(assessed.reduce((sum, { count }) => sum + count, 0)).toBe(0);
    }
  });

  it("names what is missing: the memorandum's recommendations that nobody answered, themes without anything", async () => {
    const { overview } = await query<{
      overview: {
        gaps: {
          kind: string;
          theme: { code: string } | null;
          record: { id: string } | null;
          partner: { code: string } | null;
        }[];
      };
    }>(hubUrl(), "{ overview { gaps { kind theme { code } record { id } partner { code } } } }");
    const unanswered = overview.gaps.filter(
      ({ kind, partner }) => kind === "RECOMMENDATION_WITHOUT_RESPONSE" && partner?.code === "VCLP",
    );
    expect(unanswered).toHaveLength(7);
    const { themes } = await query<{ themes: { code: string; events: { totalCount: number } }[] }>(
      hubUrl(),
      "{ themes { code events { totalCount } } }",
    );
    const withoutEvent = themes.filter(({ events }) => events.totalCount === 0).map(({ code }) => code);
    const named = overview.gaps
      .filter(({ kind }) => kind === "THEME_WITHOUT_EVENT")
      .map(({ theme }) => theme?.code ?? "");
    expect(named.toSorted()).toEqual(withoutEvent.toSorted());
  });

  it("says as of when it speaks", async () => {
    const { overview } = await query<{ overview: { asOf: string; sources: { asOf: string }[] } }>(
      hubUrl(),
      "{ overview { asOf sources { asOf } } }",
    );
    const oldest = overview.sources.map(({ asOf }) => asOf).toSorted()[0];
    expect(overview.asOf).toBe(oldest);
  });
});
