import { runs } from "@segpol/launcher/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { query } from "../../e2e/support/graph.js";
import { type RunningHub, startHub } from "../../e2e/support/running-hub.js";
import { openBrowser, sidewaysIn, type TestBrowser } from "../support/browser.js";
import { axeFindings, deskAddress, faultsIn, openSignedIn } from "./support.js";

const RECOMMENDATION = "gent:recommendation:communicatie-en-vertrouwen";
const RECORD = `/records/${encodeURIComponent(RECOMMENDATION)}`;
const INDICATOR = "gent:indicator:positieve-ervaring-controle-winterfeesten";
/** Every page but those of forms that other tests fill in. */
const PAGES = [
  "",
  "/records",
  RECORD,
  `${RECORD}/translations`,
  `${RECORD}/state`,
  `${RECORD}/history`,
  `${RECORD}/statements`,
  `${RECORD}/statements/assessments`,
  `/records/${encodeURIComponent(INDICATOR)}/statements/observations`,
  "/new/LegitimacyIndicator",
  "/new/Publication",
  "/history",
  "/spreadsheets",
  "/partner",
];
const PDF = { name: "verslag.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF\n") };
const LANGUAGES = ["nl", "fr", "de", "en"];
/** In which axe reads each page: one, another for each page, and all in a long run. */
const LANGUAGES_OF_EACH = runs({ few: 1, many: LANGUAGES.length });

