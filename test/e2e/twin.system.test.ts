import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ask, type GraphAnswer, query } from "./support/graph.js";
import { startHub, type RunningHub } from "./support/running-hub.js";

const FUZZY_DATE = "{ text(lang: FR) edtf earliest latest basis }";
const OBSERVATION = `{ period ${FUZZY_DATE} value numerator denominator sampleSize status note dimensions { name value } }`;
const PROGRESS = "{ claimed assessed closure overdue lastFollowUpOn }";
const RECORD = `id title summary(lang: FR) languages version updatedAt themes { code } partner { code }
  provenance { document locator url retrievedAt }`;

/** Every standard field, in several languages, with pages within records and links between them. */
const EVERYTHING = `{
  events(first: 100, orderBy: DATE) { totalCount nodes {
    ${RECORD} kind status date ${FUZZY_DATE} place { name } organisers { code } topics french: topics(lang: FR) topicsOpen
    speakers capacity { groups groupMin groupMax min max } registration { state url opensOn closesOn contact } livestream
    series { id title topics }
  } }
  publications(first: 100) { totalCount nodes { ${RECORD} type date ${FUZZY_DATE} documents { url language mediaType bytes sha256 } } }
  recommendations(first: 100) { totalCount nodes {
    ${RECORD} ref goal context(lang: FR) addressees dueOn progress ${PROGRESS} priority { rank of method }
    measures { ref text(lang: FR) weight progress ${PROGRESS} measures { ref text progress ${PROGRESS} } }
    responses { body value reason(lang: NL) date ${FUZZY_DATE} }
    followUps { id measure actor action date ${FUZZY_DATE} status evidence { type description url sha256 } }
    assessments { id measure assessor status closure reason date ${FUZZY_DATE} nextReviewOn }
    publication { id documents { url } }
  } }
  legitimacyIndicators(first: 100) { totalCount nodes {
    ${RECORD} unit direction baseline ${OBSERVATION} target { value period ${FUZZY_DATE} } method population(lang: FR)
    frequency limitations latest ${OBSERVATION}
    observations(first: 2, to: "2025-12-31") { totalCount pageInfo { hasNextPage hasPreviousPage } nodes ${OBSERVATION} }
  } }
}`;
/** Whose details are in it. */
const KILLED = ["CPS", "GENT"];

describe("the same query before partners are killed, while they are down, and as of the moment before", () => {
  let hub: RunningHub;
  let before: GraphAnswer<object>;
  let moment: string;

  beforeAll(async () => {
    hub = await startHub(["CPS", "CPL", "GENT", "VCLP"]);
    before = await ask<object>(hub.url, EVERYTHING, { headers: { "cache-control": "no-cache" } });
    moment = new Date().toISOString();
    await Promise.all(KILLED.map((code) => hub.killPartner(code)));
  });
  afterAll(() => hub?.stop());

  it("is answered by the partners themselves before, without a mark", () => {
    expect(before.errors).toEqual([]);
    expect(before.extensions.copies).toBeUndefined();
    expect(JSON.stringify(before.data)).toContain("cps:event:");
    expect(JSON.stringify(before.data)).toContain("gent:recommendation:");
  });

  it("has equal data while they are down, marked with the partners and how old their copies may be", async () => {
    const sources = await vi.waitFor(async () => {
      const seen = await query<{ partners: { code: string; source: { state: string; asOf: string } }[] }>(
        hub.url,
        "{ partners { code source { state asOf } } }",
      );
      for (const code of KILLED)
        expect(seen.partners.find((each) => each.code === code)).toMatchObject({ source: { state: "DOWN" } });
      return seen;
    }, 20_000);
    const down = await ask<object>(hub.url, EVERYTHING);
    expect(down.errors).toEqual([]);
    expect(down.data).toEqual(before.data);
    expect(down.extensions.copies?.map(({ partner }) => partner)).toEqual(KILLED);
    for (const { partner, asOf } of down.extensions.copies ?? []) {
      const source = sources.partners.find(({ code }) => code === partner)?.source;
      expect(source?.asOf).toBe(asOf);
    }
  });

  it("has equal data as of the moment before, marked for everybody whose details are in it", async () => {
    const past = await ask<object>(hub.url, EVERYTHING, { headers: { "accept-datetime": moment } });
    expect(past.errors).toEqual([]);
    expect(past.data).toEqual(before.data);
    expect(past.headers.get("memento-datetime")).toBe(new Date(moment).toUTCString());
    const partners = past.extensions.copies?.map(({ partner }) => partner) ?? [];
    expect(partners).toEqual(expect.arrayContaining([...KILLED, "CPL", "VCLP"]));
    for (const { asOf } of past.extensions.copies ?? [])
      expect(Date.parse(asOf)).toBeLessThanOrEqual(Date.parse(moment));
  });

  it("names what partners alone keep: unavailable now, in no copy as of then", async () => {
    const own = '{ record(id: "cps:event:2021-12-08-recherche") { title ... on CpsEvent { focusGroups { number } } } }';
    const expected = { record: { title: "Recherche", focusGroups: null } };
    const down = await ask<object>(hub.url, own);
    expect(down.data).toEqual(expected);
    expect(down.errors).toMatchObject([
      { path: ["record", "focusGroups"], extensions: { code: "PARTNER_UNAVAILABLE", partner: "CPS" } },
    ]);
    const past = await ask<object>(hub.url, own, { headers: { "accept-datetime": moment } });
    expect(past.data).toEqual(expected);
    expect(past.errors).toMatchObject([
      { path: ["record", "focusGroups"], extensions: { code: "NOT_IN_COPY", partner: "CPS" } },
    ]);
  });

  it("is answered by the partners again with the first request after they are back, and so without a mark by the hub", async () => {
    await Promise.all(KILLED.map((code) => hub.startPartner(code)));
    const after = await ask<object>(hub.url, EVERYTHING, { headers: { "cache-control": "no-cache" } });
    expect(after.errors).toEqual([]);
    expect(after.extensions.copies).toBeUndefined();
    expect(after.data).toEqual(before.data);
    await vi.waitFor(async () => {
      const own = await ask<object>(hub.url, EVERYTHING);
      expect(own.data).toEqual(before.data);
      expect(own.extensions.copies).toBeUndefined();
    }, 20_000);
  });
});
