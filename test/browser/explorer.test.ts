import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hubUrl } from "../e2e/support/shared-hub.js";
import { openBrowser, type TestBrowser } from "./support/browser.js";

describe("the explorer", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser(hubUrl());
  });
  afterAll(async () => await browser.close());

  it("the explorer offers the examples and runs one", async () => {
    const { page } = browser;
    await browser.open("/explorer/");
    const example = page.getByRole("button", { name: /Agenda/ });
    await example.click();
    await page.getByRole("button", { name: /Execute query/i }).click();
    await page.waitForFunction(() => document.querySelector(".result-window")?.textContent?.includes("totalCount"));
    expect(await page.textContent(".result-window")).not.toContain("errors");
  });

  it("on a telephone the answer stands below the query, as wide", async () => {
    const { page } = browser;
    await page.setViewportSize({ width: 390, height: 800 });
    const [query, answer] = await Promise.all(
      [".graphiql-editors", ".graphiql-response"].map(async (part) => await page.locator(part).boundingBox()),
    );
    expect(answer?.y).toBeGreaterThanOrEqual((query?.y ?? 0) + (query?.height ?? 0));
    expect(answer?.width).toBe(query?.width);
  });

  it("nothing is loaded from outside the hub, and no script fails", () => {
    expect(browser.outside).toEqual([]);
    expect(browser.failures).toEqual([]);
  });
});
