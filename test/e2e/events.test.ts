import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

interface SeenEvent {
  id: string;
  kind: string;
  title: string;
  partner: { code: string };
  organisers: { code: string }[];
  date: { edtf: string; earliest: string; latest: string | null; basis: string } | null;
  place: { name: string } | null;
  themes: { code: string }[];
  topics: string[] | null;
  topicsOpen: boolean | null;
  attendance: string;
  provenance: { document: string; locator: string | null } | null;
}

async function allEvents(): Promise<SeenEvent[]> {
  const { events } = await query<{ events: { nodes: SeenEvent[] } }>(
    hubUrl(),
    `{ events(orderBy: DATE, first: 100) { nodes {
      id kind title(lang: NL) partner { code } organisers { code } date { edtf earliest latest basis } place { name }
      themes { code } topics(lang: NL) topicsOpen attendance provenance { document locator }
    } } }`,
  );
  return events.nodes;
}

const stated = (edtf: string, earliest: string, latest: string) => ({ edtf, earliest, latest, basis: "STATED" });
const inferred = (edtf: string, earliest: string, latest: string) => ({ edtf, earliest, latest, basis: "INFERRED" });

describe("the events of the source documents", () => {
  it.each([
    ["Recherche", stated("2021-12-08", "2021-12-08", "2021-12-08"), "Sint-Niklaas"],
    ["Mens en Organisatie", stated("[2022-01-21..2022-01-31]", "2022-01-21", "2022-01-31"), null],
    ["Technologie en Innovatie", stated("2022-02-22", "2022-02-22", "2022-02-22"), "Brugge"],
    ["Internationale politiesamenwerking", stated("2022-03-16", "2022-03-16", "2022-03-16"), "Leuven"],
    ["Politie en bevolking", stated("2022-03-22", "2022-03-22", "2022-03-22"), "Anderlecht"],
    ["FINLOG & Organisatie", stated("2022-04-XX", "2022-04-01", "2022-04-30"), "Antwerpen"],
  ])("has CPS's round table %s with its date, place and three topics of an open list", async (title, date, place) => {
    const event = (await allEvents()).find((candidate) => candidate.title === title);
    expect(event).toMatchObject({
      kind: "ROUND_TABLE",
      partner: { code: "CPS" },
      organisers: [{ code: "CPS" }, { code: "CPL" }],
      date,
      place: place === null ? null : { name: place },
      topicsOpen: true,
    });
    expect(event?.topics).toHaveLength(3);
    expect(event?.themes.length).toBeGreaterThan(0);
  });

  it("has CPS's two study days, their year inferred", async () => {
    const days = (await allEvents()).filter(({ kind }) => kind === "STUDY_DAY");
    expect(days.map(({ title, date, partner }) => [title, partner.code, date])).toEqual([
      ["Opleiding van de politie", "CPS", inferred("2021?-10-15", "2021-10-15", "2021-10-15")],
      ["Financiering van de politie", "CPS", inferred("2021?-11-26", "2021-11-26", "2021-11-26")],
    ]);
  });

  it("gives a round table's capacity, registration and number of central speakers as stated", async () => {
    const { record } = await query<{
      record: { capacity: Record<string, number>; registration: { state: string }; focusGroups: unknown[] };
    }>(
      hubUrl(),
      `{ record(id: "cps:event:2021-12-08-recherche") { ... on CpsEvent {
        capacity { groups groupMin groupMax min max } registration { state } focusGroups { number participantsMin participantsMax }
      } } }`,
    );
    expect(record.capacity).toEqual({ groups: 5, groupMin: 8, groupMax: 10, min: 40, max: 50 });
    expect(record.registration).toEqual({ state: "TO_BE_ANNOUNCED" });
    expect(record.focusGroups).toHaveLength(5);
  });

  it("has CEP's two blocks of round tables with CPL, from March to October 2022, three topics each", async () => {
    const blocks = (await allEvents()).filter(({ partner }) => partner.code === "CEP");
    expect(blocks).toHaveLength(2);
    for (const block of blocks) {
      expect(block.date).toEqual(stated("2022-03/2022-10", "2022-03-01", "2022-10-31"));
      expect(block.organisers).toEqual([{ code: "CEP" }, { code: "CPL" }]);
      expect(block.topics).toHaveLength(3);
    }
  });

  it("has CPL's two series, and every round table belongs to one of them across subgraphs", async () => {
    const { events } = await query<{
      events: { nodes: { partner: { code: string }; series: { id: string; partner: { code: string } } | null }[] };
    }>(
      hubUrl(),
      "{ events(filter: { kinds: [ROUND_TABLE] }, first: 100) { nodes { partner { code } series { id partner { code } } } } }",
    );
    expect(events.nodes).toHaveLength(8);
    for (const { partner, series } of events.nodes) {
      const expected = partner.code === "CPS" ? "cpl:event:ronde-tafels-cps-cpl" : "cpl:event:ronde-tafels-cep-cpl";
      expect(series).toEqual({ id: expected, partner: { code: "CPL" } });
    }
    const series = (await allEvents()).filter(({ kind }) => kind === "SERIES");
    expect(series.map(({ partner }) => partner.code)).toEqual(["CPL", "CPL"]);
  });

  it("lists a series's events, and what CPL organises with others", async () => {
    const { record, events } = await query<{
      record: { events: { totalCount: number; nodes: { partner: { code: string } }[] } };
      events: { nodes: { id: string; organisers: { code: string }[] }[] };
    }>(
      hubUrl(),
      `{
        record(id: "cpl:event:ronde-tafels-cps-cpl") { ... on Event { events { totalCount nodes { partner { code } } } } }
        events(filter: { organisers: ["CPL"] }, first: 100) { nodes { id organisers { code } } }
      }`,
    );
    expect(record.events.totalCount).toBe(6);
    expect(new Set(record.events.nodes.map(({ partner }) => partner.code))).toEqual(new Set(["CPS"]));
    const organised = (await allEvents()).filter(({ organisers }) => organisers.some(({ code }) => code === "CPL"));
    expect(organised.some(({ partner }) => partner.code !== "CPL")).toBe(true);
    expect(events.nodes.map(({ id }) => id).toSorted()).toEqual(organised.map(({ id }) => id).toSorted());
  });

  it("has ADVP's three plenary events, the first on site with a live stream", async () => {
    const plenaries = (await allEvents()).filter(({ kind }) => kind === "PLENARY");
    expect(plenaries.map(({ partner }) => partner.code)).toEqual(["ADVP", "ADVP", "ADVP"]);
    expect(plenaries[0]?.date?.edtf).toBe("2021-05-25");
    expect(plenaries[0]?.attendance).toBe("MIXED");
    expect(plenaries[1]?.date).toMatchObject({ earliest: "2022-01-01", basis: "STATED" });
    expect(plenaries[2]?.date).toEqual(stated("[2022-10..2023-03]", "2022-10-01", "2023-03-31"));
  });

  it("has Ghent's exchange day", async () => {
    const day = (await allEvents()).find(({ kind }) => kind === "EXCHANGE_DAY");
    expect(day).toMatchObject({
      partner: { code: "GENT" },
      date: stated("2023-12-13", "2023-12-13", "2023-12-13"),
    });
  });

  it("says of every event where it was taken from", async () => {
    for (const { id, provenance } of await allEvents()) {
      expect(provenance?.document, id).toBeTruthy();
    }
  });
});
