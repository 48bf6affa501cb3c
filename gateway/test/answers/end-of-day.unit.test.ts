import { expect, it } from "vitest";
import { Days } from "../../src/answers/end-of-day.js";
import { endOfDay } from "../../src/base/days.js";

it.each([
  ["2026-01-15T12:00:00.000Z", "2026-01-15T23:00:00.000Z"],
  ["2026-01-15T22:59:59.999Z", "2026-01-15T23:00:00.000Z"],
  ["2026-01-15T23:00:00.000Z", "2026-01-16T23:00:00.000Z"],
  ["2026-07-15T12:00:00.000Z", "2026-07-15T22:00:00.000Z"],
  // A day of 23 hours, and one of 25.
  ["2026-03-28T23:30:00.000Z", "2026-03-29T22:00:00.000Z"],
  ["2026-10-24T22:30:00.000Z", "2026-10-25T23:00:00.000Z"],
])("the day of %s ends in Brussels at %s", (instant, end) => {
  expect(new Date(endOfDay(Date.parse(instant))).toISOString()).toBe(end);
  expect(new Date(new Days().endOf(Date.parse(instant))).toISOString()).toBe(end);
});

it("a day that is remembered is not taken for the one before, nor for the next", () => {
  const days = new Days();
  const at = (text: string): string => new Date(days.endOf(Date.parse(text))).toISOString();
  expect(at("2026-01-15T12:00:00Z")).toBe("2026-01-15T23:00:00.000Z");
  expect(at("2026-01-15T23:00:00Z")).toBe("2026-01-16T23:00:00.000Z");
  expect(at("2026-01-14T12:00:00Z")).toBe("2026-01-14T23:00:00.000Z");
});
