import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hubUrl } from "../e2e/support/shared-hub.js";
import { openBrowser, sidewaysIn, type TestBrowser } from "./support/browser.js";

const EVENT = "/en/events/cps%3Aevent%3A2021-12-08-recherche";
const WIDE = { width: 1280, height: 900 };
/** A window of 1280 by 1024 pixels, four times as large. */
const ENLARGED = { width: 320, height: 256 };

/** Everything that the keyboard has to reach, of what is shown. */
const REACHABLE = `[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
  .filter((each) => each.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))`;

/** Steps by Tab between two looks at whether all has been reached. */
const STEPS_UNSEEN = 20;

describe("pages read in other ways", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser(hubUrl());
  });
  afterAll(async () => await browser.close());

  /** Goes through the page by Tab, and round to where it began; gives what was not reached, and what was without being seen to be. */
  async function walk(): Promise<{ missed: unknown; unseen: unknown }> {
    const { page } = browser;
    // The page notes itself what has the focus: to be asked after each step would take longer than the steps.
    const count = await page.evaluate<number>(`(() => {
      globalThis.reached = new Set();
      globalThis.unseen = [];
      document.addEventListener('focusin', ({ target }) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(target);
        if (!reached.has(target) && (outlineStyle === 'none' || parseFloat(outlineWidth) < 2)) unseen.push(target.outerHTML);
        reached.add(target);
      });
      return ${REACHABLE}.length;
    })()`);
    const missed = `${REACHABLE}.filter((each) => !reached.has(each)).map((each) => each.outerHTML)`;
    // A field for a day has a stop for each of its parts.
    for (let step = 0; step < 3 * count; step += 1) {
      await page.keyboard.press("Tab");
      if (step % STEPS_UNSEEN === 0 && step > count && (await page.evaluate<number>(`${missed}.length`)) === 0) break;
    }
    return { missed: await page.evaluate(missed), unseen: await page.evaluate("unseen") };
  }

  it("the keyboard alone reaches everything, and shows where it is", async () => {
    const { page } = browser;
    await page.setViewportSize(WIDE);
    for (const path of ["/en", "/en/agenda", EVENT]) {
      await browser.open(path);
      expect(await walk(), path).toEqual({ missed: [], unseen: [] });
    }
  });

  it("the keyboard skips to the content, chooses a day, a filter and a file", async () => {
    const { page } = browser;
    await page.setViewportSize(WIDE);
    await browser.open("/en/recommendations");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.closest('form').className")).toBe("filters");
    await page.locator("select[name=partner]").focus();
    await page.keyboard.press("End");
    await page.getByRole("button", { name: "Filter" }).press("Enter");
    await page.waitForURL(/\?partner=GENT$/);
    // The address is there a moment before what it shows.
    await expect.poll(() => page.locator(".as-of input[name=partner]").count()).toBe(1);
    await page.getByLabel("As of").focus();
    await page.keyboard.type("01312026");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/en\/recommendations\?partner=GENT&asOf=2026-01-31$/);
    await page.getByRole("link", { name: "Show now" }).press("Enter");
    await expect.poll(() => page.url()).not.toContain("asOf");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "CSV" }).press("Enter"),
    ]);
    expect(file.suggestedFilename()).toMatch(/^recommendations-.*\.csv$/);
  });

  it("a page that a script puts in the place of another is read from its beginning", async () => {
    const { page } = browser;
    await browser.open("/en/recommendations");
    await page.locator("main tbody th a").last().press("Enter");
    await page.waitForURL(/recommendations\/\w/);
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("main");
    expect(await page.evaluate("scrollY")).toBe(0);
  });

  it("enlarged four times nothing is lost: the menu and the filters unfold, and no text is cut", async () => {
    const { page } = browser;
    await page.setViewportSize(ENLARGED);
    for (const path of ["/en/agenda", "/en/roadmap", EVENT, "/en/builders"]) {
      await browser.open(path);
      await page.locator(".menu > summary").press("Enter");
      const filters = page.locator(".filter-fold > summary");
      if ((await filters.count()) > 0) await filters.press("Enter");
      const cut = await page.evaluate(`[...document.body.querySelectorAll('*')].filter((each) =>
        /hidden|clip/.test(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth + 1
        && !each.closest('.visually-hidden, svg')).map((each) => each.outerHTML)`);
      expect(cut, path).toEqual([]);
      expect(await sidewaysIn(page), path).toEqual([]);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        path,
      ).toEqual([]);
    }
    await page.locator(".menu").getByRole("link", { name: "Agenda" }).press("Enter");
    await page.waitForURL(/\/agenda/);
    await expect.poll(() => page.locator(".menu").getAttribute("open")).toBeNull();
    await browser.open("/en/agenda");
    await page.locator(".menu > summary").press("Enter");
    await page.locator(".filter-fold > summary").press("Enter");
    expect(await walk()).toEqual({ missed: [], unseen: [] });
  });

  it("nothing moves for readers who do not want it", async () => {
    const { page } = browser;
    await page.setViewportSize(WIDE);
    const moving = `[...document.querySelectorAll('*')].filter((each) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(each);
      return parseFloat(transitionDuration) > 0 || animationName !== 'none' || scrollBehavior === 'smooth';
    }).length`;
    await browser.open("/en");
    expect(await page.evaluate(moving)).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await page.evaluate(moving)).toBe(0);
    await page.emulateMedia({ reducedMotion: null });
  });

  it("a list that is cut says by how many rows, and where all of them are", async () => {
    const { page } = browser;
    await page.route(/operationName=(Roadmap|BriefingEvents|BriefingIndicators|Gaps)&/, async (route) => {
      const response = await route.fetch();
      const text = (await response.text()).replace(
        /"totalCount":(\d+),"pageInfo"/,
        (_, count) => `"totalCount":${Number(count) + 2_000},"pageInfo"`,
      );
      await route.fulfill({ response, body: text });
    });
    await browser.open("/en");
    await page.locator(".pages").getByRole("link", { name: "Roadmap" }).click();
    await expect.poll(() => page.locator(".left-out").allTextContents()).toHaveLength(1);
    expect(await page.locator(".left-out").textContent()).toContain("2,000 more are left out");
    await page.locator(".pages").getByRole("link", { name: "Briefing" }).click();
    await expect.poll(() => page.locator(".left-out").count()).toBe(4);
    const lists = await page
      .locator(".left-out a")
      .evaluateAll((all) => all.map((each) => each.getAttribute("href")?.split("?")[0]));
    expect(lists).toEqual(["/en/recommendations", "/en/agenda", "/en/indicators", "/en/missing"]);
    await page.unrouteAll();
  });

  it("those who may see it read what keeps a partner's records out, with how to mend it", async () => {
    const { page } = browser;
    const finding = {
      recordId: "gent:event:wrong",
      code: "WRONG_DATE",
      field: "date",
      expected: "a day",
      got: "soon",
      mend: "Give the day.",
      since: "2026-11-28T10:00:00Z",
    };
    await page.route(/operationName=PartnerPage&/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        body: (await response.text()).replace('"findings":[]', `"findings":[${JSON.stringify(finding)}]`),
      });
    });
    await browser.open("/en/partners");
    await page.locator('main a[href$="/partners/GENT"]').first().click();
    const row = page.locator("section[aria-labelledby=findings] tbody tr");
    await expect.poll(() => row.count()).toBe(1);
    for (const part of ["gent:event:wrong", "a day", "soon", "Give the day.", "28 November 2026"]) {
      expect(await row.textContent()).toContain(part);
    }
    await page.unrouteAll();
  });

  it("nothing is loaded from outside the hub, no script fails, and React finds what the hub rendered", () => {
    expect(browser.outside).toEqual([]);
    expect(browser.failures).toEqual([]);
  });
});
