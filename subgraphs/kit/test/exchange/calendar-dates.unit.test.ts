import { describe, expect, test } from "vitest";
import { datesOf, exampleFile, readAlone } from "./reading.js";

const calendar = (...lines: string[]): string =>
  ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:x", "SUMMARY:Dag", ...lines, "END:VEVENT", "END:VCALENDAR"].join("\r\n");

const zoned = (zone: readonly string[], start: string): string =>
  calendar(`DTSTART;TZID=Eigen:${start}`).replace(
    "BEGIN:VEVENT",
    ["BEGIN:VTIMEZONE", "TZID:Eigen", ...zone, "END:VTIMEZONE", "BEGIN:VEVENT"].join("\r\n"),
  );

const fixed = ["BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0500", "END:STANDARD"];
const ending = (...rule: string[]): string[] => [
  "BEGIN:DAYLIGHT",
  "DTSTART:20260329T020000",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  ...rule,
  "END:DAYLIGHT",
];

describe("a calendar whose lines are folded between the bytes of a letter", () => {
  test.each(["i01-fold-utf8.ics", "i01b-fold-utf8-more.ics"])("is read: %s", async (name) => {
    const { rows } = await readAlone(name);
    expect(rows[0]?.["title"]).toMatchObject({ NL: "Overleg met de wijkagent en de caféhouders van de stad" });
  });

  test.each([["\r\n "], ["\n\t"], ["\r\n \r\n "], ["\r "]])("by %j at any place is read", async (fold) => {
    const bytes = Buffer.from(calendar("DTSTART;VALUE=DATE:20270316", "LOCATION:Café 😀 été"));
    const at = bytes.indexOf("Café") + 3;
    for (let cut = at; cut < at + 8; cut += 1) {
      const folded = Buffer.concat([bytes.subarray(0, cut), Buffer.from(fold), bytes.subarray(cut)]);
      const { rows } = await readAlone("x.ics", folded);
      expect(rows[0]?.["place"]).toMatchObject({ name: "Café 😀 été" });
    }
  });
});

describe("a zone that a calendar defines", () => {
  test.each([
    ["i03-tz-display-name.ics", "2027-03-16T09:00:00/2027-03-16T12:00:00"],
    ["i04-tz-numbered.ics", "2027-03-16T09:00:00/2027-03-16T12:00:00"],
    ["i05-tz-customized.ics", "2027-03-16T09:00:00/2027-03-16T12:00:00"],
    ["i37-vtimezone-offset-only.ics", "2027-03-16T09:00:00/2027-03-16T10:00:00"],
  ])("counts whatever its name: %s", async (name, edtf) => {
    const reading = await readAlone(name);
    expect(reading.problems).toEqual([]);
    expect(datesOf(reading)).toEqual([edtf]);
  });

  test.each([
    ["another offset", fixed, "20270316T190000", "2027-03-17T01:00:00"],
    ["another offset, in summer here", fixed, "20270716T090000", "2027-07-16T16:00:00"],
    ["a change on the day itself, after it", ending(), "20260329T040000", "2026-03-29T04:00:00"],
    ["a change that is yet to come", ending(), "20260301T090000", "2026-03-01T09:00:00"],
    ["dates of change", ending("RDATE:20270328T020000"), "20270716T090000", "2027-07-16T09:00:00"],
    [
      "a rule with an end",
      ending("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20280101T000000Z"),
      "20270716T090000",
      "2027-07-16T09:00:00",
    ],
    [
      "a rule without reason, which is passed over",
      ending("RRULE:FREQ=SECONDLY"),
      "20270716T090000",
      "2027-07-16T09:00:00",
    ],
  ])("can have %s", async (_what, zone, start, edtf) => {
    expect(datesOf(await readAlone("x.ics", zoned(zone, start)))).toEqual([edtf]);
  });

  test("counts before a name that Windows has", async () => {
    const own = zoned(fixed, "20270316T090000").replaceAll("Eigen", "Romance Standard Time");
    expect(datesOf(await readAlone("x.ics", own))).toEqual(["2027-03-16T15:00:00"]);
  });

  test("without any offset is as unknown as one that is not defined", async () => {
    const { problems, messages } = await readAlone(
      "x.ics",
      zoned(["BEGIN:STANDARD", "END:STANDARD"], "20270316T090000"),
    );
    expect(problems).toEqual(["1 DTSTART BAD_CALENDAR_DATE"]);
    expect(messages[0]).toContain('got "20270316T090000 (TZID=Eigen)"');
  });
});

