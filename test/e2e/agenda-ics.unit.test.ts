import ical from "node-ical";
import { type GraphRequest, renderCalendar } from "@segpol/pages";
import { describe, expect, it } from "vitest";

const DAY = {
  text: "16 maart 2022",
  edtf: "2022-03-16",
  earliest: "2022-03-16",
  latest: "2022-03-16",
  basis: "STATED",
};
const MONTH = { ...DAY, text: "april 2022", edtf: "2022-04", earliest: "2022-04-01", latest: "2022-04-30" };
const EVENT = {
  id: "cps:event:one",
  title: "Een",
  titleText: { language: "NL" },
  startsAt: null as string | null,
  endsAt: null as string | null,
  status: "CONFIRMED",
  date: DAY,
  kind: "ROUND_TABLE",
  attendance: "UNKNOWN",
  place: { name: "Leuven", country: "BE" },
  organisers: [{ code: "CPS", acronym: "CPS" }],
  registration: null,
  livestream: null,
  partner: { code: "CPS", acronym: "CPS", source: { state: "LIVE" } },
  summary: null,
  version: 3,
  updatedAt: "2026-01-02T03:04:05.678Z",
  themes: [{ title: "Vertrouwen, en meer" }],
};
/** What differs from it. */
interface Difference extends Partial<
  Pick<typeof EVENT, "id" | "title" | "status" | "place" | "themes" | "startsAt" | "endsAt">
> {
  readonly summary?: string;
  readonly date?: (Omit<typeof DAY, "latest"> & { readonly latest: string | null }) | null;
}

interface Served {
  readonly path?: string;
  /** Events on a page of the list. */
  readonly size?: number;
  readonly errors?: readonly object[];
}

/** The calendar of a hub with these events. */
async function calendarOf(
  events: readonly Difference[],
  { path = "/nl/agenda.ics", size = 100, errors = [] }: Served = {},
) {
  const asked: GraphRequest[] = [];
  const calendar = await renderCalendar(new Request(`https://hub.example${path}`), async (request) => {
    asked.push(request);
    const from = "after" in request.variables ? Number(request.variables.after) : 0;
    const nodes = events.slice(from, from + size).map((event) => ({ ...EVENT, ...event }));
    const pageInfo = { hasNextPage: from + size < events.length, endCursor: String(from + size) };
    return { body: { data: { events: { pageInfo, nodes } }, errors }, requestId: "one" };
  });
  const parsed = Object.values(ical.sync.parseICS(calendar.body));
  return { ...calendar, asked, events: parsed.flatMap((each) => (each?.type === "VEVENT" ? [each] : [])) };
}

const unfolded = (text: string): string => text.replaceAll("\r\n ", "");
const textOf = (value: unknown): unknown => (typeof value === "object" && value && "val" in value ? value.val : value);

