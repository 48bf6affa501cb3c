import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleFile } from "./reading.js";
import { type ExchangeUnderTest, outcomesOf, problemsOf, startExchange } from "./support.js";

let sample: ExchangeUnderTest;
beforeAll(async () => {
  sample = await startExchange();
});
afterAll(() => sample?.stop());

function calendar(...events: readonly (readonly string[])[]): string {
  const lines = events.flatMap((event) => ["BEGIN:VEVENT", ...event, "END:VEVENT"]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//NL", ...lines, "END:VCALENDAR", ""].join("\r\n");
}

async function eventOf(slug: string): Promise<Record<string, unknown>> {
  const [row] = await sample.sql<Record<string, unknown>>("select * from event where id = $1", [
    `sample:event:${slug}`,
  ]);
  return row ?? {};
}

const uid = "UID:sample:event:";

describe("a calendar", () => {
  test.each([
    ["a whole day", ["DTSTART;VALUE=DATE:20261015"], "2026-10-15"],
    [
      "whole days, of which the last is not counted",
      ["DTSTART;VALUE=DATE:20261015", "DTEND;VALUE=DATE:20261017"],
      "2026-10-15/2026-10-16",
    ],
    [
      "a time in Brussels",
      ["DTSTART;TZID=Europe/Brussels:20261015T090000", "DTEND;TZID=Europe/Brussels:20261015T170000"],
      "2026-10-15T09:00:00/2026-10-15T17:00:00",
    ],
    [
      "a time as Outlook names the zone",
      ["DTSTART;TZID=Romance Standard Time:20261015T090000", "DURATION:PT1H30M"],
      "2026-10-15T09:00:00/2026-10-15T10:30:00",
    ],
    [
      "a time in UTC, in summer",
      ["DTSTART:20260715T070000Z", "DTEND:20260715T080000Z"],
      "2026-07-15T09:00:00/2026-07-15T10:00:00",
    ],
    ["a time in UTC, in winter, that is the next day here", ["DTSTART:20260115T233000Z"], "2026-01-16T00:30:00"],
    ["a time elsewhere", ["DTSTART;TZID=Europe/London:20260115T090000"], "2026-01-15T10:00:00"],
    ["a time without a zone", ["DTSTART:20261015T090000"], "2026-10-15T09:00:00"],
  ])("has %s", async (name, lines, edtf) => {
    const slug = name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
    const report = await sample.import("agenda.ics", calendar([`${uid}${slug}`, "SUMMARY:Dag", ...lines]));
    expect(problemsOf(report)).toEqual([]);
    expect((await eventOf(slug))["date"]).toMatchObject({ edtf });
  });

  test("has titles in their languages, a place, an address, a status, and themes by code or title", async () => {
    const event = [
      `${uid}full`,
      "DTSTART;VALUE=DATE:20261015",
      "SUMMARY;LANGUAGE=fr-BE:Journée",
      "X-SEGPOL-TITLE;LANGUAGE=nl:Dag",
      "DESCRIPTION;LANGUAGE=fr:Deux\\nlignes\\, une virgule",
      "LOCATION:Gent",
      "URL:https://example.org/dag",
      "STATUS:CANCELLED",
      "CATEGORIES:Vertrouwen tussen burger en politie,TECHNOLOGY,Vergadering",
    ];
    expect(problemsOf(await sample.import("agenda.ics", calendar(event)))).toEqual([]);
    expect(await eventOf("full")).toMatchObject({
      title: { original: "FR", FR: "Journée", NL: "Dag" },
      summary: { original: "FR", FR: "Deux\nlignes, une virgule" },
      place: { name: "Gent", country: "BE" },
      url: "https://example.org/dag",
      status: "CANCELLED",
      themes: ["TRUST", "TECHNOLOGY"],
      kind: "OTHER",
    });
  });

  test("changes what it says, and leaves what it cannot say", async () => {
    const before = await eventOf("study-day");
    const event = [
      `${uid}study-day`,
      "DTSTART;VALUE=DATE:20220401",
      "DTEND;VALUE=DATE:20220501",
      "SUMMARY:Opleiding voor iedereen",
    ];
    const report = await sample.import("agenda.ics", calendar(event));
    expect(report.rows[0]?.changes).toEqual([
      { column: "title.nl", before: "Opleiding", after: "Opleiding voor iedereen" },
    ]);
    const { title, version, ...rest } = await eventOf("study-day");
    expect(title).toEqual({ original: "NL", NL: "Opleiding voor iedereen", FR: "Formation" });
    expect(version).toBe(2);
    for (const name of [
      "date",
      "kind",
      "themes",
      "criteria",
      "topics",
      "speakers",
      "provenance",
      "links",
      "visibility",
    ]) {
      expect(rest[name]).toEqual(before[name]);
    }
  });

  test("never opens what is kept from others", async () => {
    const content = calendar([`${uid}closed`, "DTSTART;VALUE=DATE:20261015", "SUMMARY:Besloten", "CLASS:CONFIDENTIAL"]);
    await sample.import("agenda.ics", content);
    expect(await eventOf("closed")).toMatchObject({ visibility: "CABINET" });
    expect(outcomesOf(await sample.import("agenda.ics", content.replace("CONFIDENTIAL", "PUBLIC")))).toEqual([
      "UNCHANGED",
    ]);
  });

  test("of another program is known again by its UID, when title and date are others", async () => {
    const own = "UID:040000008200E00074C5B7101A82E00800000000";
    await sample.import("agenda.ics", calendar([own, "DTSTART;VALUE=DATE:20261015", "SUMMARY:Eerst"]));
    const report = await sample.import("agenda.ics", calendar([own, "DTSTART;VALUE=DATE:20261016", "SUMMARY:Later"]));
    expect(outcomesOf(report)).toEqual(["CHANGED"]);
    expect(report.rows[0]?.id).toMatch(/^sample:event:agenda-[0-9a-f]{12}$/);
  });

  test("that calls an event off cancels what is kept, and leaves the rest of it", async () => {
    const announced = exampleFile("i08-method-cancel.ics").toString().replace("METHOD:CANCEL", "METHOD:PUBLISH");
    const off = exampleFile("i08-method-cancel.ics").toString().replace("SUMMARY:Proef c08", "SUMMARY:Afgelast");
    const nothing = await sample.import("agenda.ics", off);
    expect(outcomesOf(nothing)).toEqual(["UNCHANGED"]);
    expect(nothing.rows[0]?.warnings.map(({ code }) => code)).toEqual(["NOTHING_TO_CANCEL"]);
    const [made] = (await sample.import("agenda.ics", announced)).rows;
    expect(made?.outcome).toBe("CREATED");
    const report = await sample.import("agenda.ics", off);
    expect(report.rows[0]?.changes).toEqual([{ column: "status", before: "CONFIRMED", after: "CANCELLED" }]);
    expect(report.rows[0]?.warnings).toEqual([]);
    expect(outcomesOf(await sample.import("agenda.ics", off))).toEqual(["UNCHANGED"]);
    const { title, date } = await eventOf(made?.id?.split(":")[2] ?? "");
    expect(title).toEqual({ original: "NL", NL: "Proef c08" });
    expect(date).toMatchObject({ edtf: "2027-03-16T10:00:00/2027-03-16T11:00:00" });
    await sample.sql("update event set withdrawn_at = now() where id = $1", [made?.id]);
    expect((await sample.import("agenda.ics", off)).rows[0]?.warnings.map(({ code }) => code)).toEqual([
      "NOTHING_TO_CANCEL",
    ]);
    await sample.sql("update event set withdrawn_at = null where id = $1", [made?.id]);
  });

  test.each([
    ["a time until midnight", "2026-10-15T20:00:00/2026-10-15T24:00:00", "DTEND;TZID=Europe/Brussels:20261016T000000"],
    ["a time until midnight, as it was kept before", "2026-10-15T20:00:00/2026-10-16T00:00:00", "20261016T000000"],
    ["midnight to midnight", "2026-10-15T00:00:00/2026-10-16T00:00:00", "DTSTART;TZID=Europe/Brussels:20261015T000000"],
    ["a time with an offset", "2026-10-15T20:00:00+00:00", "DTSTART;TZID=Europe/Brussels:20261015T220000"],
    ["a time without seconds", "2026-10-15T20:00/2026-10-15T21:00", "DTEND;TZID=Europe/Brussels:20261015T210000"],
    ["an hour that the clock leaves out", "2026-03-29T02:30:00", "DTSTART;TZID=Europe/Brussels:20260329T023000"],
    ["any day of a month", "2026-04-XX", "DTEND;VALUE=DATE:20260501"],
  ])("goes out and comes back with %s", async (_what, edtf, line) => {
    await sample.import("events.csv", `id;title.nl;kind;date\nround-dates;Rond;OTHER;${edtf}`);
    const file = await sample.export("ics", "event");
    expect(new TextDecoder().decode(file.bytes)).toContain(line);
    const report = await sample.import(file.name, file.bytes);
    expect(report.rows.filter(({ outcome }) => outcome !== "UNCHANGED")).toEqual([]);
    expect((await eventOf("round-dates"))["date"]).toMatchObject({ edtf });
  });

  test.each([
    ["repeats", ["DTSTART;VALUE=DATE:20261015", "RRULE:FREQ=SECONDLY"], "RRULE RECURRENCE"],
    [
      "is one of those that repeat",
      ["DTSTART;VALUE=DATE:20261015", "RECURRENCE-ID;VALUE=DATE:20261015"],
      "RECURRENCE-ID RECURRENCE",
    ],
    ["has no begin", [], "DTSTART BAD_CALENDAR_DATE"],
    ["has a begin that is no date", ["DTSTART:morgen"], "DTSTART BAD_CALENDAR_DATE"],
    ["ends before it begins", ["DTSTART:20261015T090000", "DTEND:20261015T080000"], "DTEND BAD_CALENDAR_DATE"],
    ["is in a zone that nobody knows", ["DTSTART;TZID=Thuis:20261015T090000"], "DTSTART BAD_CALENDAR_DATE"],
    ["is of another partner", ["UID:cpl:event:x", "DTSTART;VALUE=DATE:20261015"], "id ID_OF_OTHERS"],
  ])("in which an event %s is refused", async (_name, lines, problem) => {
    const before = await sample.everything();
    const own = lines.some((line) => line.startsWith("UID")) ? [] : [`${uid}refused`];
    const report = await sample.import("agenda.ics", calendar([...own, "SUMMARY:Nee", ...lines]));
    expect(problemsOf(report)).toContain(`1 ${problem}`);
    expect(await sample.everything()).toBe(before);
  });

  test("goes out with the zone, times, all-day dates and languages, in lines of 75 bytes at most", async () => {
    await sample.import(
      "agenda.ics",
      calendar([`${uid}timed`, "DTSTART;TZID=Europe/Brussels:20261015T090000", "SUMMARY:Met uur"]),
    );
    await sample.sql(
      `update event set title = '{"original": "FR", "FR": "Deux\\nlignes; été, ${"é".repeat(60)}", "NL": "Twee\\nBEGIN:VEVENT"}' where id = 'sample:event:full'`,
    );
    const file = await sample.export("ics", "event");
    const text = new TextDecoder().decode(file.bytes);
    expect(text).toContain("BEGIN:VTIMEZONE\r\nTZID:Europe/Brussels\r\n");
    expect(text).toContain("DTSTART;TZID=Europe/Brussels:20261015T090000\r\n");
    expect(text).toContain("DTSTART;VALUE=DATE:20261015\r\nDTEND;VALUE=DATE:20261016\r\n");
    expect(text).toContain("SUMMARY;LANGUAGE=fr:Deux\\nlignes\\; été\\, éé");
    expect(text).toContain("STATUS:CANCELLED\r\n");
    expect(text.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(
      (await sample.sql("select from event where date is not null")).length,
    );
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const report = await sample.import(file.name, file.bytes);
    expect(report.rows.filter(({ outcome }) => outcome !== "UNCHANGED")).toEqual([]);
  });

  test("leaves out events for which there is no day in it, and says so", async () => {
    await sample.import(
      "events.csv",
      "id;title.nl;kind;date\nopen;Open einde;OTHER;2026-01-01/..\nundated;Zonder dag;OTHER;",
    );
    const file = await sample.export("ics");
    expect(file.notices).toEqual([
      expect.stringContaining("sample:event:open"),
      expect.stringContaining("sample:event:undated"),
    ]);
  });
});

describe("an event that stands in a file several times", () => {
  const event = (summary: string, ...more: readonly string[]): string[] => [
    `${uid}several`,
    `SUMMARY:${summary}`,
    "DTSTART;VALUE=DATE:20261015",
    ...more,
  ];

  test.each([
    ["by its number", [["A", "SEQUENCE:2"], ["B", "SEQUENCE:10"], ["C"]], "B"],
    [
      "by when it was written",
      [
        ["A", "DTSTAMP:20260102T000000Z"],
        ["B", "DTSTAMP:20260101T000000Z"],
      ],
      "A",
    ],
    ["once, where it stands there again", [["A"], ["A"]], "A"],
  ])("is read as the newest says, %s", async (_how, events, title) => {
    const file = calendar(...events.map(([summary = "", ...more]) => event(summary, ...more)));
    const report = await sample.import("agenda.ics", file);
    expect(problemsOf(report)).toEqual([]);
    expect(report.notices).toHaveLength(events.length - 1);
    expect((await eventOf("several"))["title"]).toMatchObject({ NL: title });
  });

  test("is refused where nothing says which is newer", async () => {
    const report = await sample.import("agenda.ics", calendar(event("A"), event("B")));
    expect(problemsOf(report)).toEqual(["2 id ID_TWICE"]);
  });
});

test("an export that is older than the record does not overwrite it, and one of another program may", async () => {
  await sample.import("agenda.ics", calendar([`${uid}older`, "SUMMARY:Eerst", "DTSTART;VALUE=DATE:20261015"]));
  const old = Buffer.from((await sample.export("ics", "event")).bytes).toString();
  await sample.import("agenda.ics", calendar([`${uid}older`, "SUMMARY:Daarna", "DTSTART;VALUE=DATE:20261015"]));
  const report = await sample.import("agenda.ics", old);
  expect(problemsOf(report).filter((problem) => !problem.endsWith("version VERSION_CONFLICT"))).toEqual([]);
  expect(problemsOf(report)).toHaveLength(1);
  expect((await eventOf("older"))["title"]).toMatchObject({ NL: "Daarna" });
  const foreign = old.replace(/PRODID:.*/, "PRODID:-//Other//NL");
  expect(problemsOf(await sample.import("agenda.ics", foreign))).toEqual([]);
  expect((await eventOf("older"))["title"]).toMatchObject({ NL: "Eerst" });
});