describe("where clocks leap, and fall back", () => {
  test.each([
    [
      "a time that is leapt over is one after it",
      ["DTSTART;TZID=Europe/Brussels:20270328T023000"],
      "2027-03-28T03:30:00",
    ],
    ["also without a zone", ["DTSTART:20270328T023000"], "2027-03-28T03:30:00"],
    ["also elsewhere", ["DTSTART;TZID=America/New_York:20270314T023000"], "2027-03-14T08:30:00"],
    ["a time that comes twice is the first", ["DTSTART;TZID=America/New_York:20271107T013000"], "2027-11-07T06:30:00"],
    [
      "a day later it is as late",
      ["DTSTART;TZID=Europe/Brussels:20270327T120000", "DURATION:P1D"],
      "2027-03-27T12:00:00/2027-03-28T12:00:00",
    ],
    [
      "a day later elsewhere it is as late there",
      ["DTSTART;TZID=Asia/Kolkata:20270327T201500", "DURATION:P1D"],
      "2027-03-27T15:45:00/2027-03-28T16:45:00",
    ],
    [
      "also in UTC, and an hour later",
      ["DTSTART:20271030T120000Z", "DURATION:P2DT1H"],
      "2027-10-30T14:00:00/2027-11-01T14:00:00",
    ],
    ["also at an offset", ["DTSTART:20271030T140000+0200", "DURATION:P1D"], "2027-10-30T14:00:00/2027-10-31T13:00:00"],
    [
      "24 hours later it is an hour later",
      ["DTSTART;TZID=Europe/Brussels:20270327T120000", "DURATION:PT24H"],
      "2027-03-27T12:00:00/2027-03-28T13:00:00",
    ],
  ])("%s", async (_what, lines, edtf) => {
    expect(datesOf(await readAlone("x.ics", calendar(...lines)))).toEqual([edtf]);
  });
});

describe("the end of an event is the first moment without it", () => {
  test.each([
    ["until midnight", ["DTSTART:20270316T200000", "DTEND:20270317T000000"], "2027-03-16T20:00:00/2027-03-16T24:00:00"],
    [
      "until midnight, by its duration",
      ["DTSTART:20270316T200000", "DURATION:PT4H"],
      "2027-03-16T20:00:00/2027-03-16T24:00:00",
    ],
    [
      "until midnight here, in UTC",
      ["DTSTART:20270716T180000Z", "DTEND:20270716T220000Z"],
      "2027-07-16T20:00:00/2027-07-16T24:00:00",
    ],
    [
      "until midnight, written as 24 hours",
      ["DTSTART:20270316T200000", "DTEND:20270316T240000"],
      "2027-03-16T20:00:00/2027-03-16T24:00:00",
    ],
    ["from midnight to midnight", ["DTSTART:20270316T000000", "DTEND:20270317T000000"], "2027-03-16"],
    [
      "from midnight to a later midnight",
      ["DTSTART:20270316T000000", "DTEND:20270319T000000"],
      "2027-03-16/2027-03-18",
    ],
    ["from midnight to midnight here, in UTC", ["DTSTART:20270315T230000Z", "DTEND:20270316T230000Z"], "2027-03-16"],
    [
      "by a duration of days and hours",
      ["DTSTART:20270316T090000", "DURATION:+P1DT2H30M"],
      "2027-03-16T09:00:00/2027-03-17T11:30:00",
    ],
    ["a week by its duration", ["DTSTART;VALUE=DATE:20270316", "DURATION:P1W"], "2027-03-16/2027-03-22"],
    ["a day by its duration", ["DTSTART;VALUE=DATE:20270316", "DURATION:P2D"], "2027-03-16/2027-03-17"],
    ["a day that ends on itself", ["DTSTART;VALUE=DATE:20270316", "DTEND;VALUE=DATE:20270316"], "2027-03-16"],
    ["at midnight and no longer", ["DTSTART:20270316T000000", "DTEND:20270316T000000"], "2027-03-16"],
    ["over midnight", ["DTSTART:20270316T200000", "DTEND:20270317T010000"], "2027-03-16T20:00:00/2027-03-17T01:00:00"],
  ])("%s", async (_what, lines, edtf) => {
    const reading = await readAlone("x.ics", calendar(...lines));
    expect(reading.problems).toEqual([]);
    expect(datesOf(reading)).toEqual([edtf]);
  });

  test("in the file of an evening", async () => {
    expect(datesOf(await readAlone("i36-evening-to-midnight.ics"))).toEqual([
      "2027-03-16T20:00:00/2027-03-16T24:00:00",
    ]);
  });
});

