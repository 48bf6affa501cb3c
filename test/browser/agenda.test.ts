import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { query } from "../e2e/support/graph.js";
import { hubUrl, publicUrl } from "../e2e/support/shared-hub.js";
import { openBrowser, type TestBrowser } from "./support/browser.js";

interface Listed {
  readonly title: string;
  readonly date: { readonly text: string; readonly edtf: string; readonly latest: string | null } | null;
}

async function events(filter: string): Promise<readonly Listed[]> {
  const list = await query<{ events: { nodes: Listed[] } }>(
    hubUrl(),
    `{ events(filter: ${filter}, orderBy: DATE, first: 100) { nodes { title(lang: EN) date { text(lang: EN) edtf latest } } } }`,
  );
  return list.events.nodes;
}

/** By EDTF's own notation, and not by what the pages make of it. */
function sectionOf({ date }: Listed): string {
  if (!date) return "UNDATED";
  if (date.latest === null) return "OPEN_ENDED";
  return date.edtf.split("/").every((day) => /^\d{4}-\d\d-\d\d/.test(day)) ? "DAY" : "APPROXIMATE";
}

describe("the agenda in a browser", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser(hubUrl());
  });
  afterAll(async () => await browser.close());

  const titlesIn = async (section: string): Promise<string[]> =>
    await browser.page.locator(`[data-certainty="${section}"] tbody th > a bdi`).allTextContents();

  it("has each event of the graph in the section that its date belongs to", async () => {
    await browser.open("/en/agenda");
    const all = await events("{}");
    for (const section of ["DAY", "APPROXIMATE", "OPEN_ENDED", "UNDATED"]) {
      const expected = all.filter((event) => sectionOf(event) === section).map(({ title }) => title);
      expect(await titlesIn(section), section).toEqual(expected);
    }
    expect(await browser.page.locator("main [role=status]").textContent()).toContain(`${all.length} events`);
  });

  it("tells a date in the words of its source, and what is inferred of it", async () => {
    const { page } = browser;
    await browser.open("/nl/agenda");
    const row = (title: string) => page.getByRole("row", { name: title }).first();
    const month = await row("FINLOG & Organisatie Antwerpen").or(row("FINLOG & Organisatie rondetafel")).textContent();
    expect(month).toContain("April 2022");
    expect(month).not.toContain("1 april");
    expect(await row("Opleiding van de politie").textContent()).toContain("afgeleid, niet vermeld: 15 oktober 2021");
    expect(await row("Proeftrainingen").textContent()).toContain("vanaf mei 2024 (geen einde gegeven)");
  });

  it("shows what a filter lets pass, in its order, with a calendar of the same", async () => {
    const { page } = browser;
    await browser.open("/en/agenda");
    await page.getByLabel("Theme").selectOption("TECHNOLOGY");
    await page.getByLabel("From", { exact: true }).fill("2022-01-01");
    await page.getByRole("button", { name: "Filter" }).click();
    await page.waitForURL(/theme=TECHNOLOGY/);
    const expected = await events('{ themes: ["TECHNOLOGY"], from: "2022-01-01" }');
    await expect.poll(() => page.locator("main [role=status]").textContent()).toBe(`${expected.length} events`);
    const file = await page.getByRole("link", { name: /Calendar file/ }).getAttribute("href");
    const feed = await page.getByRole("link", { name: /Subscribe/ }).getAttribute("href");
    expect(feed).toBe(`webcal://${new URL(publicUrl()).host}${file}`);
    const calendar = await (await fetch(new URL(file ?? "", hubUrl()))).text();
    const ending = expected.filter(({ date }) => date?.latest != null);
    expect(calendar.split("BEGIN:VEVENT").length - 1).toBe(ending.length);
    expect(ending.length).toBeGreaterThan(0);
  });

  it("takes days in either order, and says of one that does not exist that there is none", async () => {
    await browser.open("/en/agenda?from=2022-12-31&to=2022-01-01");
    const inOrder = await events('{ from: "2022-01-01", to: "2022-12-31" }');
    expect(await browser.page.locator("main [role=status]").textContent()).toBe(`${inOrder.length} events`);
    const wrong = [
      ["from=2022-02-31", 'Expected from to be a day such as 2026-03-16; got "2022-02-31".'],
      ["asOf=2022-13-01", 'Expected asOf to be a day such as 2026-03-16; got "2022-13-01".'],
      ["kind=toString", '"toString"'],
    ];
    for (const [search = "", message = ""] of wrong) {
      await browser.open(`/en/agenda?${search}`);
      expect(await browser.page.getByRole("alert").textContent()).toContain(message);
      for (const file of ["agenda.ics", "agenda.csv"]) {
        const answer = await fetch(new URL(`/en/${file}?${search}`, hubUrl()));
        expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(message)]);
      }
    }
    await browser.open("/en/agenda?from=2022-02-31");
    await browser.page.getByText("For from it has 2022-02-31.").waitFor();
    await browser.page.getByRole("link", { name: "Show the page without its filters" }).click();
    await expect
      .poll(() => browser.page.locator("main [role=status]").textContent())
      .toBe(`${(await events("{}")).length} events`);
  });

  it("counts for each choice leave out that choice, and show zeros", async () => {
    await browser.open("/en/agenda?kind=ROUND_TABLE");
    const { events: all } = await query<{ events: { facets: { kinds: { code: string; count: number }[] } } }>(
      hubUrl(),
      "{ events(first: 1) { facets { kinds { code count } } } }",
    );
    const kinds = browser.page.getByLabel("Kind");
    for (const { code, count } of all.facets.kinds) {
      expect(await kinds.locator(`option[value=${code}]`).textContent()).toContain(`(${count})`);
    }
    expect(await kinds.locator("option[value=WORKSHOP]").textContent()).toBe("workshop (0)");
  });

  it("an event's page has its programme, capacity, registration and series", async () => {
    await browser.open("/en/events/cps%3Aevent%3A2021-12-08-recherche");
    const text = await browser.page.locator("main").textContent();
    for (const part of [
      "The list is open",
      "40 to 50 participants",
      "8 to 10 participants in each group",
      "still to be announced",
      "Sint-Niklaas",
    ]) {
      expect(text).toContain(part);
    }
    await browser.page.locator("#series ~ p a").click();
    await browser.page.waitForURL(/ronde-tafels-cps-cpl/);
    await expect.poll(() => browser.page.locator("section[aria-labelledby=series] li").count()).toBe(6);
  });

  it("a publication's page has its documents, its event and its recommendations", async () => {
    const { page } = browser;
    await browser.open("/en/publications");
    const list = await query<{ publications: { nodes: { title: string }[] } }>(
      hubUrl(),
      "{ publications(first: 100) { nodes { title(lang: EN) } } }",
      { headers: { "accept-language": "en" } },
    );
    expect(await page.locator("tbody th bdi").allTextContents()).toEqual(
      list.publications.nodes.map(({ title }) => title),
    );
    await browser.open("/en/publications/gent%3Apublication%3Adossier-2024-02-19");
    expect(await page.locator("section[aria-labelledby=recommendations] li").count()).toBe(7);
    expect(await page.locator(".facts a[href*=commissie-afb]").count()).toBe(1);
    await browser.open("/en/publications/cc-gpi%3Apublication%3Anieuwe-rekruteringsaanpak");
    const document = await page.locator("section[aria-labelledby=documents] tbody tr").textContent();
    expect(document).toContain("French");
    expect(document).toContain("text/html");
    expect(document).toContain("not given");
  });

  it("nothing is loaded from outside the hub, no script fails, and React finds what the hub rendered", () => {
    expect(browser.outside).toEqual([]);
    // Chromium says of a page that is refused that it is.
    expect(browser.failures.filter((failure) => !failure.includes("status of 400"))).toEqual([]);
  });
});

it("the agenda can be filtered without JavaScript", async () => {
  const browser = await openBrowser(hubUrl(), { javaScriptEnabled: false });
  try {
    await browser.open("/en/agenda");
    await browser.page.getByLabel("Kind").selectOption("SERIES");
    await browser.page.getByRole("button", { name: "Filter" }).click();
    const expected = await events("{ kinds: [SERIES] }");
    expect(await browser.page.locator("main [role=status]").textContent()).toBe(`${expected.length} events`);
    expect(await browser.page.getByRole("link", { name: /Subscribe/ }).getAttribute("href")).toContain("kind=SERIES");
  } finally {
    await browser.close();
  }
});
