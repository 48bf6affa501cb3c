import { describe, expect, test } from "vitest";
import { nlFr, PartnerDefinitionError, type PartnerSeed, recordRowTriggers } from "../src/index.js";
import { SampleEvent, samplePartner } from "./support/sample-partner.js";
import { seed } from "./support/sample-seed.js";

const event = seed.events?.[0];
const recommendation = seed.recommendations?.[0];

function seeded(parts: Partial<PartnerSeed>): () => unknown {
  return () => samplePartner({ seed: { version: "1", ...parts } });
}

describe("defining a partner", () => {
  test("refuses a class that is not named after its partner and kind", () => {
    class Talk extends SampleEvent {}
    expect(() => samplePartner({ records: [Talk], seed: { version: "1" } })).toThrow(
      "to be named SampleEvent; got Talk",
    );
  });

  test("refuses two classes for one kind", () => {
    expect(() => samplePartner({ records: [SampleEvent, SampleEvent] })).toThrow("one class for each kind");
  });

  test("refuses a code that no name can be made from", () => {
    expect(() => samplePartner({ code: "cc-gpi" })).toThrow("CC_GPI");
  });

  test("refuses two migrations of one name", () => {
    const { migrations } = samplePartner();
    expect(() => samplePartner({ migrations: migrations.slice(0, 1) })).toThrow("a name of its own");
  });
});

describe("a seed is refused", () => {
  test.each<[string, Partial<PartnerSeed>, string]>([
    [
      "with another partner's id",
      { events: [{ ...event!, id: "cps:event:study-day" }] },
      'recordId("SAMPLE", "Event", slug)',
    ],
    [
      "with the id of another kind",
      { events: [{ ...event!, id: "sample:publication:x" }] },
      'recordId("SAMPLE", "Event", slug)',
    ],
    ["with one id twice", { events: [event!, event!] }, "sample:event:study-day twice"],
    ["with an unknown theme", { events: [{ ...event!, themes: ["WEATHER"] }] }, "WEATHER"],
    ["with an unknown criterion", { events: [{ ...event!, criteria: ["SPEED"] }] }, "SPEED"],
    ["with a link to nowhere", { events: [{ ...event!, links: [{ rel: "series", id: "the series" }] }] }, "the series"],
    [
      "with another organiser first",
      { events: [{ ...event!, organisers: ["CPL", "SAMPLE"] }] },
      "the owner SAMPLE first",
    ],
    ["with a ref twice", { recommendations: [{ ...recommendation!, measures: [measure("A", ["A"])] }] }, "A below A"],
    ["with a follow-up of no measure", { recommendations: [{ ...recommendation!, measures: [] }] }, "R1.1.1"],
  ])("%s", (_what, parts, named) => {
    expect(seeded(parts)).toThrow(PartnerDefinitionError);
    expect(seeded(parts)).toThrow(named);
  });

  test("of a kind that the partner has no class for", () => {
    expect(() => samplePartner({ records: [SampleEvent] })).toThrow("a class for Publication");
  });
});

test("triggers are made for plain names of tables alone", () => {
  expect(() => recordRowTriggers({ table: "chair; drop table event", record: "event", column: "event_id" })).toThrow(
    "lower-case SQL name",
  );
});

function measure(ref: string, below: string[]) {
  return { ref, text: nlFr("tekst"), measures: below.map((each) => ({ ref: each, text: nlFr("tekst") })) };
}
