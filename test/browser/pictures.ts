#!/usr/bin/env node
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const HELP = `Makes the pictures of the pages in docs/pictures, from a hub that runs, and says after how many milliseconds the largest part of each was painted.

  npm run pictures -- [--hub http://localhost:4000] [--desk http://localhost:4107/desk] [--only hub|desk] [--language nl]
`;

/** What each picture shows. */
const PAGES: Readonly<Record<string, string>> = {
  overview: "",
  recommendations: "/recommendations",
  recommendation: "/recommendations/gent%3Arecommendation%3Acommunicatie-en-vertrouwen",
  agenda: "/agenda",
  event: "/events/cps%3Aevent%3A2021-12-08-recherche",
  publications: "/publications",
  roadmap: "/roadmap",
  indicators: "/indicators",
  themes: "/themes",
  criteria: "/criteria",
  partners: "/partners",
  missing: "/missing",
  search: "/search?text=politie",
  briefing: "/briefing",
  builders: "/builders",
};
/** What each picture of a desk shows, to an editor of Ghent. */
const DESK_PAGES: Readonly<Record<string, string>> = {
  "desk-waiting": "",
  "desk-records": "/records",
  "desk-record": "/records/gent%3Arecommendation%3Acommunicatie-en-vertrouwen",
  "desk-translations": "/records/gent%3Arecommendation%3Acommunicatie-en-vertrouwen/translations?into=DE",
  "desk-statements": "/records/gent%3Arecommendation%3Acommunicatie-en-vertrouwen/statements",
  "desk-follow-up": "/records/gent%3Arecommendation%3Acommunicatie-en-vertrouwen/statements/followUps",
  "desk-state": "/records/gent%3Arecommendation%3Acommunicatie-en-vertrouwen/state",
  "desk-new": "/new/Event",
  "desk-spreadsheets": "/spreadsheets",
};
const FOLDER = join(import.meta.dirname, "../../docs/pictures");
/** Fields for days are as the browser's own language has them. */
const LOCALES: Readonly<Record<string, string>> = { nl: "nl-BE", fr: "fr-BE", de: "de-BE", en: "en-GB" };
const LARGEST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((seen) => resolve(Math.round(seen.getEntries().at(-1).startTime)))
    .observe({ type: "largest-contentful-paint", buffered: true });
})`;
const SIZE = { width: 1280, height: 900 };

const { values } = parseArgs({
  options: {
    hub: { type: "string", default: "http://localhost:4000" },
    desk: { type: "string", default: "http://localhost:4107/desk" },
    only: { type: "string", default: "" },
    language: { type: "string", default: "nl" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
} else {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const page = await browser.newPage({ viewport: SIZE, locale: LOCALES[values.language] ?? values.language });
  const take = async (name: string, address: string): Promise<void> => {
    await page.goto(address, { waitUntil: "load" });
    await page.screenshot({ path: join(FOLDER, `${name}.jpg`), type: "jpeg", quality: 60, animations: "disabled" });
    process.stdout.write(`docs/pictures/${name}.jpg ${String(await page.evaluate(LARGEST_PAINT))} ms\n`);
  };
  if (values.only !== "desk") {
    for (const [name, path] of Object.entries(PAGES)) {
      await take(name, new URL(`/${values.language}${path}`, values.hub).href);
    }
  }
  if (values.only !== "hub") {
    const desk = `${values.desk}/${values.language}`;
    await page.goto(desk);
    await page.locator("main a.button").click();
    await page.locator('button[value="person:gent-editor"]').click();
    await page.waitForURL(desk);
    for (const [name, path] of Object.entries(DESK_PAGES)) await take(name, `${desk}${path}`);
  }
  await browser.close();
}
