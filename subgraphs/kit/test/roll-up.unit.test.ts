import { describe, expect, test } from "vitest";
import { type MeasureLike, type RecommendationLike, rollUp } from "../src/progress/roll-up.js";
import type { ImplementationStatus } from "../src/vocabulary/vocabulary.js";
import { day } from "./support/sample-seed.js";

const TODAY = "2024-06-01";
const PROOF = [{}];

function measure(ref: string, measures: MeasureLike[] = [], weight = 1): MeasureLike {
  return { ref, weight, measures };
}

function followUp(
  measureRef: string | null,
  status: ImplementationStatus,
  date = "2023-01-01",
  evidence: unknown[] = PROOF,
) {
  return { measure: measureRef, status, date: day(date), evidence };
}

function recommendation(parts: Partial<RecommendationLike>): RecommendationLike {
  return { measures: [], responses: [], followUps: [], assessments: [], ...parts };
}

function claimed(parts: Partial<RecommendationLike>): ImplementationStatus {
  return rollUp(recommendation(parts), TODAY).whole.claimed;
}

/** What measures A, B, C ... of these statuses and weights make of the whole. */
function mean(...statuses: [ImplementationStatus, number?][]): ImplementationStatus {
  const refs = statuses.map((_, index) => String.fromCharCode(65 + index));
  return claimed({
    measures: refs.map((ref, index) => measure(ref, [], statuses[index]?.[1] ?? 1)),
    followUps: refs.map((ref, index) => followUp(ref, statuses[index]?.[0] ?? "NO_EVIDENCE")),
  });
}

describe("what is claimed", () => {
  test("is no evidence without a follow-up", () => {
    expect(claimed({})).toBe("NO_EVIDENCE");
    expect(claimed({ measures: [measure("A")] })).toBe("NO_EVIDENCE");
  });

  test("is the latest follow-up's status, by the last day its date can mean", () => {
    const followUps = [followUp(null, "SUBSTANTIAL", "2023-12"), followUp(null, "LIMITED", "2023-12-30")];
    expect(claimed({ followUps })).toBe("SUBSTANTIAL");
  });

  test("is the status written down last, of two on the same day", () => {
    expect(claimed({ followUps: [followUp(null, "LIMITED"), followUp(null, "NOT_STARTED")] })).toBe("NOT_STARTED");
  });

  test("is substantial where completeness has no evidence", () => {
    expect(claimed({ followUps: [followUp(null, "COMPLETE", "2023-01-01", [])] })).toBe("SUBSTANTIAL");
    expect(claimed({ followUps: [followUp(null, "COMPLETE")] })).toBe("COMPLETE");
  });

  test("comes from the measures alone where there are any", () => {
    expect(claimed({ measures: [measure("A")], followUps: [followUp(null, "COMPLETE")] })).toBe("NO_EVIDENCE");
  });
});

describe("the mean of measures", () => {
  test("is no evidence when all are", () => {
    expect(mean(["NO_EVIDENCE"], ["NO_EVIDENCE"])).toBe("NO_EVIDENCE");
  });

  test("is not started when nothing is above nought, yet something is known", () => {
    expect(mean(["NO_EVIDENCE"], ["NOT_STARTED"])).toBe("NOT_STARTED");
  });

  test("is complete only when all are", () => {
    expect(mean(["COMPLETE"], ["COMPLETE"])).toBe("COMPLETE");
    expect(mean(["COMPLETE", 1000], ["SUBSTANTIAL", 1])).toBe("SUBSTANTIAL");
  });

  test("is limited below a half, substantial from a half", () => {
    expect(mean(["LIMITED"], ["NO_EVIDENCE"])).toBe("LIMITED");
    expect(mean(["LIMITED"], ["SUBSTANTIAL"])).toBe("SUBSTANTIAL");
    expect(mean(["COMPLETE"], ["NO_EVIDENCE"])).toBe("SUBSTANTIAL");
  });

  test("counts weights", () => {
    expect(mean(["COMPLETE", 1], ["NO_EVIDENCE", 1.1])).toBe("LIMITED");
    expect(mean(["COMPLETE", 3], ["NO_EVIDENCE", 1])).toBe("SUBSTANTIAL");
  });

  test.each([
    [0.3, 0.1, 0.2],
    [0.6, 0.2, 0.4],
    [0.7, 0.1, 0.6],
    [1e-7, 4e-8, 6e-8],
    [1e21, 5e20, 5e20],
  ])("is half when weights of %d and %d + %d are, in any order", (complete, one, other) => {
    const parts: [ImplementationStatus, number][] = [
      ["COMPLETE", complete],
      ["NOT_STARTED", one],
      ["NOT_STARTED", other],
    ];
    for (const [first, second, third] of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      const order = [first, second, third].flatMap((index) => parts.slice(index, (index ?? 0) + 1));
      expect(mean(...order)).toBe("SUBSTANTIAL");
    }
  });

  test("is below half by the smallest weight", () => {
    expect(mean(["COMPLETE", 0.3], ["NOT_STARTED", 0.1], ["NOT_STARTED", 0.2], ["NOT_STARTED", 1e-12])).toBe("LIMITED");
  });

  test("is taken level by level", () => {
    const measures = [measure("A", [measure("A1"), measure("A2")]), measure("B")];
    const followUps = [followUp("A1", "COMPLETE"), followUp("A2", "COMPLETE"), followUp("A", "NOT_STARTED")];
    const { whole, byRef } = rollUp(recommendation({ measures, followUps }), TODAY);
    expect(byRef.get("A")?.claimed).toBe("COMPLETE");
    expect(byRef.get("B")?.claimed).toBe("NO_EVIDENCE");
    expect(whole.claimed).toBe("SUBSTANTIAL");
  });
});

