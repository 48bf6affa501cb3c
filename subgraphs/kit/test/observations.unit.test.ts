import { describe, expect, test } from "vitest";
import { isConsistent } from "../src/progress/consistency.js";
import { pageOfObservations } from "../src/records/observation-pages.js";
import { checkedObservation, latestObservation, oldestFirst } from "../src/records/observations.js";
import type { ObservationSeed } from "../src/model/seed.js";
import type { Observation } from "../src/rows/observation.js";
import { day } from "./support/sample-seed.js";

const ID = "sample:indicator:trust";

function observation(edtf: string, more: Partial<ObservationSeed> & { seq?: bigint } = {}): Observation {
  return checkedObservation({ period: day(edtf), value: 1, ...more }, null);
}

/** One a year, 2001 to 2025. */
const years = Array.from({ length: 25 }, (_, index) => observation(String(2001 + index), { seq: BigInt(index + 1) }));

function yearsOf(nodes: readonly Observation[]): string[] {
  return nodes.map(({ period }) => period.edtf);
}

describe("numerator and denominator", () => {
  test("give the value of a percentage, rounded to the decimals it shows", () => {
    expect(isConsistent({ value: 33, numerator: 1, denominator: 3 }, "%")).toBe(true);
    expect(isConsistent({ value: 33.3, numerator: 1, denominator: 3 }, "%")).toBe(true);
    expect(isConsistent({ value: 33.4, numerator: 1, denominator: 3 }, "%")).toBe(false);
    expect(isConsistent({ value: 34, numerator: 1, denominator: 3 }, "%")).toBe(false);
  });

  test("give a plain ratio, or repeat a count, in other units", () => {
    expect(isConsistent({ value: 0.75, numerator: 3, denominator: 4 }, "1")).toBe(true);
    expect(isConsistent({ value: 714, numerator: 714, denominator: 1000 }, "persons")).toBe(true);
    expect(isConsistent({ value: 715, numerator: 714, denominator: 1000 }, "persons")).toBe(false);
    expect(isConsistent({ value: 95, numerator: 95, denominator: 200 }, "%")).toBe(false);
  });

  test("contradict nothing when one is missing, and everything when the denominator is nought", () => {
    expect(isConsistent({ value: 95, numerator: 3 }, "%")).toBe(true);
    expect(isConsistent({ value: 95, numerator: null, denominator: 4 }, "%")).toBe(true);
    expect(isConsistent({ value: 0, numerator: 0, denominator: 0 }, "%")).toBe(false);
  });

  test("make an observation inconsistent, whatever the source calls it", () => {
    const wrong = { period: day("2022"), value: 50, numerator: 3, denominator: 4, status: "PROVISIONAL" } as const;
    expect(checkedObservation(wrong, "%").status).toBe("INCONSISTENT");
    expect(checkedObservation({ ...wrong, value: 75 }, "%").status).toBe("PROVISIONAL");
  });
});

describe("observations", () => {
  test("stand oldest first, by first day and then by last", () => {
    const mixed = [observation("2022"), observation("2021-05"), observation("2022-01"), observation("2022-01/..")];
    expect(yearsOf(oldestFirst(mixed))).toEqual(["2021-05", "2022-01", "2022", "2022-01/.."]);
  });

  test("the latest ends last, and is the whole rather than a breakdown", () => {
    const women = [{ name: "gender", value: "women" }];
    const all = [
      observation("2022"),
      observation("2023", { value: 5 }),
      observation("2023", { value: 6, dimensions: women }),
    ];
    expect(latestObservation(all)?.value).toBe(5);
    expect(latestObservation([...all, observation("2020/..", { value: 7 })])?.value).toBe(7);
    expect(latestObservation([])).toBeNull();
  });
});

describe("a page of observations", () => {
  test("has 20 unless asked otherwise, and goes on to the end without loss or double", () => {
    const first = pageOfObservations(ID, years, {});
    expect(yearsOf(first.nodes)).toEqual(yearsOf(years.slice(0, 20)));
    expect(first.totalCount).toBe(25);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = pageOfObservations(ID, years, { after: first.pageInfo.endCursor });
    expect(yearsOf(second.nodes)).toEqual(yearsOf(years.slice(20)));
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(second.edges.map(({ node }) => node)).toEqual(second.nodes);
  });

  test("has those whose period overlaps from..to, both days included", () => {
    const page = pageOfObservations(ID, years, { from: "2003-12-31", to: "2005-01-01" });
    expect(yearsOf(page.nodes)).toEqual(["2003", "2004", "2005"]);
    const open = pageOfObservations(ID, [observation("2001/..", { seq: 1n })], { from: "2020-01-01" });
    expect(open.totalCount).toBe(1);
  });

  test("is empty when nothing matches", () => {
    const page = pageOfObservations(ID, years, { from: "2030-01-01" });
    expect(page).toMatchObject({
      nodes: [],
      edges: [],
      totalCount: 0,
      pageInfo: { startCursor: null, endCursor: null, hasNextPage: false },
    });
  });

  test.each([0, -1, 101, 1000])("of size %i is refused", (first) => {
    expect(() => pageOfObservations(ID, years, { first })).toThrow(`Expected first to be 1 to 100; got ${first}.`);
  });

  test("whose days are the wrong way round is refused", () => {
    expect(() => pageOfObservations(ID, years, { from: "2022-01-02", to: "2022-01-01" })).toThrow("swap them");
  });

  test("after a garbled or foreign cursor is refused", () => {
    const foreign = pageOfObservations("sample:indicator:other", years, { first: 1 }).pageInfo.endCursor;
    for (const after of ["garbled", "", "bnVsbA", foreign]) {
      expect(() => pageOfObservations(ID, years, { after })).toThrow(
        expect.objectContaining({ extensions: { code: "BAD_CURSOR" } }),
      );
    }
  });
});