describe("a calendar", () => {
  it("has whole days, the record's id and version, and the address of the hub's page", async () => {
    const { body, events } = await calendarOf([{}]);
    const lines = unfolded(body).split("\r\n");
    for (const line of [
      "UID:cps:event:one",
      "SEQUENCE:2",
      "DTSTAMP:20260102T030405Z",
      "LAST-MODIFIED:20260102T030405Z",
      "DTSTART;VALUE=DATE:20220316",
      "DTEND;VALUE=DATE:20220317",
      "SUMMARY;LANGUAGE=nl:Een",
      "STATUS:CONFIRMED",
      "TRANSP:TRANSPARENT",
      "LOCATION:Leuven",
      "URL:https://hub.example/nl/events/cps%3Aevent%3Aone",
      "CATEGORIES:Vertrouwen\\, en meer",
    ]) {
      expect(lines).toContain(line);
    }
    expect(events).toHaveLength(1);
  });

  it.each([
    ["a month", MONTH],
    ["one of several days", { ...DAY, edtf: "[2022-03-15,2022-03-16]" }],
    ["about a day", { ...DAY, edtf: "2022-03-16~" }],
    ["a day of a year that is inferred", { ...DAY, edtf: "2022?-03-16" }],
    ["a season", { ...MONTH, edtf: "2022-21" }],
  ])("says that %s is tentative", async (_, date) => {
    const { events } = await calendarOf([{ date }]);
    expect(events.map(({ status, datetype }) => [status, datetype])).toEqual([["TENTATIVE", "date"]]);
    expect(textOf(events[0]?.description)).toContain(`Wanneer: ${date.text}\n`);
  });

  it("says of two days that are known, or of a time, that they are certain", async () => {
    const two = { ...DAY, edtf: "2022-03-16/2022-03-17", latest: "2022-03-17" };
    const time = { ...DAY, edtf: "2022-03-16T09:30:00/2022-03-16T17:00:00" };
    const { body, events } = await calendarOf([{ date: two }, { id: "cps:event:two", date: time }]);
    expect(events.map(({ status }) => status)).toEqual(["CONFIRMED", "CONFIRMED"]);
    expect(body).toContain("DTEND;VALUE=DATE:20220318");
  });

  it("has hours where they are stated and no others, and takes up the time of what is certain alone", async () => {
    const times = { startsAt: "2027-03-16T08:00:00.000Z", endsAt: "2027-03-16T16:30:00.000Z" };
    const { body } = await calendarOf([times]);
    for (const line of ["DTSTART:20270316T080000Z", "DTEND:20270316T163000Z", "TRANSP:OPAQUE"]) {
      expect(body.split("\r\n")).toContain(line);
    }
    const unsure = (await calendarOf([{ ...times, status: "TENTATIVE" }])).body;
    expect(unsure).toContain("TRANSP:TRANSPARENT");
    const twoDays = { ...DAY, edtf: "2022-03-16T09:00/2022-03-17", latest: "2022-03-17" };
    const withoutEnd = (await calendarOf([{ date: twoDays, startsAt: times.startsAt }])).body;
    expect(withoutEnd).toContain("DTEND;VALUE=DATE:20220318");
    for (const endsAt of [times.startsAt, "2027-03-16T07:30:00.000Z"]) {
      const atOnce = (await calendarOf([{ ...times, endsAt }])).body;
      expect(atOnce).toContain("DTSTART:20270316T080000Z");
      expect(atOnce).not.toContain("DTEND");
    }
  });

  it.each([
    ["nl", "[Geannuleerd] Een", "nl"],
    ["fr", "[Annulée] Een", "nl"],
    ["de", "[Abgesagt] Een", "nl"],
    ["en", "[Cancelled] Een", "nl"],
  ])("says in the title too that an event is cancelled (%s)", async (language, summary, titleLanguage) => {
    const { events } = await calendarOf([{ status: "CANCELLED", date: MONTH }], { path: `/${language}/agenda.ics` });
    expect(events[0]?.status).toBe("CANCELLED");
    expect(events[0]?.summary).toEqual({ val: summary, params: { LANGUAGE: titleLanguage } });
  });

  it("names those that have no end or no date, and has no event of them", async () => {
    const { body, events } = await calendarOf([
      { id: "cps:event:open", title: "Open", date: { ...MONTH, text: "vanaf mei", latest: null } },
      { id: "cps:event:none", title: "Ooit", date: null },
    ]);
    expect(events).toEqual([]);
    expect(unfolded(body)).toMatch(
      /\r\nDESCRIPTION:Niet in deze agenda.*\\n- Open \(vanaf mei\)\\n- Ooit \(geen datum/,
    );
  });

  it("takes every page of the list, with the filters of the address", async () => {
    const many = Array.from({ length: 250 }, (_, index) => ({ id: `cps:event:${index}` }));
    const { events, asked } = await calendarOf(many, { path: "/nl/agenda.ics?kind=SEMINAR&after=40&order=TITLE" });
    expect(events.map(({ uid }) => uid)).toEqual(many.map(({ id }) => id));
    expect(asked.map(({ variables }) => variables)).toEqual([
      { filter: { kinds: ["SEMINAR"] } },
      { filter: { kinds: ["SEMINAR"] }, after: "100" },
      { filter: { kinds: ["SEMINAR"] }, after: "200" },
    ]);
  });

  it("is not given with a part missing, since programs would delete what is not there", async () => {
    const errors = [{ message: "GENT does not answer", extensions: { code: "PARTNER_UNAVAILABLE" } }];
    const { status, body } = await calendarOf([{}], { errors });
    expect([status, body]).toEqual([503, "PARTNER_UNAVAILABLE GENT does not answer"]);
  });

  it.each([
    ["line ends that would begin a property", "Een\r\nSTATUS:CANCELLED\rBEGIN:VEVENT\u2028UID:x\u0085END:VCALENDAR"],
    ["what the format has for itself", 'a,b;c:d\\e"f"'],
    ["control characters", "a\u0000b\u0007c\u001Bd\u007Fe\u009Bf"],
    ["characters that turn the direction", "a\u202Eb\u2066c\u2069d"],
    ["markup, and half a character", "<script>alert(1)</script>\uD800"],
    ["ten thousand characters of several bytes", "é€😀ש".repeat(2_500)],
  ])("holds against %s", async (_, text) => {
    const place = { name: text, country: "BE" };
    const { body, events } = await calendarOf([{ title: text, summary: text, place, themes: [{ title: text }] }]);
    expect(events).toHaveLength(1);
    expect(events[0]?.uid).toBe("cps:event:one");
    expect(events[0]?.status).toBe("CONFIRMED");
    const line = shown(text).replaceAll("\n", " ");
    expect(textOf(events[0]?.summary)).toBe(line);
    expect(textOf(events[0]?.location)).toBe(line);
    expect(textOf(events[0]?.description)).toContain(`\n${shown(text)}\n`);
    // oxlint-disable-next-line no-control-regex -- They are what must not be there.
    expect(body).not.toMatch(/[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
    expect(body.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    for (const each of body.split("\r\n")) expect(Buffer.byteLength(each)).toBeLessThanOrEqual(75);
  });
});

/** What is left of a text: lines that end in one way, without what steers. */
function shown(text: string): string {
  return (
    text
      .replace(/\r\n|[\r\u2028\u0085]/g, "\n")
      // oxlint-disable-next-line no-control-regex -- They are what is taken out.
      .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, "")
      .replace("\uD800", "\uFFFD")
  );
}