describe("a problem with a date names the property, and shows it as it is written", () => {
  const day = "DTSTART;VALUE=DATE:20270316";
  const time = "DTSTART:20270316T090000Z";
  test.each([
    ["an end before the begin", [time, "DTEND:20270316T080000Z"], "DTEND", '"20270316T080000Z"'],
    ["an empty end", [time, "DTEND:"], "DTEND", '"'],
    ["an end that is a day", [time, "DTEND;VALUE=DATE:20270317"], "DTEND", '"20270317"'],
    ["an end that is a time", [day, "DTEND:20270317T100000"], "DTEND", '"20270317T100000"'],
    ["an end on a day that is not", [day, "DTEND;VALUE=DATE:20270231"], "DTEND", '"20270231"'],
    [
      "an end in an unknown zone",
      [time, "DTEND;TZID=Thuis:20270316T100000"],
      "DTEND",
      '"20270316T100000 (TZID=Thuis)"',
    ],
    ["an end in years beyond", [time, "DURATION:P99999999D"], "DURATION", '"P99999999D"'],
    ["an end in years beyond, in seconds", [time, `DURATION:PT${"9".repeat(20)}S`], "DURATION", '"PT'],
    ["an end after the last day", [time, "DURATION:P3999999D"], "DURATION", '"P3999999D"'],
    ["two begins in one", ["DTSTART:20270316T090000,20270317T090000"], "DTSTART", '"20270316T090000,20270317T090000"'],
    ["a period", ["DTSTART;VALUE=PERIOD:20270316T090000/PT1H"], "DTSTART", '"20270316T090000/PT1H"'],
    ["a negative duration", [time, "DURATION:-PT1H"], "DURATION", '"-PT1H"'],
    ["no duration", [time, "DURATION:lang"], "DURATION", '"lang"'],
    ["a duration of parts of an hour", [time, "DURATION:PT1.5H"], "DURATION", '"PT1.5H"'],
    ["a duration of months", [time, "DURATION:P1M"], "DURATION", '"P1M"'],
    ["a duration of nothing", [time, "DURATION:PT"], "DURATION", '"PT"'],
    ["a begin on a day that is not", ["DTSTART;VALUE=DATE:20270231"], "DTSTART", '"20270231"'],
    ["a begin at an hour that is not", ["DTSTART:20270316T250000"], "DTSTART", '"20270316T250000"'],
    ["a begin at no time", ["DTSTART:20270316T090000+01"], "DTSTART", '"20270316T090000+01"'],
    ["no begin", [], "DTSTART", "none"],
  ])("%s", async (_what, lines, name, came) => {
    const { problems, messages } = await readAlone("x.ics", calendar(...lines));
    expect(problems).toEqual([`1 ${name} BAD_CALENDAR_DATE`]);
    expect(messages[0]).toContain(`got ${came}`);
  });

  test("also in the file of an end before the begin", async () => {
    const { problems, messages } = await readAlone("i16-end-before-start.ics");
    expect(problems).toEqual(["1 DTEND BAD_CALENDAR_DATE"]);
    expect(messages[0]).toContain('"20270316T080000Z"');
  });
});

