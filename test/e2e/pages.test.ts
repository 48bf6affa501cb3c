import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { hubUrl, publicUrl } from "./support/shared-hub.js";

const page = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, hubUrl()), { headers });

/** One of each kind. */
const PAGES = [
  ..."agenda briefing builders criteria indicators missing partners publications recommendations roadmap themes".split(
    " ",
  ),
  "",
  "search?text=politie",
  "themes/TRUST",
  "partners/GENT",
  "events/cps%3Aevent%3A2021-12-08-recherche",
  "indicators/gent%3Aindicator%3Apositieve-ervaring-controle-winterfeesten",
  "publications/cc-gpi%3Apublication%3Anieuwe-rekruteringsaanpak",
  "recommendations/gent%3Arecommendation%3Acommunicatie-en-vertrouwen",
].map((path) => `/nl/${path}`.replace(/\/$/, ""));

describe("the hub's pages", () => {
  it.each([
    ["nl-BE,nl;q=0.9", "/nl"],
    ["fr-BE", "/fr"],
    ["de", "/de"],
    ["en", "/en"],
    ["ja", "/nl"],
  ])("/ leads to the visitor's language (%s)", async (acceptLanguage, path) => {
    const response = await fetch(new URL("/", hubUrl()), {
      headers: { "accept-language": acceptLanguage },
      redirect: "manual",
    });
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe(path);
    expect(response.headers.get("vary")).toContain("accept-language");
  });

  it("come in four languages, each with its own texts", async () => {
    const titles = await Promise.all(
      ["nl", "fr", "de", "en"].map(async (language) => {
        const html = await (await page(`/${language}`)).text();
        expect(html).toContain(`<html lang="${language}">`);
        return /<h1>([^<]+)<\/h1>/.exec(html)?.[1];
      }),
    );
    expect(new Set(titles).size).toBe(4);
    expect(titles[1]).toBe("Aperçu de tous les partenaires");
  });

  it("say that there is nothing at an address that leads nowhere, and of a record that is not there", async () => {
    for (const path of ["/en/nowhere", "/en/recommendations/vclp%3Arecommendation%3Anone"]) {
      const response = await page(path);
      expect(response.status, path).toBe(404);
      expect(await response.text()).toContain("<h1>Not found</h1>");
    }
  });

  it("are compressed as the reader takes it, and not sent again while they are the same", async () => {
    const taking = (coding: string, more: Record<string, string> = {}) =>
      page("/nl/themes?asOf=2026-01-31", { "accept-encoding": coding, ...more });
    const responses = await Promise.all(["br", "gzip", "identity"].map((coding) => taking(coding)));
    expect(responses.map(({ headers }) => headers.get("content-encoding"))).toEqual(["br", "gzip", null]);
    const [text, ...same] = await Promise.all(responses.map((response) => response.text()));
    expect(text).toContain("</html>");
    expect(same).toEqual([text, text]);
    const etag = responses[0]?.headers.get("etag") ?? "";
    expect(responses[0]?.headers.get("vary")).toMatch(/authorization.*accept-encoding/i);
    const again = await taking("br", { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await taking("gzip", { "if-none-match": etag })).status).toBe(200);
    const other = await page("/fr/themes?asOf=2026-01-31", { "accept-encoding": "br", "if-none-match": etag });
    expect(other.status).toBe(200);
  });

  it("have less than 150 KB of script each, as it is sent", async () => {
    const sizes = new Map<string, number>();
    for (const path of PAGES) {
      const html = await (await page(path)).text();
      const scripts = [...html.matchAll(/(?:src|href)="(\/pages\/[^"]+\.js)"/g)].map(([, file]) => file ?? "");
      expect(scripts.length).toBeGreaterThan(3);
      for (const file of scripts.filter((each) => !sizes.has(each))) {
        const response = await page(file, { "accept-encoding": "br" });
        expect([response.status, response.headers.get("content-encoding")], file).toEqual([200, "br"]);
        sizes.set(file, Number(response.headers.get("content-length")));
      }
      const sent = scripts.map((file) => sizes.get(file) ?? 0);
      expect(sent.every((size) => size > 0)).toBe(true);
      expect(
        sent.reduce((sum, size) => sum + size, 0),
        path,
      ).toBeLessThan(150_000);
    }
  });

  it("say where the hub is by its setting, and not by what a client says", async () => {
    const html = await (await page("/en/builders", { "x-forwarded-host": "evil.example" })).text();
    expect(html).toContain(`${publicUrl()}/graphql`);
    const calendar = await (await page("/en/agenda", { "x-forwarded-host": "evil.example" })).text();
    expect(calendar).toContain(`webcal://${new URL(publicUrl()).host}/en/agenda.ics`);
    expect(html + calendar).not.toContain("evil.example");
  });

  it("say to whom the mistake is: an address that cannot be, a bad token, dots that lead out of the pages", async () => {
    const statusOf = async (path: string, headers = {}) => (await page(path, headers)).status;
    // Dots as they are: fetch would resolve them.
    const statusAsItStands = async (path: string) => {
      const { hostname, port } = new URL(hubUrl());
      const sent = get({ hostname, port, path });
      const [response] = (await once(sent, "response")) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect(await statusOf("/nl/agenda?theme=%25")).toBe(400);
    for (const path of ["/nl", "/fr/recommendations", "/en/agenda.ics"]) {
      expect(await statusOf(path, { authorization: "Bearer nonsense" }), path).toBe(401);
    }
    for (const path of ["/nl/..", "/nl/%2e%2e/", "/nl/../../etc/passwd", "/nl/../pages/x", "/nl/..%2f..%2fetc"]) {
      expect(await statusAsItStands(path), path).toBe(404);
    }
  });

  it("take every choice that their forms offer, and refuse others with what was expected", async () => {
    const offered = new Set<string>();
    for (const path of ["agenda", "recommendations", "roadmap", "publications", "missing", "indicators"]) {
      const html = await (await page(`/en/${path}`)).text();
      for (const [, name = "", options = ""] of html.matchAll(/<select[^>]* name="(\w+)"[^>]*>(.*?)<\/select>/gs)) {
        // What partners and the catalogue have is the graph's to refuse.
        if (["theme", "partner", "criterion", "body"].includes(name)) continue;
        for (const [, value = ""] of options.matchAll(/<option[^>]* value="([^"]+)"/g))
          offered.add(`${path}?${name}=${value}`);
      }
    }
    expect(offered.size).toBeGreaterThan(50);
    expect(offered).toContain("roadmap?closure=ALL");
    for (const address of offered) {
      const { status } = await page(`/en/${address}`);
      expect([address, status]).toEqual([address, 200]);
    }
    const refused = await page("/en/recommendations.csv?status=BEGUN");
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringMatching(/Expected status to be [A-Z_, ]+; got "BEGUN"/),
    ]);
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
    expect((await page("/nl")).headers.get("content-security-policy")).toContain(
      "default-src 'none'; script-src 'self';",
    );
    expect((await page("/explorer/")).headers.get("content-security-policy")).toContain("default-src 'self'");
  });
});
