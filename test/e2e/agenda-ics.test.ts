import ical from "node-ical";
import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl, publicUrl } from "./support/shared-hub.js";

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(new URL(path, hubUrl()), { method, headers });

const eventsOf = (text: string) =>
  Object.values(ical.sync.parseICS(text)).flatMap((each) => (each?.type === "VEVENT" ? [each] : []));

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly date: { readonly earliest: string; readonly latest: string | null } | null;
}

async function listed(filter: string): Promise<readonly Listed[]> {
  const list = await query<{ events: { nodes: Listed[] } }>(
    hubUrl(),
    `{ events(filter: ${filter}, first: 100) { nodes { id title(lang: FR) version date { earliest latest } } } }`,
  );
  return list.events.nodes;
}

describe("the agenda as a calendar", () => {
  it("has the events of the graph that end, for every filter, and names the others", async () => {
    for (const [search, filter] of [
      ["", "{}"],
      ["?theme=TECHNOLOGY&from=2022-01-01", '{ themes: ["TECHNOLOGY"], from: "2022-01-01" }'],
      ["?kind=ROUND_TABLE&partner=CPS&text=politie", '{ kinds: [ROUND_TABLE], partners: ["CPS"], text: "politie" }'],
    ]) {
      const text = await (await get(`/fr/agenda.ics${search}`)).text();
      const all = await listed(filter ?? "{}");
      const ending = all.filter(({ date }) => date?.latest != null);
      const byId = new Map(eventsOf(text).map((event) => [event.uid, event]));
      expect([...byId.keys()].toSorted(), search).toEqual(ending.map(({ id }) => id).toSorted());
      for (const { id, title, version, date } of ending) {
        const event = byId.get(id);
        expect(event?.summary).toEqual({ val: title, params: { LANGUAGE: "fr" } });
        expect(event?.datetype).toBe("date");
        expect(Number(event?.sequence)).toBe(version - 1);
        expect(dayOf(event?.start)).toBe(date?.earliest);
        expect(event?.url).toBe(`${publicUrl()}/fr/events/${encodeURIComponent(id)}`);
      }
      for (const { title, date } of all) if (date?.latest === null) expect(unfolded(text)).toContain(`- ${title} (`);
    }
  });

  it("is not sent again while nothing has changed", async () => {
    const first = await get("/nl/agenda.ics");
    expect(first.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(first.headers.get("vary")).toContain("authorization");
    const etag = first.headers.get("etag") ?? "";
    const again = await get("/nl/agenda.ics", { "if-none-match": `W/${etag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    expect((await get("/fr/agenda.ics", { "if-none-match": etag })).status).toBe(200);
    const head = await get("/nl/agenda.ics", {}, "HEAD");
    expect([head.status, head.headers.get("etag")]).toEqual([200, etag]);
  });

  it("has one event by itself, and nothing of what is no event", async () => {
    const one = await get("/de/events/cps%3Aevent%3A2022-04-finlog-en-organisatie/event.ics");
    const [event, ...more] = eventsOf(await one.text());
    expect(more).toEqual([]);
    expect(event?.status).toBe("TENTATIVE");
    expect([dayOf(event?.start), dayOf(event?.end)]).toEqual(["2022-04-01", "2022-05-01"]);
    for (const id of ["cps:event:none", "vclp:publication:memorandum-2024-2028"]) {
      const response = await get(`/de/events/${encodeURIComponent(id)}/event.ics`);
      expect(response.status, id).toBe(404);
      expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    }
  });

  it("is as of a day, and refuses what the graph refuses", async () => {
    expect(eventsOf(await (await get("/nl/agenda.ics?asOf=2020-01-01")).text())).toEqual([]);
    expect((await get("/nl/agenda.ics?theme=NOTHING")).status).toBe(400);
    const refused = await get("/nl/agenda.ics", { authorization: "Bearer nonsense" });
    expect([refused.status, refused.headers.get("etag")]).toEqual([401, null]);
  });
});

function dayOf(date: Date | undefined): string {
  if (!date) return "";
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

function unfolded(text: string): string {
  return text.replaceAll("\r\n ", "").replaceAll("\\,", ",").replaceAll("\\;", ";");
}
