import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { query } from "../e2e/support/graph.js";
import { hubUrl } from "../e2e/support/shared-hub.js";
import { openBrowser, type TestBrowser } from "./support/browser.js";

const INDICATOR = "gent:indicator:positieve-ervaring-controle-winterfeesten";

interface Counted {
  readonly totalCount: number;
}

interface Given {
  readonly code: string;
  readonly events: Counted;
  readonly publications: Counted;
  readonly recommendations: Counted;
  readonly legitimacyIndicators: Counted;
}

const GIVEN = `code events { totalCount } publications { totalCount } recommendations { totalCount } legitimacyIndicators { totalCount }`;
const countsOf = ({ events, publications, recommendations, legitimacyIndicators }: Given): readonly number[] =>
  [events, publications, recommendations, legitimacyIndicators].map(({ totalCount }) => totalCount);

/** A measurement as the graph gives it. */
function measured(year: number, value: number, more: object = {}) {
  const period = {
    text: String(year),
    edtf: String(year),
    earliest: `${year}-01-01`,
    latest: `${year}-12-31`,
    localizedText: null,
  };
  return {
    value,
    period,
    numerator: null,
    denominator: null,
    sampleSize: null,
    status: "NORMAL",
    note: null,
    dimensions: [],
    ...more,
  };
}

