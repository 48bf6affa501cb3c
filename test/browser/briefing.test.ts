import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extractText, getDocumentProxy } from "unpdf";
import { query } from "../e2e/support/graph.js";
import { hubUrl } from "../e2e/support/shared-hub.js";
import { openBrowser, type TestBrowser } from "./support/browser.js";

/** Width and height of A4, in the points that PDF counts in. */
const A4 = [595, 842];

interface Printed {
  readonly pages: readonly string[];
  readonly sizes: readonly (readonly number[])[];
}

describe("a briefing on paper", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser(hubUrl());
  });
  afterAll(async () => await browser.close());

  /** What can be selected on each page of the PDF that the browser prints. */
  async function print(path: string): Promise<Printed> {
    await browser.open(path);
    const pdf = await getDocumentProxy(new Uint8Array(await browser.page.pdf({ preferCSSPageSize: true })));
    const { text } = await extractText(pdf, { mergePages: false });
    const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
    const views = await Promise.all(numbers.map(async (number) => (await pdf.getPage(number)).view));
    return {
      pages: text.map((page) => page.replaceAll(/\s+/g, " ")),
      sizes: views.map(([, , width = 0, height = 0]) => [Math.round(width), Math.round(height)]),
    };
  }

  it("is A4, and each page has its number, what it is about, and as of when", async () => {
    const { pages, sizes } = await print("/en/briefing");
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, page] of pages.entries()) {
      expect(sizes[index]).toEqual(A4);
      expect(page).toContain(`${index + 1} / ${pages.length}`);
      expect(page).toMatch(/all themes, partners and bodies – as of \d+ \w+ \d{4}/);
    }
  });

  it("has every recommendation of its theme, and no link or form of the screen", async () => {
    const { recommendations } = await query<{ recommendations: { nodes: { title: string; ref: string | null }[] } }>(
      hubUrl(),
      '{ recommendations(filter: { themes: ["TRUST"] }, first: 100) { nodes { title(lang: EN) ref } } }',
    );
    const text = (await print("/en/briefing?theme=TRUST")).pages.join(" ");
    expect(recommendations.nodes.length).toBeGreaterThan(3);
    for (const { title } of recommendations.nodes) expect(text).toContain(title.replaceAll(/\s+/g, " "));
    expect(text).not.toContain("Skip to the content");
    expect(text).not.toContain("Search");
  });

  it("cuts no row at the end of a page", async () => {
    await browser.open("/en/briefing");
    await browser.page.emulateMedia({ media: "print" });
    const breaks = await browser.page
      .locator("tr")
      .evaluateAll((rows) => rows.map((row) => globalThis.getComputedStyle(row).breakInside));
    await browser.page.emulateMedia({ media: "screen" });
    expect(new Set(breaks)).toEqual(new Set(["avoid"]));
  });

  it("of a body has what is for it alone", async () => {
    await browser.open("/en/briefing");
    const [body, name] = await browser.page
      .getByLabel("For whom")
      .locator("option:not([value=''])")
      .first()
      .evaluate((option): readonly [string, string] => [
        option.getAttribute("value") ?? "",
        option.textContent.replace(/ \(\d+\)$/, ""),
      ]);
    const { page } = browser;
    await browser.open(`/en/briefing?body=${encodeURIComponent(body)}`);
    const table = page.locator("table.roadmap");
    const named = await table.locator("tbody td:nth-child(2)").allTextContents();
    expect(named.length).toBeGreaterThan(0);
    for (const addressees of named) expect(addressees.split(", ")).toContain(name);
  });

  it("fails nowhere", () => {
    expect(browser.failures).toEqual([]);
    expect(browser.outside).toEqual([]);
  });
});
