import type { Language, RecordKind } from "@segpol/schema";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.js";
import { derivedValue } from "../../src/catalogue/details/contract-object.js";
import { recordDetails } from "../../src/catalogue/details/record-details.js";
import type { TextsByField } from "../../src/catalogue/record/harvested-record.js";

interface Reader {
  readonly languages: readonly Language[];
  readonly today: string;
}

const NOBODY: Reader = { languages: [], today: "2024-01-01" };

function details(kind: RecordKind, content: JsonObject, texts: TextsByField = {}) {
  return recordDetails({ id: "xyz:x:1", kind, content, texts });
}

/** A value as graphql-js answers it: what is a function is called. `args`: those of the outermost field. */
// oxlint-disable-next-line typescript/no-explicit-any -- It differs with each field; a wrong shape fails the test that looks into it.
function answered(value: unknown, reader: Reader = NOBODY, args: object = {}): any {
  if (typeof value === "function") return answered(value(args, { catalogue: reader }), reader);
  if (Array.isArray(value)) return value.map((each) => answered(each, reader));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, answered(inner, reader)]));
}

const progress = { claimed: "LIMITED", assessed: null, closure: "OPEN", overdue: false, lastFollowUpOn: null };
const complete = { ...progress, claimed: "COMPLETE", overdue: true };
const inner = { ref: "1.1", text: "binnenin", weight: 2.5, progress: complete, measures: [] };
const recommendation = details(
  "Recommendation",
  {
    goal: "doel",
    context: null,
    dueOn: "2024-06-30",
    addressees: ["Politie"],
    measures: [{ ref: "1", text: "een", weight: 1, progress, measures: [inner] }],
    responses: Array.from({ length: 25 }, (_, index) => ({ body: `b${index}` })),
  },
  {
    goal: { original: "NL", NL: "doel", FR: "but" },
    "measures.0.text": { original: "NL", NL: "een" },
    "measures.0.measures.0.text": { original: "NL", NL: "binnenin", FR: "dedans" },
  },
);

describe("a record's details", () => {
  it("have each text in the language asked for, else of Accept-Language, else the original, at any depth", () => {
    const french = { ...NOBODY, languages: ["FR"] as const };
    expect(answered(recommendation["goal"])).toBe("doel");
    expect(answered(recommendation["goal"], NOBODY, { lang: "FR" })).toBe("but");
    expect(answered(recommendation["goal"], french, { lang: "DE" })).toBe("but");
    expect(answered(recommendation["context"])).toBeNull();
    expect(answered(recommendation["measures"], french)).toMatchObject([
      { ref: "1", text: "een", measures: [{ ref: "1.1", text: "dedans", weight: 2.5 }] },
    ]);
  });

  it("have lists of texts text by text, one without translations as it is", () => {
    const { topics, speakers } = details(
      "Event",
      { topics: ["sporen", "traces"], speakers: ["A"] },
      { "topics.0": { original: "NL", NL: "sporen", FR: "indices" } },
    );
    expect(answered(topics, NOBODY, { lang: "FR" })).toEqual(["indices", "traces"]);
    expect(answered(topics)).toEqual(["sporen", "traces"]);
    expect(answered(speakers)).toEqual(["A"]);
  });

  it("tell what is overdue by the day that is asked, not by that of the harvest", () => {
    const overdue = (today: string) => {
      const [measure] = answered(recommendation["measures"], { ...NOBODY, today });
      return [measure.progress.overdue, measure.measures[0].progress.overdue];
    };
    expect(overdue("2024-06-30")).toEqual([false, false]);
    expect(overdue("2024-07-01")).toEqual([true, false]);
  });

  it("have no more than the beginning of a list that a connection has all of", () => {
    expect(answered(recommendation["responses"])).toHaveLength(20);
    expect(answered(recommendation["addressees"])).toEqual(["Politie"]);
  });

  it("have null for what the owner does not answer", () => {
    expect(answered(details("Event", {})["registration"])).toBeNull();
    expect(answered(details("LegitimacyIndicator", {})["observations"])).toBeNull();
  });
});

describe("observations", () => {
  const years = ["2019", "2020", "2021", "2022", "2023"];
  const nodes = years.map((year) => ({
    period: { text: year, edtf: year, earliest: `${year}-01-01`, latest: `${year}-12-31`, basis: "STATED" },
    value: Number(year) / 10,
    status: "NORMAL",
    note: null,
    dimensions: [],
  }));
  const { observations } = details(
    "LegitimacyIndicator",
    { observations: { nodes } },
    { "observations.nodes.3.period.text": { original: "NL", NL: "jaar 2022", FR: "an 2022" } },
  );
  const page = (args: object) => answered(observations, { ...NOBODY, languages: ["FR"] }, args);

  it("are paged within a period, with their texts in place", () => {
    const first = page({ from: "2020-06-01", first: 2 });
    expect(first).toMatchObject({
      totalCount: 4,
      nodes: [{ value: 202 }, { value: 202.1 }],
      edges: [{ node: { value: 202 } }, { node: { value: 202.1 } }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, endCursor: first.edges[1].cursor },
    });
    expect(page({ from: "2020-06-01", first: 2, after: first.pageInfo.endCursor })).toMatchObject({
      nodes: [{ value: 202.2, period: { text: "an 2022" } }, { value: 202.3 }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  it.each([
    [{ first: 0 }, /first to be 1 to 100; got 0/],
    [{ from: "2022-01-01", to: "2021-01-01" }, /swap them/],
    [{ after: "MTIz" }, /leave after out to begin anew/],
    [{ from: "yesterday" }, /Expected from to be a day such as 2022-03-16; got "yesterday"/],
  ])("are refused for %j with words for the client", (args, message) => {
    expect(() => page(args)).toThrow(message);
  });
});

it("an event begins and ends at the times of day that its date states, and at none where it states none", () => {
  const times = (edtf: string) =>
    (["start", "end"] as const).map((by) => derivedValue({ from: "date", by }, { date: { edtf } }, "", {}));
  expect(times("2027-03-16T09:00:00/2027-03-16T17:00:00")).toEqual([
    "2027-03-16T08:00:00.000Z",
    "2027-03-16T16:00:00.000Z",
  ]);
  expect(times("2027-03-16")).toEqual([null, null]);
});
