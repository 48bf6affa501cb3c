import { askEntities, type PartnerUnderTest, startPartnerUnderTest } from "@segpol/kit/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { partner } from "../src/partner.js";

const ROUND_TABLES = [
  ["2021-12-08-recherche", "Recherche", "2021-12-08", "2021-12-08", "2021-12-08", "Sint-Niklaas", "46021"],
  [
    "2022-01-mens-en-organisatie",
    "Mens en Organisatie",
    "[2022-01-21..2022-01-31]",
    "2022-01-21",
    "2022-01-31",
    undefined,
    undefined,
  ],
  [
    "2022-02-22-technologie-en-innovatie",
    "Technologie en Innovatie",
    "2022-02-22",
    "2022-02-22",
    "2022-02-22",
    "Brugge",
    "31005",
  ],
  [
    "2022-03-16-internationale-politiesamenwerking",
    "Internationale politiesamenwerking",
    "2022-03-16",
    "2022-03-16",
    "2022-03-16",
    "Leuven",
    "24062",
  ],
  [
    "2022-03-22-politie-en-bevolking",
    "Politie en bevolking",
    "2022-03-22",
    "2022-03-22",
    "2022-03-22",
    "Anderlecht",
    "21001",
  ],
  [
    "2022-04-finlog-en-organisatie",
    "FINLOG & Organisatie",
    "2022-04-XX",
    "2022-04-01",
    "2022-04-30",
    "Antwerpen",
    "11002",
  ],
] as const;

const STUDY_DAYS = [
  [
    "2021-10-15-opleiding-van-de-politie",
    "Opleiding van de politie",
    "Formation de la police",
    "2021?-10-15",
    "2021-10-15",
  ],
  [
    "2021-11-26-financiering-van-de-politie",
    "Financiering van de politie",
    "Financement de la police",
    "2021?-11-26",
    "2021-11-26",
  ],
] as const;

const EVENT = `
  title fr: title(lang: FR) kind status attendance
  date { edtf earliest latest basis } place { name country nisCode } organisers { code }
  topics topicsOpen speakers capacity { groups groupMin groupMax min max } registration { state } _links { rel id }`;

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

async function event(slug: string): Promise<Record<string, unknown> | null | undefined> {
  return (await askEntities<Record<string, unknown>>(running.url, "CpsEvent", [`cps:event:${slug}`], EVENT))[0];
}

test("there are six round tables and two study days", async () => {
  expect(partner.seed?.events).toHaveLength(ROUND_TABLES.length + STUDY_DAYS.length);
});

describe("a round table", () => {
  test.each(ROUND_TABLES)("%s is as the source has it", async (slug, title, edtf, earliest, latest, place, nisCode) => {
    const found = await event(slug);
    expect(found).toMatchObject({
      title,
      kind: "ROUND_TABLE",
      attendance: "UNKNOWN",
      date: { edtf, earliest, latest, basis: "STATED" },
      place: place ? { name: place, country: "BE", nisCode } : null,
      organisers: [{ code: "CPS" }, { code: "CPL" }],
      topicsOpen: true,
      speakers: null,
      capacity: { groups: 5, groupMin: 8, groupMax: 10, min: 40, max: 50 },
      registration: { state: "TO_BE_ANNOUNCED" },
      _links: [{ rel: "series", id: "cpl:event:ronde-tafels-cps-cpl" }],
    });
    expect(found?.["topics"]).toHaveLength(3);
  });
});

describe("a study day", () => {
  test.each(STUDY_DAYS)("%s has an inferred year", async (slug, title, fr, edtf, day) => {
    expect(await event(slug)).toMatchObject({
      title,
      fr,
      kind: "STUDY_DAY",
      date: { edtf, earliest: day, latest: day, basis: "INFERRED" },
      place: null,
      organisers: [{ code: "CPS" }],
      topics: null,
      capacity: null,
      registration: { state: "TO_BE_ANNOUNCED" },
      _links: [],
    });
    expect(new Date(`${day}T00:00:00Z`).getUTCDay()).toBe(5);
  });
});
