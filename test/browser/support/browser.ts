import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** A browser with one page, and what went wrong in it. */
export interface TestBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses asked that are not the hub's. */
  readonly outside: readonly string[];
  /** Messages of scripts that failed, of the content security policy, and of React where it does not find what the hub rendered. */
  readonly failures: string[];
  /** Opens a page of the hub. */
  open(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts Debian's Chromium, to open pages of this hub. */
export async function openBrowser(hub: string, options: BrowserContextOptions = {}): Promise<TestBrowser> {
  const profile = mkdtempSync(join(tmpdir(), "segpol-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
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
    ...options,
  });
  const page = await context.newPage();
  const { host } = new URL(hub);
  const outside: string[] = [];
  const failures: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.host !== host) outside.push(request.url());
  });
  page.on("pageerror", (error) => failures.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") failures.push(message.text());
  });
  return {
    context,
    page,
    outside,
    failures,
    open: async (path) => void (await page.goto(new URL(path, hub).href)),
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

const SIDEWAYS = `[document.documentElement, ...document.querySelectorAll('.table-scroll')]
  .filter((each) => each.scrollWidth > each.clientWidth + (each === document.documentElement ? 0 : 1))
  .map((each) => each.textContent.slice(0, 80))`;

/** What scrolls sideways of a page, the page itself or a table of it, by how it begins. */
export async function sidewaysIn(page: Page): Promise<unknown> {
  return await page.evaluate(SIDEWAYS);
}
