import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ask, query } from "../e2e/support/graph.js";
import { type RunningHub, startHub } from "../e2e/support/running-hub.js";
import { openBrowser, type TestBrowser } from "./support/browser.js";

const HIDDEN = "Besloten ronde tafel van het kabinet";
const AGENDA = "/nl/agenda";
const EVENT = "/nl/events/gent%3Aevent%3Abesloten";

describe("signing in, in a browser", () => {
  let hub: RunningHub;
  let browser: TestBrowser;

  beforeAll(async () => {
    hub = await startHub(["GENT"], { apart: true });
    const editor = { authorization: `Bearer ${await hub.token(["partner:GENT:editor"])}` };
    const input = {
      title: { NL: HIDDEN },
      kind: "STUDY_DAY",
      date: { edtf: "2099-05-01" },
      visibility: "CABINET",
    };
    const { errors } = await ask(
      hub.partnerUrl("GENT").replace("/graphql", "/desk/graphql"),
      `mutation ($input: EventInput!) { createEvent(slug: "besloten", input: $input) { status errors { message } } }`,
      { variables: { input }, headers: editor },
    );
    if (errors.length > 0) throw new Error(`Expected the desk to keep the event; got ${JSON.stringify(errors)}.`);
    const headers = { authorization: `Bearer ${await hub.token(["cabinet"])}` };
    await vi.waitUntil(
      async () => {
        const asked = `{ record(id: "gent:event:besloten") { id } }`;
        return (await query<{ record: unknown }>(hub.url, asked, { headers })).record !== null;
      },
      { timeout: 30_000 },
    );
    browser = await openBrowser(hub.url);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  const header = (page: Page) => page.getByRole("banner");

  /** By the keyboard alone, as far as the choice of the person at the issuer. */
  async function signIn({ page, open }: Pick<TestBrowser, "page" | "open">, path: string): Promise<void> {
    await open(path);
    await header(page).getByRole("link", { name: "Aanmelden" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Kies als wie u zich aanmeldt" }).waitFor();
    await page.getByRole("button", { name: /^Cabinet/ }).focus();
    await page.keyboard.press("Enter");
    await header(page).getByText("Aangemeld als Cabinet").waitFor();
  }

  it("shows what is hidden to who signed in, and to nobody else, until they sign out", async () => {
    const { page, open, failures } = browser;
    await signIn(browser, AGENDA);
    expect(new URL(page.url()).pathname).toBe(AGENDA);
    await expect.poll(() => page.getByText(HIDDEN).count()).toBeGreaterThan(0);
    expect(await header(page).getByText("het kabinet").count()).toBe(1);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    // From page to page in the browser, by the session and without a token.
    const asked = page.waitForResponse((response) => response.url().endsWith("/reader/graphql"));
    await page.getByRole("link", { name: HIDDEN }).first().click();
    expect((await asked).status()).toBe(200);
    await page.getByRole("heading", { name: HIDDEN }).waitFor();
    await open(EVENT);
    await page.getByRole("heading", { name: HIDDEN }).waitFor();
    const kept = JSON.stringify([
      await page.context().storageState(),
      await page.evaluate("document.cookie"),
      await page.content(),
    ]);
    expect(kept).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
    const cookies = await page.context().cookies(hub.url);
    expect(cookies.find(({ name }) => name === "segpol_hub")).toMatchObject({ httpOnly: true, sameSite: "Lax" });

    const other = await openBrowser(hub.url);
    try {
      await other.open(EVENT);
      await other.page.getByRole("heading", { name: "Niet gevonden" }).waitFor();
      await other.open(AGENDA);
      expect(await other.page.getByText(HIDDEN).count()).toBe(0);
    } finally {
      await other.close();
    }

    // The page hears that its session is over while the way to the issuer is still being gone: it stays out of the way.
    const refused = page.waitForResponse(
      (response) => response.url().endsWith("/reader/graphql") && response.status() === 401,
    );
    await page.evaluate("setInterval(() => document.dispatchEvent(new Event('visibilitychange')), 200)");
    await page.route("**/sign-out", async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      await refused;
      await route.fulfill({ response });
    });
    await header(page).getByRole("button", { name: "Afmelden" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Afmelden" }).click();
    await header(page).getByRole("link", { name: "Aanmelden" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/nl");
    expect((await page.context().cookies(hub.url)).map(({ name }) => name)).not.toContain("segpol_hub");
    await open(EVENT);
    await page.getByRole("heading", { name: "Niet gevonden" }).waitFor();
    // Of pages that are not there any more Chromium says so.
    expect(failures.filter((each) => !/40[14]/.test(each))).toEqual([]);
  });

  it("shows nothing of it by Back once it has ended, says so where a page was left open, and does without a script", async () => {
    const plain = await openBrowser(hub.url, { javaScriptEnabled: false });
    try {
      await signIn(plain, EVENT);
      await plain.page.getByRole("heading", { name: HIDDEN }).waitFor();
      await header(plain.page).getByRole("button", { name: "Afmelden" }).click();
      await plain.page.getByRole("button", { name: "Afmelden" }).click();
      await header(plain.page).getByRole("link", { name: "Aanmelden" }).waitFor();
    } finally {
      await plain.close();
    }

    const { page, open } = browser;
    await signIn(browser, EVENT);
    const left = await page.context().newPage();
    await left.goto(new URL(EVENT, hub.url).href);
    await left.getByRole("heading", { name: HIDDEN }).waitFor();
    await left.goto(new URL("/health", hub.url).href);
    const second = await page.context().newPage();
    await second.goto(new URL("/nl", hub.url).href);
    const [session] = (await page.context().cookies(hub.url)).filter(({ name }) => name === "segpol_hub");
    await header(second).getByRole("button", { name: "Afmelden" }).click();
    await second.getByRole("button", { name: "Afmelden" }).click();
    await header(second).getByRole("link", { name: "Aanmelden" }).waitFor();
    await second.close();
    // The page that was left open looks for changes, learns that it is nobody's any more, and is loaded anew.
    await page.bringToFront();
    await page.getByRole("heading", { name: "Niet gevonden" }).waitFor();
    await left.goBack();
    await left.getByRole("heading", { name: "Niet gevonden" }).waitFor();
    expect(await left.getByText(HIDDEN).count()).toBe(0);
    await left.close();
    // A cookie whose session is over.
    if (session) await page.context().addCookies([session]);
    await open(AGENDA);
    await page.getByRole("alert").getByText("Uw sessie is beëindigd").waitFor();
    expect(await page.getByText(HIDDEN).count()).toBe(0);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole("alert").getByRole("button", { name: "Verdergaan zonder aan te melden" }).click();
    await header(page).getByRole("link", { name: "Aanmelden" }).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});
