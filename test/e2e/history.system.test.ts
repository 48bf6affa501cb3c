import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ask, type GraphAnswer, query } from "./support/graph.js";
import { type RunningHub, startHub } from "./support/running-hub.js";
import { hubUrl } from "./support/shared-hub.js";

const AT_ONCE = `{
  events(first: 100) { totalCount facets { themes { code count } } nodes {
    id title summary version updatedAt topics speakers capacity { groups } provenance { document locator }
    publications(first: 5) { totalCount nodes { id documents { url } } } recommendations { totalCount }
  } }
  recommendations(first: 100) { totalCount nodes { id title progress { claimed } measures { ref text } publication { id title } } }
  found: records(filter: { text: "politie" }, first: 100) { totalCount nodes { id } }
  overview { coverage { theme { code } partner { code } events } progress(by: PARTNER) { code total } gaps { kind record { id } } }
}`;

interface Events {
  events: { totalCount: number; nodes: { id: string; title: string; topics: string[] | null }[] };
}

const asOf = (instant: Date): { headers: Record<string, string> } => ({
  headers: { "accept-datetime": instant.toISOString() },
});

describe("the past of a hub whose partners go on working", () => {
  let hub: RunningHub;
  let cps: pg.Client;
  let before: GraphAnswer<Events>;
  let then: Date;
  let changed: string;
  let withdrawn: string;

  const now = async (): Promise<Events> => await query<Events>(hub.url, AT_ONCE);

  beforeAll(async () => {
    hub = await startHub(["CPS", "GENT"]);
    cps = new pg.Client(hub.databaseUrl("CPS"));
    await cps.connect();
    before = await ask<Events>(hub.url, AT_ONCE);
    // A date of RFC 7089 has no fractions: the first whole second that is over.
    then = new Date(Math.ceil(Date.now() / 1_000) * 1_000);
    await vi.waitUntil(() => Date.now() > then.getTime(), 20_000);
    const own = before.data?.events.nodes.filter(({ id }) => id.startsWith("cps:")).map(({ id }) => id) ?? [];
    [changed = "", withdrawn = ""] = own;
    await cps.query(
      `update event set title = '{"original":"NL","NL":"Gewijzigde titel"}', topics = '[{"original":"NL","NL":"Ander onderwerp"}]'
       where id = $1`,
      [changed],
    );
    await cps.query("update event set withdrawn_at = now() where id = $1", [withdrawn]);
    await vi.waitUntil(async () => {
      const { events } = await now();
      const isGone = events.totalCount === (before.data?.events.totalCount ?? 0) - 1;
      return isGone && events.nodes.some(({ title }) => title === "Gewijzigde titel");
    }, 60_000);
  });
  afterAll(async () => {
    await cps?.end();
    await hub?.stop();
  });

  it("is answered as it was, lists, counts, links and the owners' details alike", async () => {
    const { events } = await now();
    expect(events.nodes.find(({ id }) => id === changed)?.topics).toEqual(["Ander onderwerp"]);
    const answer = await ask<Events>(hub.url, AT_ONCE, asOf(then));
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual(before.data);
    expect(answer.headers.get("memento-datetime")).toBe(then.toUTCString());
    expect(answer.extensions.copies?.map(({ partner }) => partner)).toContain("CPS");
    const rfc7089 = await ask<Events>(hub.url, AT_ONCE, { headers: { "accept-datetime": then.toUTCString() } });
    expect(rfc7089.data).toEqual(before.data);
    expect(rfc7089.headers.get("memento-datetime")).toBe(then.toUTCString());
  });

  it("lists what changed since, with the fields", async () => {
    const { changes } = await query<{ changes: { nodes: object[] } }>(
      hub.url,
      `{ changes(since: "${then.toISOString()}", filter: { partners: ["CPS"] }) { nodes { kind recordId fields record { title ... on Event { topics } } } } }`,
    );
    expect(changes.nodes).toHaveLength(2);
    expect(changes.nodes).toEqual(
      expect.arrayContaining([
        {
          kind: "UPDATED",
          recordId: changed,
          fields: expect.arrayContaining(["title", "topics"]),
          record: { title: "Gewijzigde titel", topics: ["Ander onderwerp"] },
        },
        { kind: "WITHDRAWN", recordId: withdrawn, fields: [], record: null },
      ]),
    );
  });

  it("stays as it was while a partner is down, and what is known now as of the moment before is the same", async () => {
    const last = await now();
    const moment = new Date();
    await hub.stopPartner("CPS");
    const down = await ask<Events>(hub.url, AT_ONCE);
    expect(down.data).toEqual(last);
    expect((await ask<Events>(hub.url, AT_ONCE, asOf(moment))).data).toEqual(last);
    expect((await ask<Events>(hub.url, AT_ONCE, asOf(then))).data).toEqual(before.data);
    await hub.startPartner("CPS");
  });

  it("loses what its owner erases", async () => {
    const title = before.data?.events.nodes.find(({ id }) => id === changed)?.title ?? "";
    await cps.query("select segpol_erase_record($1)", [changed]);
    const answer = await vi.waitFor(async () => {
      const seen = await ask<Events>(hub.url, AT_ONCE, asOf(then));
      expect(seen.data?.events.nodes.map(({ id }) => id)).not.toContain(changed);
      return seen;
    }, 20_000);
    expect(answer.data?.events.totalCount).toBe((before.data?.events.totalCount ?? 0) - 1);
    expect(JSON.stringify(answer.data)).not.toContain(title);
    const { changes } = await query<{ changes: { nodes: object[] } }>(
      hub.url,
      `{ changes(since: "${then.toISOString()}", filter: { partners: ["CPS"] }, first: 100) { nodes { kind recordId fields record { id } } } }`,
    );
    expect(changes.nodes.at(-1)).toEqual({ kind: "WITHDRAWN", recordId: changed, fields: [], record: null });
  });
});

