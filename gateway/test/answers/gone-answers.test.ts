import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { STAMP_CONNECTION } from "../../src/answers/stamp-reader.js";
import { ADMIN_ENV, adminOf } from "../admin/admin-client.js";
import { useHubDatabases } from "../support/hub-database.js";
import { startHub, type TestHub } from "../support/hub-harness.js";
import { StubPartner } from "../support/stub-partner.js";
import { type FreezableProxy, startFreezableProxy } from "./support/freezable-proxy.js";
import { isKept, send } from "./support/wire.js";

const newDatabase = useHubDatabases();
let databaseUrl: string;
let proxy: FreezableProxy;
let cps: StubPartner;
let gent: StubPartner;
/** Two processes of one hub, as far as they know: the second reaches the database by the proxy. */
let hubs: readonly TestHub[];
let asked = 0;

beforeAll(async () => {
  cps = new StubPartner("CPS", { tellsVisibility: true });
  gent = new StubPartner("GENT");
  await Promise.all([cps.start(), gent.start()]);
  gent.put("gent:event:a", { title: { original: "NL", NL: "Van Gent" } });
  databaseUrl = await newDatabase();
  proxy = await startFreezableProxy(databaseUrl, STAMP_CONNECTION);
  const first = await startHub(databaseUrl, [cps, gent], ADMIN_ENV);
  const second = await startHub(proxy.databaseUrl, [cps, gent], ADMIN_ENV);
  hubs = [first, second];
});
afterAll(async () => {
  await Promise.all((hubs ?? []).map((hub) => hub.stop()));
  await Promise.all([cps?.stop(), gent?.stop(), proxy?.stop()]);
});
beforeEach(() => {
  asked += 1;
});

const titles = () => `query Titles${asked} { events(first: 100) { totalCount nodes { id title } } }`;

/** Has every process keep the answer, so that one more request would get it. */
async function untilKept(query: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const texts = await Promise.all(
    hubs.map((hub) =>
      vi.waitFor(async () => {
        const got = await send(hub, "POST", query, headers);
        expect(await isKept(hub, got)).toBe(true);
        return got.body.toString();
      }, 20_000),
    ),
  );
  expect(new Set(texts).size).toBe(1);
  return texts[0] ?? "";
}

/** Whether every process comes to answer with what satisfies this, and no longer with what it kept. */
async function allAnswer(
  query: string,
  isSo: (text: string) => boolean,
  headers: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  for (const hub of hubs) {
    await vi.waitUntil(async () => isSo((await send(hub, "POST", query, headers)).body.toString()), {
      timeout: 20_000,
      interval: 20,
    });
  }
  return true;
}

const put = (slug: string, title: string) => cps.put(`cps:event:${slug}`, { title: { original: "NL", NL: title } });

describe("the kept answer goes in every process", () => {
  it("when a record changes, and nothing that was not asked goes with it", async () => {
    put("changed", "Zoals eerst");
    expect(await allAnswer(titles(), (text) => text.includes("Zoals eerst"))).toBe(true);
    await untilKept(titles());
    const others = `{ events(filter: { partners: ["GENT"] }) { nodes { id title } } other${asked}: __typename }`;
    await untilKept(others);

    put("changed", "Zoals nu");
    expect(await allAnswer(titles(), (text) => text.includes("Zoals nu"))).toBe(true);
    for (const hub of hubs) expect(await isKept(hub, await send(hub, "POST", others))).toBe(true);
  });

  it("when a record is withdrawn", async () => {
    put("withdrawn", "Ingetrokken");
    expect(await allAnswer(titles(), (text) => text.includes("Ingetrokken"))).toBe(true);
    await untilKept(titles());

    cps.withdraw("cps:event:withdrawn");
    expect(await allAnswer(titles(), (text) => !text.includes("Ingetrokken"))).toBe(true);
  });

  it("when fewer may see a record", async () => {
    put("narrowed", "Voor iedereen");
    expect(await allAnswer(titles(), (text) => text.includes("Voor iedereen"))).toBe(true);
    await untilKept(titles());

    cps.put("cps:event:narrowed", { title: { original: "NL", NL: "Voor iedereen" }, visibility: "CABINET" });
    expect(await allAnswer(titles(), (text) => !text.includes("Voor iedereen"))).toBe(true);
  });

  it("when a record is erased, that of an earlier instant too", async () => {
    put("erased", "Te vergeten");
    expect(await allAnswer(titles(), (text) => text.includes("Te vergeten"))).toBe(true);
    const headers = { "accept-datetime": new Date().toISOString() };
    expect(await untilKept(titles(), headers)).toContain("Te vergeten");

    cps.tamper = (page) => ({
      ...page,
      changes: page.changes.map((change) => ({ ...change, erased: change.id === "cps:event:erased" })),
    });
    cps.withdraw("cps:event:erased");
    expect(await allAnswer(titles(), (text) => !text.includes("Te vergeten"), headers)).toBe(true);
    cps.tamper = (page) => page;
  });

  it("when a partner goes down, and when it is back", async () => {
    const sources = `query Sources${asked} { partner(code: "GENT") { source { state } } }`;
    expect(await allAnswer(sources, (text) => text.includes("LIVE"))).toBe(true);
    await untilKept(sources);

    await gent.stop();
    expect(await allAnswer(sources, (text) => text.includes("DOWN"))).toBe(true);
    await gent.start();
    expect(await allAnswer(sources, (text) => text.includes("LIVE"))).toBe(true);
  });

  it("when a new version of the graph is in service", async () => {
    const partners = `query Partners${asked} { partners { code } }`;
    expect(await untilKept(partners)).not.toContain("KUL");
    const kul = new StubPartner("KUL");
    await kul.start();
    try {
      const admin = adminOf(hubs[0] ?? { url: "" });
      expect(await admin.join({ code: "KUL", url: kul.definition.url })).toMatchObject({ accepted: true });
      expect(await allAnswer(partners, (text) => text.includes("KUL"))).toBe(true);
      await untilKept(partners);
      expect(await admin.leave("KUL")).toMatchObject({ accepted: true });
      expect(await allAnswer(partners, (text) => !text.includes("KUL"))).toBe(true);
    } finally {
      await kul.stop();
    }
  });

  it("at midnight in Brussels", async () => {
    const query = `query Midnight${asked} { events { totalCount } }`;
    await untilKept(query);
    // Whatever the zone's offset is, a day later it is another day.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 86_400_000 });
    try {
      for (const hub of hubs) expect(await isKept(hub, await send(hub, "POST", query))).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it("when the connection is lost on which changes are told", async () => {
    put("lost", "Voor het verlies");
    expect(await allAnswer(titles(), (text) => text.includes("Voor het verlies"))).toBe(true);
    await untilKept(titles());

    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const { rowCount } = await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()",
        [STAMP_CONNECTION],
      );
      expect(rowCount).toBe(2);
    } finally {
      await client.end();
    }
    put("lost", "Na het verlies");
    expect(await allAnswer(titles(), (text) => text.includes("Na het verlies"))).toBe(true);
    await untilKept(titles());
  });

  it("when that connection looks alive and says nothing", async () => {
    put("frozen", "Voor de stilte");
    expect(await allAnswer(titles(), (text) => text.includes("Voor de stilte"))).toBe(true);
    await untilKept(titles());

    proxy.freeze();
    put("frozen", "Na de stilte");
    expect(await allAnswer(titles(), (text) => text.includes("Na de stilte"))).toBe(true);
    // It is noticed, and another takes its place.
    await untilKept(titles());
  });
});
