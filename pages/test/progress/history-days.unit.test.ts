import { expect, it } from "vitest";
import { historyDays } from "../../src/progress/history-days.js";

it.each([
  ["", "2025-12-30", "2026-11-30", "MONTH"],
  ["step=DAY", "2026-11-19", "2026-11-30", "DAY"],
  ["step=YEAR", "2015-11-30", "2026-11-30", "YEAR"],
  // The last day of a month that is shorter.
  ["asOf=2025-01-31", "2024-02-29", "2025-01-31", "MONTH"],
  ["step=WEEK&asOf=2026-03-01", "2025-12-14", "2026-03-01", "WEEK"],
])("a history of twelve days ends on the day that is read (%s)", (search, from, to, step) => {
  const now = new Date("2026-11-30T12:00:00Z");
  expect(historyDays(new URLSearchParams(search), now)).toEqual({ from, to, step });
});

it("a step that there is not is refused with those that there are", () => {
  const refused = expect.objectContaining({
    code: "BAD_USER_INPUT",
    message: expect.stringMatching(/^Expected step to be .*MONTH.*; got "NONE"\.$/) as string,
  }) as Error;
  expect(() => historyDays(new URLSearchParams("step=NONE"))).toThrow(refused);
});
