import { describe, expect, it } from "vitest";
import { hubUrl } from "./support/shared-hub.js";

const page = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, hubUrl()), { headers });

describe("the hub's pages", () => {
  it.each([
    ["nl-BE,nl;q=0.9", "nl", "De hub van de Staten-Generaal van de Politie"],
    ["fr-BE", "fr", "Le hub des États généraux de la police"],
    ["en", "en", "The hub of the States General of the Police"],
    ["ja", "nl", "De hub van de Staten-Generaal van de Politie"],
  ])("/ speaks the visitor's language (%s)", async (acceptLanguage, language, title) => {
    const response = await page("/", { "accept-language": acceptLanguage });
    expect(response.headers.get("content-language")).toBe(language);
    expect(await response.text()).toContain(`<h1>${title}</h1>`);
  });

  it("links to the explorer, the graph and the other languages", async () => {
    const html = await (await page("/fr")).text();
    for (const href of ["/explorer/", "/health", "/nl", "/fr", "/en"]) expect(html).toContain(`href="${href}"`);
  });

  it("serves the explorer and all it loads from the hub itself", async () => {
    const response = await page("/explorer");
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    const assets = [...html.matchAll(/(?:src|href)="(\/explorer\/[^"]+)"/g)].map(([, path]) => path ?? "");
    expect(assets.length).toBeGreaterThan(0);
    for (const path of assets) expect((await page(path)).status, path).toBe(200);
  });

  it("lets pages load nothing from outside", async () => {
    for (const path of ["/", "/explorer/"]) {
      expect((await page(path)).headers.get("content-security-policy"), path).toContain("default-src 'self'");
    }
  });
});
