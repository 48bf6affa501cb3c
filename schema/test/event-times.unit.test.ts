import { expect, test } from "vitest";
import { eventTimes } from "../src/index.js";

test.each([
  ["2027-03-16T09:00:00/2027-03-16T17:30:00", "2027-03-16T08:00:00.000Z", "2027-03-16T16:30:00.000Z"],
  ["2027-07-01T09:00:00", "2027-07-01T07:00:00.000Z", null],
  ["2027-07-01T09:00:00Z", "2027-07-01T09:00:00.000Z", null],
  ["2027-07-01T09:00:00+05:30", "2027-07-01T03:30:00.000Z", null],
  ["2027-07-01T09:00:00/..", "2027-07-01T07:00:00.000Z", null],
  // The clock goes from 2 to 3, and from 3 to 2.
  ["2027-03-28T02:30:00", "2027-03-28T01:30:00.000Z", null],
  ["2027-10-31T02:30:00", "2027-10-31T00:30:00.000Z", null],
  ["2027-03-16", null, null],
  ["2027-04-XX", null, null],
  ["[2027-01..2027-03]", null, null],
  ["2027-03/2027-10", null, null],
])("%s begins at %s and ends at %s", (edtf, start, end) => {
  expect(eventTimes(edtf)).toEqual({ start, end });
});
