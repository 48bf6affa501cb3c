import { AxeBuilder } from "@axe-core/playwright";
import { runs } from "@segpol/launcher/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hubUrl } from "../e2e/support/shared-hub.js";
import { query } from "../e2e/support/graph.js";
import { openBrowser, sidewaysIn, type TestBrowser } from "./support/browser.js";

const RECOMMENDATION = "/recommendations/gent%3Arecommendation%3Acommunicatie-en-vertrouwen";
/** Every page, with data that are there. */
const PAGES = [
  "",
  "/recommendations",
  RECOMMENDATION,
  "/indicators",
  "/indicators/gent%3Aindicator%3Apositieve-ervaring-controle-winterfeesten",
  "/themes",
  "/themes/TRUST",
  "/criteria",
  "/partners",
  "/partners/GENT",
  "/missing",
  "/roadmap",
  "/briefing",
  "/search?text=politie",
  "/builders",
  "/agenda",
  "/events/cps%3Aevent%3A2021-12-08-recherche",
  "/publications",
  "/publications/cc-gpi%3Apublication%3Anieuwe-rekruteringsaanpak",
];
const LANGUAGES = ["nl", "fr", "de", "en"];
/** In which axe reads each page: one, another for each page, and all in a long run (`SEGPOL_TEST_LONG=1 npm run test:browser`). */
const LANGUAGES_OF_EACH = runs({ few: 1, many: LANGUAGES.length });
/** French texts of pages, and not of records, that lack the space before a sign or may be broken at it. */
const ILL_SET = `[...document.querySelectorAll('body, body *')]
  .filter((each) => !each.closest('bdi, code, pre, script, [lang]:not([lang|=fr])'))
  .flatMap((each) => [...each.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data))
  .filter((text) => /(^|[^\\s\\d])[:;?!](\\s|$)| [:;?!»%]|« /.test(text))`;
/** Tables without files of them beside them, but for one that counts the rows of another, and the one of errors, which is documentation. */
const WITHOUT_FILE = `[...document.querySelectorAll('main table')].filter((table) => {
  if (document.querySelector('main > .export-links, main > .list-head > .export-links')) return false;
  for (let at = table.closest('section'); at; at = at.parentElement.closest('section')) {
    if (at.querySelector('.export-links') || at.matches('.sheet [aria-labelledby=progress], [aria-labelledby=errors]')) return false;
  }
  return true;
}).map(({ caption }) => caption.textContent)`;
const NARROW = { width: 320, height: 700 };
const WIDE = { width: 1280, height: 900 };