describe("what is assessed", () => {
  const assessments = [
    { measure: null, status: "SUBSTANTIAL" as const, date: day("2023-06"), closure: "CLOSED_IMPLEMENTED" as const },
    { measure: null, status: "LIMITED" as const, date: day("2023-01") },
    { measure: "A", status: "COMPLETE" as const, date: day("2023-01"), closure: "NO_LONGER_RELEVANT" as const },
  ];

  test("is nothing without an assessment", () => {
    expect(rollUp(recommendation({}), TODAY).whole.assessed).toBeNull();
  });

  test("is the latest assessment of that very thing", () => {
    const { whole, byRef } = rollUp(recommendation({ measures: [measure("A"), measure("B")], assessments }), TODAY);
    expect(whole.assessed).toBe("SUBSTANTIAL");
    expect(byRef.get("A")?.assessed).toBe("COMPLETE");
    expect(byRef.get("B")?.assessed).toBeNull();
  });

  test("closes: by assessment, else by a declined response, else not at all", () => {
    const closure = (parts: Partial<RecommendationLike>) => rollUp(recommendation(parts), TODAY).whole.closure;
    expect(closure({ assessments, responses: [{ value: "DECLINED" }] })).toBe("CLOSED_IMPLEMENTED");
    expect(closure({ responses: [{ value: "SUPPORTED" }, { value: "DECLINED" }] })).toBe("CLOSED_NOT_IMPLEMENTED");
    expect(closure({ responses: [{ value: "SUPPORTED_IN_PART" }] })).toBe("OPEN");
  });

  test("a measure without a closure of its own has the recommendation's", () => {
    const { byRef } = rollUp(recommendation({ measures: [measure("A"), measure("B")], assessments }), TODAY);
    expect(byRef.get("A")?.closure).toBe("NO_LONGER_RELEVANT");
    expect(byRef.get("B")?.closure).toBe("CLOSED_IMPLEMENTED");
  });
});

describe("what is overdue", () => {
  const overdue = (parts: Partial<RecommendationLike>) => rollUp(recommendation(parts), TODAY).whole.overdue;

  test("has a due date in the past", () => {
    expect(overdue({ dueOn: "2024-05-31" })).toBe(true);
    expect(overdue({ dueOn: TODAY })).toBe(false);
    expect(overdue({})).toBe(false);
  });

  test("is neither closed nor complete", () => {
    const dueOn = "2024-01-01";
    expect(overdue({ dueOn, responses: [{ value: "DECLINED" }] })).toBe(false);
    expect(overdue({ dueOn, followUps: [followUp(null, "COMPLETE")] })).toBe(false);
    expect(overdue({ dueOn, followUps: [followUp(null, "COMPLETE", "2023-01-01", [])] })).toBe(true);
  });
});

test("a measure is due on its own day, else on that of what it stands below", () => {
  const below = [measure("A1"), { ...measure("A2"), dueOn: TODAY }];
  const measures = [{ ...measure("A", below), dueOn: "2024-01-01" }, measure("B")];
  const { whole, byRef } = rollUp(recommendation({ dueOn: "2099-01-01", measures }), TODAY);
  expect(whole.overdue).toBe(false);
  expect([...byRef].filter(([, { overdue }]) => overdue).map(([ref]) => ref)).toEqual(["A1", "A"]);
});

test("the last follow-up is that of the whole tree below", () => {
  const measures = [measure("A", [measure("A1")]), measure("B")];
  const followUps = [followUp("A1", "LIMITED", "2023-05"), followUp("B", "LIMITED", "2022")];
  const { whole, byRef } = rollUp(recommendation({ measures, followUps }), TODAY);
  expect(whole.lastFollowUpOn).toBe("2023-05-31");
  expect(byRef.get("A")?.lastFollowUpOn).toBe("2023-05-31");
  expect(byRef.get("B")?.lastFollowUpOn).toBe("2022-12-31");
  expect(rollUp(recommendation({}), TODAY).whole.lastFollowUpOn).toBeNull();
});
