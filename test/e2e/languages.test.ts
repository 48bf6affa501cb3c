import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

interface Texts {
  record: { title: string; topics: string[]; date: { text: string } };
}

const ID = "cps:event:2022-03-22-politie-en-bevolking";

async function texts(language: string | null, acceptLanguage?: string): Promise<Texts["record"]> {
  const argument = language === null ? "" : `(lang: ${language})`;
  const { record } = await query<Texts>(
    hubUrl(),
    `{ record(id: "${ID}") { title${argument} ... on Event { topics${argument} date { text${argument} } } } }`,
    acceptLanguage === undefined ? {} : { headers: { "accept-language": acceptLanguage } },
  );
  return record;
}

describe("titles and texts", () => {
  it("come in the asked language, from the hub's index and from the owner alike", async () => {
    const dutch = await texts("NL");
    const french = await texts("FR");
    expect(dutch.title).toBe("Politie en bevolking");
    expect(french.title).not.toBe(dutch.title);
    expect(french.topics).not.toEqual(dutch.topics);
    expect(french.topics).toHaveLength(3);
  });

  it("follow Accept-Language where no language is asked, at the owner too", async () => {
    const french = await texts("FR");
    expect(await texts(null, "fr-BE, en;q=0.5")).toEqual(french);
    expect(await texts(null, "ja, fr;q=0.8")).toEqual(french);
  });

  it("prefer the asked language to Accept-Language", async () => {
    expect(await texts("NL", "fr")).toEqual(await texts("NL"));
  });

  it("fall back to the original where the asked language is missing", async () => {
    expect(await texts("DE")).toEqual(await texts("NL"));
    expect(await texts(null)).toEqual(await texts("NL"));
  });

  it("fall back to Accept-Language before the original", async () => {
    expect(await texts("DE", "fr")).toEqual(await texts("FR"));
  });
});
