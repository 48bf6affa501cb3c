#!/usr/bin/env node
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const HELP = `Makes the pictures of the pages in docs/pictures, from a hub that runs, and says after how many milliseconds the largest part of each was painted.

  npm run pictures -- [--hub http://localhost:4000] [--language nl]
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
  for (const [name, path] of Object.entries(PAGES)) {
    await page.goto(new URL(`/${values.language}${path}`, values.hub).href, { waitUntil: "load" });
    await page.screenshot({ path: join(FOLDER, `${name}.jpg`), type: "jpeg", quality: 60, animations: "disabled" });
    process.stdout.write(`docs/pictures/${name}.jpg ${String(await page.evaluate(LARGEST_PAINT))} ms\n`);
  }
  await browser.close();
}