describe("what a calendar says otherwise than it should is read, and told", () => {
  test("a day that is not said to be one", async () => {
    const reading = await readAlone("i09-date-without-value.ics");
    expect(datesOf(reading)).toEqual(["2027-03-16/2027-03-17"]);
    expect(reading.notices).toEqual(['Event 1 ("Proef d09"): a day without VALUE=DATE is read as a day.']);
  });

  test.each([
    ["without seconds", "20270316T0930", "2027-03-16T09:30:00"],
    ["with an offset", "20270316T093000+0100", "2027-03-16T09:30:00"],
    ["with an offset of elsewhere", "20270316T093000-0500", "2027-03-16T15:30:00"],
    ["with an offset of half an hour, written with marks", "2027-03-16T09:30:00+05:30", "2027-03-16T05:00:00"],
    ["with marks, in UTC, with a fraction", "2027-03-16T09:30:00.000Z", "2027-03-16T10:30:00"],
    ["in small letters, after a space", " 20270316t093000z", "2027-03-16T10:30:00"],
  ])("a time %s", async (_how, value, edtf) => {
    const reading = await readAlone("x.ics", calendar(`DTSTART:${value}`));
    expect(reading.problems).toEqual([]);
    expect(datesOf(reading)).toEqual([edtf]);
  });

  test("a day with marks", async () => {
    expect(datesOf(await readAlone("x.ics", calendar("DTSTART;VALUE=DATE:2027-03-16")))).toEqual(["2027-03-16"]);
  });

  test("a place and a title of several lines, as addresses are set", async () => {
    const lines = calendar("DTSTART;VALUE=DATE:20270316", "LOCATION:Stadhuis\\nBotermarkt 1\\n9000 Gent");
    const { rows } = await readAlone("x.ics", lines.replace("SUMMARY:Dag", "SUMMARY:Dag\\n van de wijk"));
    expect(rows).toMatchObject([
      { title: { NL: "Dag van de wijk" }, place: { name: "Stadhuis, Botermarkt 1, 9000 Gent" } },
    ]);
  });

  test("a sign of its end, as programs of old write", async () => {
    expect(datesOf(await readAlone("x.ics", `${calendar("DTSTART;VALUE=DATE:20270316")}\r\n\u001a`))).toEqual([
      "2027-03-16",
    ]);
  });

  test.each([
    "message://%3Cabc@example.org%3E",
    "tel:+3221234567",
    "www.example.org",
    "javascript:alert(1)",
    "https://u:p@example.org",
  ])("a URL that is no address on the web: %s", async (url) => {
    const { rows, problems, notices } = await readAlone("x.ics", calendar("DTSTART;VALUE=DATE:20270316", `URL:${url}`));
    expect(problems).toEqual([]);
    expect(rows[0]).not.toHaveProperty("url");
    expect(notices).toEqual([expect.stringContaining('Event 1 ("Dag"): its URL is left out')]);
  });

  test.each([
    ["lines that end as on old machines", (lines: string) => lines.replaceAll("\r\n", "\r")],
    ["spaces at the end of lines", (lines: string) => lines.replaceAll("\r\n", " \r\n")],
    ["lines of a text that look like dates", (lines: string) => lines.replace("een", "een\u2028DTSTART:x\u2028")],
  ])("%s", async (_what, change) => {
    const reading = await readAlone("x.ics", change(calendar("DESCRIPTION:een", "DTSTART;VALUE=DATE:20270316")));
    expect(reading.problems).toEqual([]);
    expect(datesOf(reading)).toEqual(["2027-03-16"]);
  });

  test.each([
    ["several values in quotes", 'SUMMARY;X-OF="mailto:a@b.be","mailto:c@d.be":Overleg: 9 uur'],
    ["signs in quotes", 'SUMMARY;X-HTML="text/html;a=b:c";LANGUAGE=nl:Overleg: 9 uur'],
    ["letters as numbers", "SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Over=\r\nleg=3A 9 uur"],
  ])("a title with parameters: %s", async (_what, line) => {
    const { rows } = await readAlone("x.ics", calendar("DTSTART:20270316T090000Z").replace("SUMMARY:Dag", line));
    expect(rows[0]?.["title"]).toEqual({ original: "NL", NL: "Overleg: 9 uur" });
  });

  test.each([
    ["=C3=A9t=C3=A9=0D=0A2027", "été\n2027"],
    ["=E9t=E9", "été"],
  ])("a text of old calendars: %s", async (encoded, text) => {
    const line = `DESCRIPTION;ENCODING=QUOTED-PRINTABLE:${encoded}`;
    const { rows } = await readAlone("x.ics", calendar("DTSTART:20270316T090000Z", line));
    expect(rows[0]?.["summary"]).toEqual({ original: "NL", NL: text });
  });

  test.each([
    ["/example.org/20250101_1/Europe/London", "10"],
    ["/example.org/America/Argentina/Salta", "13"],
    ["/example.org/America/Port-au-Prince", "14"],
    ["/Europe/Paris", "09"],
    ["Europe/Brussels ", "09"],
  ])("a zone by a longer name: %s", async (zone, hour) => {
    const reading = await readAlone("x.ics", calendar(`DTSTART;TZID=${zone}:20270316T090000`));
    expect(datesOf(reading)).toEqual([`2027-03-16T${hour}:00:00`]);
  });

  test("many alike are counted", async () => {
    const event = ["BEGIN:VEVENT", "DTSTART:20270316", "SUMMARY:Dag", "END:VEVENT"];
    const many = ["BEGIN:VCALENDAR", ...Array.from({ length: 50 }, () => event).flat(), "END:VCALENDAR"].join("\r\n");
    const { notices } = await readAlone("x.ics", many);
    expect(notices).toHaveLength(21);
    expect(notices.at(-1)).toBe("Days without VALUE=DATE: 30 more.");
  });

  test("answers to invitations are no events", async () => {
    const reply = calendar("DTSTART;VALUE=DATE:20270316").replace("BEGIN:VEVENT", "METHOD:REPLY\r\nBEGIN:VEVENT");
    const both = `${reply}\r\n${exampleFile("i01-fold-utf8.ics").toString()}`;
    const { rows, notices } = await readAlone("x.ics", both);
    expect(rows).toHaveLength(1);
    expect(notices).toEqual(['A calendar of METHOD "REPLY" is not read: it announces no event.']);
  });
});