describe("pages in a browser", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser(hubUrl());
  });
  afterAll(async () => await browser.close());
  beforeEach(async () => await browser.page.setViewportSize(WIDE));

  it.each(PAGES.map((path, at) => ({ path, at })))(
    "$path has nothing that axe finds, whatever the language, light or dark, and never scrolls sideways",
    async ({ path, at }) => {
      const { page } = browser;
      await page.setViewportSize(NARROW);
      for (let index = at; index < at + LANGUAGES_OF_EACH; index += 1) {
        const language = LANGUAGES[index % LANGUAGES.length] ?? "nl";
        await page.emulateMedia({ colorScheme: index % 2 === 0 ? "light" : "dark" });
        await browser.open(`/${language}${path}`);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        expect(await sidewaysIn(page)).toEqual([]);
      }
    },
  );

  it("the overview has the figures of the graph", async () => {
    const { page } = browser;
    await browser.open("/en");
    const { overview } = await query<{
      overview: {
        coverage: { events: number; publications: number; recommendations: number; legitimacyIndicators: number }[];
      };
    }>(hubUrl(), "{ overview { coverage { events publications recommendations legitimacyIndicators } } }");
    const counts = overview.coverage.map(
      (cell) => cell.events + cell.publications + cell.recommendations + cell.legitimacyIndicators,
    );
    const cells = await page.locator("section[aria-labelledby=coverage] tbody td:not(:last-child)").allTextContents();
    expect(cells.map(Number)).toEqual(counts);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50);
  });

  it("a filter stands in the address, so that a reload and Back show the same", async () => {
    const { page } = browser;
    await browser.open("/en/recommendations");
    await page.getByLabel("Theme").selectOption("TECHNOLOGY");
    await page.getByRole("button", { name: "Filter" }).click();
    await page.waitForURL(/theme=TECHNOLOGY/);
    const { recommendations } = await query<{ recommendations: { nodes: { title: string }[] } }>(
      hubUrl(),
      '{ recommendations(filter: { themes: ["TECHNOLOGY"] }) { nodes { title(lang: EN) } } }',
    );
    const expected = recommendations.nodes.map(({ title }) => title);
    const shown = async () => await page.locator("tbody th bdi").allTextContents();
    await expect.poll(shown).toEqual(expected);
    await page.reload();
    expect(await shown()).toEqual(expected);
    await page.goBack();
    await expect.poll(async () => (await shown()).length).toBeGreaterThan(expected.length);
  });

  it("the heads of columns lead to the list in their order, and from there to the reverse", async () => {
    const { page } = browser;
    const head = page.getByRole("columnheader", { name: "When" }).first();
    const titles = async () => await page.locator('[data-certainty="DAY"] tbody th > a bdi').allTextContents();
    await browser.open("/en/agenda");
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    const first = await titles();
    await head.getByRole("link").click();
    await page.waitForURL(/order=DATE_DESC/);
    await expect.poll(() => head.getAttribute("aria-sort")).toBe("descending");
    const { events } = await query<{ events: { nodes: { title: string }[] } }>(
      hubUrl(),
      "{ events(filter: { certainties: [DAY] }, orderBy: DATE_DESC, first: 100) { nodes { title(lang: EN) } } }",
    );
    await expect.poll(titles).toEqual(events.nodes.map(({ title }) => title));
    expect(await titles()).not.toEqual(first);
  });

  it("a search marks the words where they stand", async () => {
    const { page } = browser;
    await browser.open("/en/search?text=opleiding");
    const marked = await page.locator(".excerpt mark").allTextContents();
    expect(marked.length).toBeGreaterThan(3);
    for (const word of marked) expect(word.toLowerCase()).toContain("opleiding");
    await browser.open("/nl/search?text=politie vertrouwen");
    const named = await page.locator("section[aria-labelledby=found-named] a").allTextContents();
    expect(named).toEqual(["Vertrouwen tussen burger en politie"]);
  });

  it("as of a day before there was anything, nothing is shown, and a banner says so", async () => {
    const { page } = browser;
    await browser.open("/en/recommendations?asOf=2020-01-01");
    await expect.poll(() => page.locator(".as-of-banner").textContent()).toContain("1 January 2020");
    expect(await page.locator("tbody tr").count()).toBe(0);
  });

  it("a partner that stops while the page is open is said to have, and the rest stays", async () => {
    const { page } = browser;
    await browser.open("/en/recommendations");
    const rows = await page.locator("tbody tr").count();
    await page.route(/operationName=Root/, async (route) => {
      const response = await route.fetch();
      const text = (await response.text()).replace('"state":"LIVE"', '"state":"DOWN"');
      await route.fulfill({ response, body: text });
    });
    await expect.poll(() => page.locator('footer [data-state="DOWN"]').textContent()).toContain("does not answer");
    expect(await page.locator("tbody tr").count()).toBe(rows);
    await page.unroute(/operationName=Root/);
    await expect.poll(() => page.locator('footer [data-state="DOWN"]').count()).toBe(0);
  });

  it("a page of which the hub is gone stays, says so, and goes on; paused it does not look", async () => {
    const { page } = browser;
    await browser.open("/en/recommendations");
    const before = browser.failures.length;
    await page.route(/\/graphql/, (route) => route.abort());
    const status = page.locator(".live-updates [role=status]");
    await expect.poll(() => status.textContent()).toContain("does not answer");
    expect(await page.locator("tbody tr").count()).toBeGreaterThan(0);
    await page.unroute(/\/graphql/);
    await expect.poll(() => status.textContent()).toContain("follows");
    await page.getByRole("button", { name: "Pause" }).click();
    expect(await status.textContent()).toContain("stays as it is");
    // Of the requests that were stopped, and of nothing before.
    browser.failures.splice(before);
  });

  it("nothing is loaded from outside the hub, no script fails, and React finds what the hub rendered", () => {
    expect(browser.outside).toEqual([]);
    expect(browser.failures).toEqual([]);
  });
});

it("pages can be read without JavaScript, are set as French is, and have each table as files", async () => {
  const browser = await openBrowser(hubUrl(), { javaScriptEnabled: false });
  try {
    for (const path of PAGES) {
      await browser.open(`/fr${path}`);
      expect(await browser.page.locator("main h1").count(), path).toBe(1);
      expect(await browser.page.evaluate(ILL_SET), path).toEqual([]);
      expect(await browser.page.evaluate(WITHOUT_FILE), path).toEqual([]);
      // As of when it is, by whose records, and how to see another day.
      expect(await browser.page.locator(".as-of input[type=date]").count(), path).toBe(1);
      expect(await browser.page.locator("footer [data-state]").count(), path).toBe(7);
      expect(await browser.page.locator("footer").textContent(), path).toMatch(/\d{4} à \d\d:\d\d/);
    }
    await browser.open(`/fr${RECOMMENDATION}`);
    expect(await browser.page.locator("main .timeline li").count()).toBeGreaterThan(0);
  } finally {
    await browser.close();
  }
});