describe("a desk with recommendations", () => {
  let hub: RunningHub;
  let desk: string;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    hub = await startHub(["GENT"], { apart: true });
    desk = deskAddress(hub, "GENT");
    browser = await openBrowser(desk);
    ({ page } = browser);
    await openSignedIn(page, desk, "/nl", "gent-editor");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  const button = (name: string) => page.getByRole("button", { name, exact: true });

  it.each(PAGES.map((path, index) => ({ path, index })))(
    "$path has nothing that axe finds, whatever the language, light or dark, and never scrolls sideways at 400 % zoom",
    async ({ path, index }) => {
      // What a window of 1280 by 1024 shows at 400 % (WCAG 1.4.10).
      await page.setViewportSize({ width: 320, height: 256 });
      await page.emulateMedia({ colorScheme: index % 2 === 0 ? "light" : "dark" });
      for (let at = index; at < index + LANGUAGES_OF_EACH; at += 1) {
        await page.goto(`${desk}/${LANGUAGES[at % LANGUAGES.length]}${path}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        expect(await axeFindings(page)).toEqual([]);
        expect(await sidewaysIn(page)).toEqual([]);
      }
      expect(faultsIn(browser.failures)).toEqual([]);
    },
    60_000,
  );

  it("says how far the hub is with what changes here, and what it shows of this partner", async () => {
    await page.goto(`${desk}/nl/partner`);
    await page.getByText("De hub is bij met dit bureau.").waitFor();
    const { partner } = await query<{ partner: { name: string; source: { records: number } } }>(
      hub.url,
      '{ partner(code: "GENT") { name(lang: NL) source { records } } }',
    );
    const facts = page.getByRole("main").locator("dd");
    expect(await facts.allInnerTexts()).toEqual(expect.arrayContaining([partner.name, String(partner.source.records)]));
    await page.getByText(/^De hub is bij met dit bureau\. Hij heeft alles gezien tot /).waitFor();
  }, 30_000);

  it("makes a memorandum with a tree of measures, whose steps the hub shows below each other", async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    const save = async (): Promise<string> => {
      await button("Als ontwerp bewaren").click();
      await page.getByText("De fiche is gemaakt.").waitFor();
      return decodeURIComponent(page.url().split("/").at(-1) ?? "");
    };
    const publish = async (): Promise<void> => {
      await page.getByRole("main").getByRole("link", { name: "Publiceren of intrekken", exact: true }).click();
      await button("Publiceren").click();
      await button("Intrekken").waitFor();
    };
    await page.goto(`${desk}/nl/new/Publication`);
    await page.locator("[id='f-title.NL']").fill("Memorandum van de proef");
    await page.locator("[id='f-type']").selectOption("MEMORANDUM");
    const memorandum = await save();
    await publish();

    await page.goto(`${desk}/nl/new/Recommendation`);
    await page.locator("[id='f-title.NL']").fill("Meer tijd voor de wijk");
    const addTo = (group: string) =>
      page.locator(`[id='f-${group}']`).getByRole("button", { name: "Toevoegen (Maatregelen)", exact: true }).last();
    const fill = async (at: string, ref: string, text: string): Promise<void> => {
      await page.locator(`[id='f-${at}.ref']`).fill(ref);
      await page.locator(`[id='f-${at}.text.NL']`).fill(text);
    };
    await addTo("measures").click();
    await fill("measures.0", "1", "Wijkteams versterken");
    await addTo("measures.0.measures").click();
    await fill("measures.0.measures.0", "1.1", "Vaste inspecteurs per wijk");
    await addTo("measures.0.measures").click();
    await fill("measures.0.measures.1", "1.2", "Spreekuren in de wijk");
    await addTo("measures").click();
    await fill("measures.1", "2", "Elk jaar meten");
    await button("Toevoegen (Verwijzingen)").click();
    await page.locator("[id='f-links.0.rel']").selectOption("publication");
    await page.locator("[id='f-links.0.id']").fill(memorandum);
    expect(await axeFindings(page)).toEqual([]);
    const recommendation = await save();
    await publish();
    const asked = `{ record(id: "${recommendation}") { ... on Recommendation { publication { id } measures { ref text measures { ref text } } } } }`;
    await expect
      .poll(async () => (await query<{ record: object | null }>(hub.url, asked)).record, { timeout: 10_000 })
      .toEqual({
        publication: { id: memorandum },
        measures: [
          {
            ref: "1",
            text: "Wijkteams versterken",
            measures: [
              { ref: "1.1", text: "Vaste inspecteurs per wijk" },
              { ref: "1.2", text: "Spreekuren in de wijk" },
            ],
          },
          { ref: "2", text: "Elk jaar meten", measures: [] },
        ],
      });
    expect(faultsIn(browser.failures)).toEqual([]);
  }, 60_000);

  it("writes a follow-up down in six fields, warns of what is complete without evidence, and offers its correction filled in", async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(`${desk}/nl${RECORD}/statements`);
    await page.getByRole("link", { name: "Toevoegen (Opvolging)" }).click();
    await page.getByLabel("Actor").fill("Stad Gent");
    await page.locator("[id='f-action.NL']").fill("Dialoog gevoerd");
    await page.getByLabel("Hoe precies is het bekend").selectOption({ label: "een dag" });
    await page.locator("[id='f-date.edtf']").fill("2026-05-04");
    await page.getByLabel("Status").selectOption({ label: "volledig" });
    await page.getByRole("heading", { name: "Kijk hier nog eens naar" }).waitFor();
    await page.getByText("zonder bewijs telt het als aanzienlijk").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await button("Toevoegen (Stavingsstukken)").click();
    await page.locator("[id='f-evidence.0.type']").fill("report");
    await page.locator("[id='f-evidence.0.description.NL']").fill("Verslag van de dialoog");
    await expect.poll(() => page.getByRole("heading", { name: "Kijk hier nog eens naar" }).count()).toBe(0);
    // A file that could do harm is refused with the reason, and one beyond the limit before it is sent.
    const ownFile = page.getByLabel("Of een eigen bestand");
    const address = page.locator("[id='f-evidence.0.url']");
    const drawing = {
      name: "tekening.svg",
      mimeType: "image/svg+xml",
      buffer: Buffer.from("<svg onload='alert(1)'/>"),
    };
    await ownFile.setInputFiles(drawing);
    await page.getByRole("alert").getByText("Bestanden van deze soort worden niet bewaard.").waitFor();
    await ownFile.setInputFiles({ ...PDF, buffer: Buffer.alloc(11 * 2 ** 20, "%PDF-1.7 ") });
    await page.getByRole("alert").getByText("Het bestand is te groot.").waitFor();
    expect(await address.inputValue()).toBe("");
    expect(await axeFindings(page)).toEqual([]);
    await ownFile.setInputFiles(PDF);
    await page.getByText("Het bestand is bewaard: verslag.pdf").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    const url = await address.inputValue();
    expect(url.startsWith(`${desk}/evidence/`)).toBe(true);
    // The hash is the file's: another address has none, until the file is given again.
    const hash = page.locator("[id='f-evidence.0.sha256']");
    expect(await hash.inputValue()).toMatch(/^[0-9a-f]{64}$/);
    await address.fill("https://example.org/verslag");
    expect(await hash.inputValue()).toBe("");
    await ownFile.setInputFiles(drawing);
    await ownFile.setInputFiles(PDF);
    await expect.poll(() => address.inputValue()).toBe(url);
    expect(await hash.inputValue()).toMatch(/^[0-9a-f]{64}$/);
    expect((await fetch(url)).status).toBe(404);
    await button("Opschrijven").dblclick();
    const written = page.getByRole("listitem").filter({ hasText: "Dialoog gevoerd" });
    await written.waitFor();
    expect(await written.count()).toBe(1);

    // Whoever sees the recommendation at the hub finds the file where the hub says it is, and a browser never shows it.
    const atHub = async (): Promise<string[]> => {
      const asked = `{ record(id: "${RECOMMENDATION}") { ... on Recommendation { followUps { evidence { url } } } } }`;
      const { record } = await query<{ record: { followUps: { evidence: { url: string | null }[] }[] } }>(
        hub.url,
        asked,
      );
      return record.followUps.flatMap(({ evidence }) => evidence.map((each) => each.url ?? ""));
    };
    await expect.poll(atHub, { timeout: 10_000 }).toContain(url);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(PDF.buffer);
    const given = page.waitForEvent("download");
    await written.getByRole("link", { name: url }).click();
    expect((await given).suggestedFilename()).toBe("verslag.pdf");

    await written.getByRole("link", { name: /Corrigeren/ }).click();
    expect(await page.locator("[id='f-action.NL']").inputValue()).toBe("Dialoog gevoerd");
    await page.locator("[id='f-action.NL']").fill("Dialoog gevoerd in twee wijken");
    await button("Opschrijven").click();
    await page.getByRole("listitem").filter({ hasText: "twee wijken" }).waitFor();
    const headers = { authorization: `Bearer ${await hub.token(["partner:GENT:reader"])}` };
    const asked = `{ record(id: "${RECOMMENDATION}") { ... on DeskRecommendation { followUps { action { NL } date { edtf } status evidence { type } } } } }`;
    const { record } = await query<{ record: { followUps: { action: { NL: string } }[] } }>(`${desk}/graphql`, asked, {
      headers,
    });
    const said = { date: { edtf: "2026-05-04" }, status: "COMPLETE", evidence: [{ type: "report" }] };
    expect(record.followUps.slice(-2)).toEqual([
      { action: { NL: "Dialoog gevoerd" }, ...said },
      { action: { NL: "Dialoog gevoerd in twee wijken" }, ...said },
    ]);
    expect(faultsIn(browser.failures)).toEqual([]);
  }, 60_000);

  it("shows what would become of each row of a spreadsheet, by the verdicts of the write, and writes it once it is confirmed", async () => {
    await page.goto(`${desk}/nl/spreadsheets`);
    const good = (number: number) => `Nieuwsbericht ${number};NEWS;2026-01-${String(number).padStart(2, "0")}`;
    const rows = [
      "titel;soort;datum;eigen kolom",
      ...[1, 2, 3].map(good),
      "Zonder soort;;2026-02-01",
      "Zonder dag;NEWS;31/02/2026",
    ];
    const file = { name: "publications.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) };
    // Of two files the one that is given last counts, whichever has been read first.
    const [read, before] = [Promise.withResolvers<void>(), { ...file, buffer: Buffer.from(`${rows[0]}\n${good(9)}`) }];
    let asked = 0;
    await page.route("**/desk/session", async (route) => {
      asked += 1;
      if (asked === 1) await read.promise;
      await route.continue();
    });
    await page.getByLabel(/^Een bestand/).setInputFiles(before);
    await expect.poll(() => asked).toBe(1);
    await page.getByLabel(/^Een bestand/).setInputFiles(file);
    await page.getByRole("heading", { name: "Geweigerd (2)" }).waitFor();
    const late = page.waitForResponse("**/desk/session");
    read.resolve();
    await (await late).finished();
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    await page.unroute("**/desk/session");
    await page.getByRole("heading", { name: "Nieuw (3)" }).waitFor();
    await page.getByLabel("eigen kolom").waitFor();
    expect(await page.locator("details.cause").count()).toBe(2);
    expect(await axeFindings(page)).toEqual([]);
    const download = page.waitForEvent("download");
    await button("Downloaden wat hersteld moet worden").click();
    expect((await download).suggestedFilename()).toBe("publication-mend.csv");
    await button("3 rijen schrijven en 2 weglaten").dblclick();
    await page.getByText("Het bestand is geïmporteerd.").waitFor();

    // The same file again: what was written is the same already.
    await page.getByLabel(/^Een bestand/).setInputFiles([]);
    await page.getByLabel(/^Een bestand/).setInputFiles({ ...file, name: "publications-2.csv" });
    await page.getByRole("heading", { name: /Geweigerd \(/ }).waitFor();
    await page.goto(`${desk}/nl/records?text=Nieuwsbericht`);
    await page.getByText("3 fiches").waitFor();
    expect(faultsIn(browser.failures)).toEqual([]);
  }, 60_000);

  it("lets a reader look and change nothing, by no page and no forged request, and other partners' staff do neither", async () => {
    const reader = await openBrowser(desk);
    try {
      await openSignedIn(reader.page, desk, `/nl${RECORD}`, "gent-reader");
      await reader.page.getByText("om ze te wijzigen is de rol van redacteur nodig").waitFor();
      expect(await reader.page.locator("[id='f-title.NL']").isDisabled()).toBe(true);
      expect(await reader.page.getByRole("button", { name: /Bewaren|lezers verandert/ }).count()).toBe(0);
      expect(await axeFindings(reader.page)).toEqual([]);
      await reader.page.goto(`${desk}/nl${RECORD}/state`);
      expect(await reader.page.getByRole("button", { name: "Intrekken" }).count()).toBe(0);
      // What a reader's own page could send, and what a page of another site could.
      const forged = await reader.page.evaluate(sendForged, {
        record: RECOMMENDATION,
        path: `/desk/nl${RECORD}/state`,
      });
      expect(forged).toEqual({ byForm: 403, withoutToken: 403, unknown: 403 });
      const { request } = reader.context;
      const form = { step: "withdraw", version: "1", key: "k".repeat(16) };
      const elsewhere = { origin: "http://evil.example", "sec-fetch-site": "cross-site" };
      const crossSite = await request.post(`${desk}/nl${RECORD}/state`, { form, headers: elsewhere });
      expect(crossSite.status()).toBe(403);
    } finally {
      await reader.close();
    }
    const stranger = await openBrowser(desk);
    try {
      await openSignedIn(stranger.page, desk, `/nl${RECORD}`, "cps-editor");
      await stranger.page.getByRole("heading", { name: "Dat mag u hier niet" }).waitFor();
      expect(await stranger.page.content()).not.toContain("Stad Gent");
    } finally {
      await stranger.close();
    }
    const headers = { authorization: `Bearer ${await hub.token(["partner:GENT:reader"])}` };
    const asked = `{ record(id: "${RECOMMENDATION}") { withdrawnAt draft } }`;
    const { record } = await query<{ record: object }>(`${desk}/graphql`, asked, { headers });
    expect(record).toEqual({ withdrawnAt: null, draft: false });
  }, 60_000);
});

/** Runs in the page: sends what a page of the reader's own session may not have done. */
async function sendForged({ path }: { record: string; path: string }): Promise<Record<string, number>> {
  const token = document.querySelector<HTMLInputElement>('input[name="token"]')?.value ?? "";
  const form = new URLSearchParams({ step: "withdraw", version: "1", key: "k".repeat(16), token });
  const byForm = await fetch(path, { method: "POST", body: form });
  const ask = (headers: Record<string, string>) =>
    fetch("/desk/session", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ name: "X", hash: "0".repeat(64), variables: {} }),
    });
  return {
    byForm: byForm.status,
    withoutToken: (await ask({})).status,
    unknown: (await ask({ "x-form-token": "not it" })).status,
  };
}
