import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { query } from "../../e2e/support/graph.js";
import { type RunningHub, startHub } from "../../e2e/support/running-hub.js";
import { openBrowser, type TestBrowser } from "../support/browser.js";
import { axeFindings, deskAddress, faultsIn, openSignedIn } from "./support.js";

const ROWS = 2_000;
const HEADERS = ["titel", "soort", "datum", "thema's", "webadres", "wat het is"];
type Cells = readonly string[];

const good = (number: number): Cells => {
  const day = String((number % 28) + 1).padStart(2, "0");
  return [`Bericht ${number}`, "NEWS", `2025-03-${day}`, "TRUST", `https://example.org/${number}`, `Nummer ${number}`];
};
/** What spoils a row, in one cell each: six causes of 37 bad rows. */
const CAUSES: readonly { readonly cell: number; readonly bad: string; readonly rows: number }[] = [
  { cell: 0, bad: "", rows: 7 },
  { cell: 1, bad: "NIEUWTJE", rows: 6 },
  { cell: 2, bad: "31/02/2025", rows: 6 },
  { cell: 3, bad: "VERTROUWEN_IN_DE_WIJK", rows: 6 },
  { cell: 4, bad: "example.org zonder http", rows: 6 },
  { cell: 1, bad: "", rows: 6 },
];
const spoils = CAUSES.flatMap((cause) => Array.from({ length: cause.rows }, () => cause));
const rowsOfFile = Array.from({ length: ROWS }, (_row, index) => {
  const cells = good(index);
  // Spread over the file.
  const cause = index % 50 === 7 ? spoils[(index - 7) / 50] : undefined;
  return cause ? cells.with(cause.cell, cause.bad) : cells;
});
const csvOf = (rows: readonly Cells[]): Buffer => Buffer.from(rows.map((cells) => cells.join(";")).join("\n"));

describe("an import of 2,000 rows with 37 bad ones", () => {
  let hub: RunningHub;
  let desk: string;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    hub = await startHub(["GENT"], { apart: true });
    desk = deskAddress(hub, "GENT");
    browser = await openBrowser(desk);
    ({ page } = browser);
    await openSignedIn(page, desk, "/nl/spreadsheets", "gent-editor");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  const button = (name: RegExp) => page.getByRole("button", { name });
  const bringIn = async (name: string, buffer: Buffer): Promise<void> => {
    await page.getByLabel(/^Een bestand/).setInputFiles([]);
    await page.getByLabel(/^Een bestand/).setInputFiles({ name, mimeType: "text/csv", buffer });
  };
  const ask = async <T>(text: string): Promise<T> => {
    const headers = { authorization: `Bearer ${await hub.token(["partner:GENT:editor"])}` };
    return await query<T>(`${desk}/graphql`, text, { headers });
  };

  it("shows six causes, gives the bad rows back as a sheet, and takes it in once it is mended", async () => {
    const timeout = 300_000;
    await bringIn("publications.csv", csvOf([HEADERS, ...rowsOfFile]));
    await page.getByRole("heading", { name: "Geweigerd (37)" }).waitFor({ timeout });
    await page.getByRole("heading", { name: `Nieuw (${ROWS - 37})` }).waitFor();
    expect(await page.locator("details.cause").count()).toBe(CAUSES.length);
    // A column that was not recognised: somebody says what it is.
    await page.getByLabel("wat het is").selectOption("summary.nl");
    await expect.poll(() => page.getByLabel("wat het is").isEnabled(), { timeout }).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    const download = page.waitForEvent("download");
    await button(/^Downloaden wat hersteld moet worden/).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("publication-mend.csv");
    const sheet = await readFile(await file.path(), "utf8");
    await button(/^1963 rijen schrijven en 37 weglaten/).click();
    await page.getByText("Het bestand is geïmporteerd.").waitFor({ timeout });

    // What waits says that some were refused, until they are mended.
    await page.goto(`${desk}/nl`);
    await page.getByText(/^37 rijen van publications\.csv zijn geweigerd/).waitFor();
    await page.getByRole("link", { name: "Herstel ze, en breng ze opnieuw binnen" }).click();
    // The sheet has the rows in their own columns, and why each was refused in one more.
    const [headers = "", ...bad] = sheet.replace("\uFEFF", "").trim().split("\r\n");
    expect(headers.split(";")).toEqual([...HEADERS, "te herstellen / à corriger"]);
    expect(bad).toHaveLength(37);
    const mended = bad.map((line) => {
      const [title = "", , , , address = "", summary = ""] = line.split(";");
      const number = Number(/\d+$/.exec(`${title}${address}${summary}`)?.[0]);
      return [...good(number), "hersteld"];
    });
    await bringIn("publication-mend.csv", csvOf([headers.split(";"), ...mended]));
    await page.getByRole("heading", { name: "Nieuw (37)" }).waitFor({ timeout });
    await page.getByLabel("wat het is").selectOption("summary.nl");
    await expect.poll(() => page.getByLabel("wat het is").isEnabled(), { timeout }).toBe(true);
    expect(await page.getByRole("heading", { name: /^Geweigerd/ }).count()).toBe(0);
    await button(/^37 rijen schrijven/).click();
    await page.getByText("Het bestand is geïmporteerd.").waitFor({ timeout });

    await page.goto(`${desk}/nl`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.getByText(/geweigerd op/).count()).toBe(0);
    await page.goto(`${desk}/nl/records?text=Bericht`);
    await page.getByText(/^2[.\s]?000 fiches$/).waitFor();
    const counted = await ask<{ records: { totalCount: number }; lastImport: object }>(
      '{ records(filter: { text: "Bericht" }) { totalCount } lastImport { fileName bad } }',
    );
    expect(counted).toEqual({
      records: { totalCount: ROWS },
      lastImport: { fileName: "publication-mend.csv", bad: 0 },
    });
    const asked = `{ records(filter: { text: "Bericht 1999" }) { nodes { ... on DeskPublication { summary { NL } themes } } } }`;
    const { records } = await ask<{ records: { nodes: object[] } }>(asked);
    expect(records.nodes).toEqual([{ summary: { NL: "Nummer 1999" }, themes: ["TRUST"] }]);
    expect(faultsIn(browser.failures)).toEqual([]);
  }, 900_000);
});