describe("the header Accept-Datetime", () => {
  it.each([
    "yesterday",
    "2022-03-16",
    "2022-02-30T09:30:00Z",
    "Thu, 16 Mar 2022 09:30:00 GMT",
    "Wed, 16 Mar 2022 09:30:00 CET",
    "0000-01-01T00:00:00Z",
  ])("is refused as %s, with what was expected", async (given) => {
    const answer = await ask(hubUrl(), "{ themes { code } }", { headers: { "accept-datetime": given } });
    expect(answer.status).toBe(400);
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^Expected the header Accept-Datetime .*Wed, 16 Mar 2022 09:30:00 GMT.* got /),
        extensions: expect.objectContaining({ code: "BAD_USER_INPUT" }),
      }),
    ]);
    expect(answer.headers.get("vary")).toMatch(/accept-datetime/i);
    expect(answer.headers.get("memento-datetime")).toBeNull();
  });

  it("in the future is answered as now, and says so", async () => {
    const source = "{ events(first: 100) { nodes { id topics } } }";
    const before = Math.floor(Date.now() / 1_000) * 1_000;
    const answer = await ask(hubUrl(), source, asOf(new Date(Date.now() + 86_400_000)));
    expect(answer.data).toEqual(await query(hubUrl(), source));
    expect(answer.extensions.copies).toBeUndefined();
    const memento = Date.parse(answer.headers.get("memento-datetime") ?? "");
    expect(memento).toBeGreaterThanOrEqual(before);
    expect(memento).toBeLessThanOrEqual(Date.now());
  });

  it("changes what is answered, which every answer says; without it no instant is named", async () => {
    const answer = await ask(hubUrl(), "{ themes { code } }");
    expect(answer.headers.get("vary")).toMatch(/accept-datetime/i);
    expect(answer.headers.get("memento-datetime")).toBeNull();
  });

  it("before the hub knew anything finds nothing, and no partner", async () => {
    const answer = await ask(
      hubUrl(),
      "{ records { totalCount } partners { code } overview { gaps { kind } } }",
      asOf(new Date("2001-01-01T00:00:00Z")),
    );
    expect(answer.data).toMatchObject({ records: { totalCount: 0 }, partners: [] });
  });
});
