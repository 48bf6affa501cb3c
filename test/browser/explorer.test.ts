import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hubUrl } from "../e2e/support/shared-hub.js";

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

describe("in a real browser", () => {
  let profile: string;
  let context: BrowserContext;
  let page: Page;
  const outside: string[] = [];
  const failures: string[] = [];

  beforeAll(async () => {
    profile = mkdtempSync(join(tmpdir(), "segpol-browser-"));
    context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    page = await context.newPage();
    const host = new URL(hubUrl()).host;
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && url.host !== host) outside.push(request.url());
    });
    page.on("pageerror", (error) => failures.push(error.message));
  });
  afterAll(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  });

  it("the landing page shows each partner with its records", async () => {
    await page.goto(new URL("/nl", hubUrl()).href);
    await page.waitForSelector("#figures tbody tr:nth-child(7)");
    const rows = await page.$$eval("#figures tbody tr", (trs) => trs.map((tr) => tr.textContent ?? ""));
    expect(rows).toHaveLength(7);
    expect(rows.find((row) => row.includes("Centrum voor Politiestudies"))).toMatch(/8.*actueel/);
  });

  it("the explorer offers the examples and runs one", async () => {
    await page.goto(new URL("/explorer/", hubUrl()).href);
    const example = page.getByRole("button", { name: /Agenda/ });
    await example.click();
    await page.getByRole("button", { name: /Execute query/i }).click();
    await page.waitForFunction(() => document.querySelector(".result-window")?.textContent?.includes("totalCount"));
    expect(await page.textContent(".result-window")).not.toContain("errors");
  });

  it("on a telephone the answer stands below the query, as wide", async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    const [query, answer] = await Promise.all(
      [".graphiql-editors", ".graphiql-response"].map(async (part) => await page.locator(part).boundingBox()),
    );
    expect(answer?.y).toBeGreaterThanOrEqual((query?.y ?? 0) + (query?.height ?? 0));
    expect(answer?.width).toBe(query?.width);
  });

  it("nothing is loaded from outside the hub, and no script fails", () => {
    expect(outside).toEqual([]);
    expect(failures).toEqual([]);
  });
});
