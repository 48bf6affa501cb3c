import { expect, test } from "vitest";
import { spanOf } from "../../src/exchange/formats/ics/span.js";
import { dayText, timeText } from "../../src/exchange/formats/ics/zones.js";

test.each([
  ["2027-06-01T20:00/2027-06-01T24:00", "2027-06-01T20:00:00", "2027-06-02T00:00:00"],
  ["2027-06-01T20:00", "2027-06-01T20:00:00", "2027-06-01T20:00:00"],
  // Of times of day only those count that are there for both ends.
  ["2027-06-01T20:00/2027-06-02", "2027-06-01", "2027-06-03"],
  ["2027-06-01/2027-06-02T12:00", "2027-06-01", "2027-06-03"],
  ["2027-06", "2027-06-01", "2027-07-01"],
])("in a calendar %s is from %s until %s", (edtf, from, until) => {
  const span = spanOf(edtf);
  const written = span?.allDay ? dayText : timeText;
  expect(span && [written(span.start), written(span.end)]).toEqual([from, until]);
});
