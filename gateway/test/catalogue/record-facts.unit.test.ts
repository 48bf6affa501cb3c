import { describe, expect, it, test } from "vitest";
import { monthsLater } from "../../src/base/days.js";
import { monthsOf } from "../../src/catalogue/record/frequency.js";
import { bodyCode, placeCode, recordFacts } from "../../src/catalogue/record/record-facts.js";
import type { Json } from "../../src/base/json.js";

const progress = (claimed: string, closure = "OPEN") => ({ claimed, closure, assessed: null });
const recommendation = (content: Record<string, Json>) =>
  recordFacts({ kind: "Recommendation", content: { progress: progress("LIMITED"), ...content }, texts: {} });

describe("days on which a recommendation is due", () => {
  const measures = [
    {
      dueOn: "2024-03-01",
      progress: progress("LIMITED"),
      measures: [{ dueOn: "2024-02-01", progress: progress("NOT_STARTED") }],
    },
    { dueOn: "2024-01-01", progress: progress("COMPLETE"), measures: [] },
    { dueOn: "2024-01-02", progress: progress("LIMITED", "NO_LONGER_RELEVANT"), measures: [] },
  ];

  it("are its own and those of its open measures, on every level, the first first", () => {
    expect(recommendation({ dueOn: "2024-02-15", measures }).dueDays).toEqual([
      "2024-02-01",
      "2024-02-15",
      "2024-03-01",
    ]);
  });

  it("are none once it is closed as a whole", () => {
    const closed = recommendation({
      dueOn: "2024-02-15",
      measures,
      progress: progress("LIMITED", "CLOSED_IMPLEMENTED"),
    });
    expect(closed.dueDays).toEqual([]);
  });

  it("that only a measure has keep it from lacking a due date", () => {
    const gaps = (content: Record<string, Json>): string[] => recommendation(content).lacks.map(({ gap }) => gap);
    expect(gaps({ measures })).not.toContain("RECOMMENDATION_WITHOUT_DUE_DATE");
    expect(gaps({ measures: [] })).toContain("RECOMMENDATION_WITHOUT_DUE_DATE");
  });
});

test("the next review is the first that the newest assessment of a part names", () => {
  const assessments = [
    { measure: null, nextReviewOn: "2023-01-01" },
    { measure: "R1.1", nextReviewOn: "2024-06-01" },
    { measure: null, nextReviewOn: "2025-01-01" },
  ];
  expect(recommendation({ assessments }).reviewOn).toBe("2024-06-01");
  expect(recommendation({ assessments: [...assessments, { measure: "R1.1", nextReviewOn: null }] }).reviewOn).toBe(
    "2025-01-01",
  );
  expect(recommendation({}).reviewOn).toBeNull();
});

test("a follow-up is a report, with or without a day that the owner gives", () => {
  expect(recommendation({ followUps: [{ evidence: [] }] })).toMatchObject({ reported: true, evidenced: false });
  expect(recommendation({ followUps: [{ evidence: [{ type: "report" }] }] })).toMatchObject({ evidenced: true });
  expect(recommendation({ followUps: [] })).toMatchObject({ reported: false, lastFollowUpOn: null });
});

describe("certainty of an event's date", () => {
  it.each([
    [{ edtf: "2022-03-16", latest: "2022-03-16" }, "DAY"],
    [{ edtf: "2022-03-16T09:00:00Z/2022-03-17", latest: "2022-03-17" }, "DAY"],
    [{ edtf: "2022-04-XX", latest: "2022-04-30" }, "APPROXIMATE"],
    [{ edtf: "[2022-01..2022-03]", latest: "2022-03-31" }, "APPROXIMATE"],
    [{ edtf: "2022-03-16~", latest: "2022-03-16" }, "APPROXIMATE"],
    [{ edtf: "2022-03-16/..", latest: null }, "OPEN_ENDED"],
    [null, "UNDATED"],
  ])("%j is %s", (date, certainty) => {
    expect(recordFacts({ kind: "Event", content: { date }, texts: {} }).certainty).toBe(certainty);
  });
});

describe("a frequency", () => {
  it.each([
    ["jaarlijks", 12],
    [" Annuelle ", 12],
    ["Vierteljährlich", 3],
    ["A", 12],
    ["P2Y", 24],
    ["P6M", 6],
    ["weekly", 1],
    ["P0M", undefined],
    ["P6D", undefined],
    ["nu en dan", undefined],
    ["", undefined],
  ])("%j is %s months", (frequency, months) => {
    expect(monthsOf(frequency)).toBe(months);
  });

  it("has an indicator overdue from the day after the next value should be there", () => {
    const latest = { period: { latest: "2022-06-30" } };
    const { lacks } = recordFacts({ kind: "LegitimacyIndicator", content: { latest, frequency: "P6M" }, texts: {} });
    expect(lacks).toEqual([{ gap: "INDICATOR_OVERDUE", after: "2022-12-31" }]);
  });
});

test.each([
  ["2022-01-31", 1, "2022-02-28"],
  ["2022-02-28", 1, "2022-03-31"],
  ["2022-11-30", 3, "2023-02-28"],
  ["2022-05-15", 12, "2023-05-15"],
  ["2024-01-30", 1, "2024-02-29"],
])("%s and %i months are %s", (day, months, later) => {
  expect(monthsLater(day, months)).toBe(later);
});

test("a body is known by the beginning of its name, whole characters alone, and a place without accents and case", () => {
  expect(bodyCode(` ${"😀".repeat(301)}`)).toBe("😀".repeat(300));
  expect(placeCode(" Liège ")).toBe("liege");
});