describe("pages of facts in a browser", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser(hubUrl());
  });
  afterAll(async () => await browser.close());

  it("themes and partners have the figures of the graph", async () => {
    const graph = await query<{ themes: Given[]; partners: Given[] }>(
      hubUrl(),
      `{ themes { ${GIVEN} } partners { ${GIVEN} } }`,
    );
    for (const kind of ["themes", "partners"] as const) {
      await browser.open(`/en/${kind}`);
      const cells = await browser.page.locator("main .matrix tbody td:not(:has(.words))").allTextContents();
      expect(cells.map(Number), kind).toEqual(graph[kind].flatMap(countsOf));
    }
  });

  it("a theme and a partner lead to lists that are as long as they say", async () => {
    const { page } = browser;
    for (const path of ["/en/themes/TRUST", "/en/partners/GENT"]) {
      await browser.open(path);
      const figure = page.locator('main .matrix td a[href*="/recommendations?"]').first();
      const count = Number(await figure.textContent());
      expect(count).toBeGreaterThan(0);
      await figure.click();
      await expect.poll(async () => await page.locator('main [role="status"]').textContent()).toMatch(`${count} recom`);
    }
  });

  it("what is missing is counted of how many there are, and filtered by whom to ask", async () => {
    const { page } = browser;
    const graph = await query<{
      overview: {
        all: { totalCount: number; kinds: { kind: string; count: number }[] };
        chosen: { totalCount: number };
      };
      recommendations: Counted;
    }>(
      hubUrl(),
      `{ overview {
          all: gapsConnection { totalCount kinds { kind count } }
          chosen: gapsConnection(filter: { partners: ["VCLP"], kinds: [RECOMMENDATION_WITHOUT_RESPONSE] }) { totalCount }
        } recommendations { totalCount } }`,
    );
    const { all, chosen } = graph.overview;
    const unanswered = all.kinds.find(({ kind }) => kind === "RECOMMENDATION_WITHOUT_RESPONSE")?.count;
    await browser.open("/en/missing");
    expect(await page.locator('main p[role="status"]').textContent()).toContain(String(all.totalCount));
    expect(await page.locator("main table").first().textContent()).toContain(
      `${unanswered} of ${graph.recommendations.totalCount}`,
    );
    await page.locator("select[name=kind]").selectOption("RECOMMENDATION_WITHOUT_RESPONSE");
    await page.getByLabel("Partner").selectOption("VCLP");
    await page.getByRole("button", { name: "Filter" }).click();
    const rows = page.locator("main table").last().locator("tbody tr");
    await expect.poll(async () => await rows.count()).toBe(chosen.totalCount);
    expect(chosen.totalCount).toBeGreaterThan(0);
  });

  it("what is claimed and found says by whom and when, or that nobody has; evidence and a refusal say what they rest on", async () => {
    const { page } = browser;
    const { recommendations } = await query<{
      recommendations: {
        nodes: {
          id: string;
          progress: { lastFollowUpOn: string | null; assessed: string | null };
          followUps: { actorBody: { name: string }; evidence: { description: string; url: string | null }[] }[];
          responses: { value: string; responder: { name: string }; reasonText: { value: string } | null }[];
        }[];
      };
    }>(
      hubUrl(),
      `{ recommendations(first: 100) { nodes { id progress { lastFollowUpOn assessed }
        followUps { actorBody { name(lang: EN) } evidence { description url } }
        responses { value responder { name(lang: EN) } reasonText { value } } } } }`,
    );
    const all = recommendations.nodes;
    await browser.open("/en/recommendations");
    for (const { id, progress, followUps } of all) {
      const row = page.locator("main tbody tr", { has: page.locator(`a[href$="${encodeURIComponent(id)}"]`) });
      const claimed = await row.locator('[data-column="Claimed"]').textContent();
      if (progress.lastFollowUpOn === null) expect(claimed, id).toBe("never reported");
      else expect(claimed, id).toMatch(new RegExp(`${followUps.at(-1)?.actorBody.name ?? "?"}, .*\\d{4}`));
      if (progress.assessed === null)
        expect(await row.locator('[data-column="Assessed"]').textContent(), id).toContain("by nobody");
    }
    const told = all.find(({ followUps }) =>
      followUps.some(({ evidence }) => evidence.some(({ url }) => url === null)),
    );
    await browser.open(`/en/recommendations/${encodeURIComponent(told?.id ?? "")}`);
    expect(await page.locator(".evidence").first().textContent()).toContain("described, not attached");
    const refused = all.find(({ responses }) => responses.some(({ value }) => value === "DECLINED"));
    const [response] = refused?.responses ?? [];
    await browser.open(`/en/recommendations/${encodeURIComponent(refused?.id ?? "")}`);
    const timeline = await page.locator(".timeline").textContent();
    for (const part of [response?.responder.name, "declined", response?.reasonText?.value])
      expect(timeline).toContain(part ?? "?");
  });

  it("indicators are those of the graph under the same filter", async () => {
    const { page } = browser;
    await browser.open("/en/indicators?criterion=LEGALITY");
    const { legitimacyIndicators } = await query<{ legitimacyIndicators: { nodes: { title: string }[] } }>(
      hubUrl(),
      '{ legitimacyIndicators(filter: { criteria: ["LEGALITY"] }) { nodes { title(lang: EN) } } }',
    );
    const titles = legitimacyIndicators.nodes.map(({ title }) => title);
    expect(await page.locator("tbody th bdi").allTextContents()).toEqual(titles);
    expect(titles.length).toBeGreaterThan(0);

    // Of a territory too, with how many there are with each.
    await browser.open("/en/indicators?territory=44021");
    const { legitimacyIndicators: all } = await query<{
      legitimacyIndicators: { facets: { territories: { label: string; count: number }[] } };
    }>(hubUrl(), "{ legitimacyIndicators { facets { territories { label(lang: EN) count } } } }");
    const territories = all.facets.territories.map(({ label, count }) => `${label} (${count})`);
    expect(await page.locator("select[name=territory] option:not([value=''])").allTextContents()).toEqual(territories);
    expect(territories.join()).toMatch(/Ghent|Gent/);
  });

  it("one observation draws no line, and says so", async () => {
    const { page } = browser;
    await browser.open(`/en/indicators/${encodeURIComponent(INDICATOR)}`);
    expect(await page.locator(".values tbody tr").count()).toBe(1);
    expect(await page.locator("main polyline").count()).toBe(0);
    expect(await page.locator("main").textContent()).toContain("Measured once");
  });

  it("a chart has the points of its table, a line for each part, and flags what disagrees", async () => {
    const { page } = browser;
    const women = { dimensions: [{ name: "sex", nameLabel: null, value: "women", valueLabel: null }] };
    const nodes = [
      measured(2021, 40),
      measured(2021, 44, women),
      measured(2022, 55.5, { status: "INCONSISTENT", numerator: 1, denominator: 2 }),
      measured(2022, 48, women),
      measured(2023, 62),
    ];
    await page.route(/operationName=IndicatorPage/, async (route) => {
      const response = await route.fetch();
      const body = (await response.json()) as { data: { record: object } };
      const observations = { totalCount: nodes.length, pageInfo: { hasNextPage: false, endCursor: null }, nodes };
      const target = { value: 80, period: { text: "2030", edtf: "2030", latest: "2030-12-31", localizedText: null } };
      await route.fulfill({
        response,
        json: { ...body, data: { ...body.data, record: { ...body.data.record, observations, target } } },
      });
    });
    await browser.open("/en/indicators");
    await page.locator(`a[href$="${encodeURIComponent(INDICATOR)}"]`).click();
    await page.waitForSelector(".chart");
    const rows = await page
      .locator(".values tbody tr")
      .evaluateAll((all) => all.map((row) => `${row.children[0]?.textContent}: ${row.children[2]?.textContent}`));
    expect(await page.locator(".chart .point title").allTextContents()).toEqual(rows);
    expect(rows).toHaveLength(nodes.length);
    const lines = await page
      .locator(".chart polyline")
      .evaluateAll((all) => all.map((line) => line.getAttribute("points")?.split(" ").length));
    expect(lines).toEqual([3, 2]);
    expect(await page.locator('.values tr[data-status="INCONSISTENT"]').textContent()).toContain("inconsistent");
    expect(await page.locator(".chart figcaption").first().textContent()).toContain("inconsistent");
    expect(await page.getByRole("img", { name: /sex: women/ }).count()).toBe(1);
  });

  it("an address that chooses a partner that there is not says so, and leads on without it", async () => {
    const response = await fetch(new URL("/en/indicators?partner=NOBODY", hubUrl()));
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/chooses something that there is not.*href="\/en\/indicators"/s);
  });

  it("nothing is loaded from outside the hub, no script fails, and React finds what the hub rendered", () => {
    expect(browser.outside).toEqual([]);
    expect(browser.failures).toEqual([]);
  });
});
