import type { Role } from "@segpol/identity";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { useHubDatabases } from "../support/hub-database.js";
import { startHub, type TestHub } from "../support/hub-harness.js";
import { type Issuer, startIssuer } from "../support/issuer.js";
import { READERS } from "../support/readers.js";
import { StubPartner } from "../support/stub-partner.js";
import { type Got, isKept, send } from "./support/wire.js";

const VISIBILITIES = ["PUBLIC", "PARTNERS", "CABINET"] as const;
const QUERIES = [
  "{ events(first: 100) { totalCount nodes { id title } facets { partners { code count } } } }",
  '{ records(first: 100, filter: { text: "stuk" }) { nodes { id } } }',
  '{ record(id: "cps:event:cabinet") { id title } }',
  "{ overview { coverage { events } } partners { events { totalCount } } }",
  '{ changes(since: "2020-01-01T00:00:00Z") { nodes { recordId } } }',
  "{ themes { code } }",
];

const newDatabase = useHubDatabases();
let issuer: Issuer;
let partners: readonly StubPartner[];
let hub: TestHub;

beforeAll(async () => {
  issuer = await startIssuer();
  partners = [new StubPartner("CPS"), new StubPartner("CPL")];
  for (const partner of partners) {
    for (const visibility of VISIBILITIES) {
      const id = `${partner.code}:event:${visibility}`.toLowerCase();
      partner.put(id, { title: { original: "NL", NL: `Een stuk van ${id}` }, themes: ["TRUST"], visibility });
    }
    await partner.start();
  }
  hub = await startHub(await newDatabase(), partners, {
    SEGPOL_TOKEN_ISSUER: issuer.url,
    SEGPOL_HUB_ISSUER: "https://hub.example",
  });
  const headers = await as(["cabinet"]);
  await vi.waitUntil(
    async () => (await send(hub, "POST", "{ records { totalCount } }", headers)).body.includes('"totalCount":6'),
    { timeout: 60_000, interval: 50 },
  );
});
afterAll(async () => {
  await hub?.stop();
  await Promise.all([...(partners ?? []).map((partner) => partner.stop()), issuer?.stop()]);
});

async function as(roles: readonly Role[] | undefined): Promise<Record<string, string>> {
  return roles ? { authorization: `Bearer ${await issuer.token(roles)}` } : {};
}

const nameOf = (roles: readonly Role[] | undefined): string => roles?.join(" ") ?? "no token";

describe.each(QUERIES)("with answers kept for every reader to %s", (query) => {
  let headers: readonly Record<string, string>[];
  let kept: readonly Got[];
  /** What each reader gets that asks past them. */
  let anew: readonly Got[];

  beforeAll(async () => {
    headers = await Promise.all(READERS.map(as));
    anew = await Promise.all(headers.map((each) => send(hub, "GET", query, { ...each, "cache-control": "no-cache" })));
    // In turn: who came before may have filled what the next one gets.
    const got: Got[] = [];
    for (const each of headers) {
      await send(hub, "GET", query, each);
      got.push(await send(hub, "GET", query, each));
    }
    kept = got;
  });

  it.each(READERS.map((roles, index) => [nameOf(roles), index] as const))(
    "a reader with %s gets their own, and learns nothing of others'",
    async (_name, index) => {
      const own = kept[index];
      expect(await isKept(hub, own ?? { status: 0, headers: {}, body: Buffer.alloc(0) })).toBe(true);
      expect(own?.body.toString()).toBe(anew[index]?.body.toString());
      expect(own?.headers["cache-control"]).toBe(READERS[index] ? "private, no-cache" : "public, no-cache");
      const tags = [...new Set(kept.map(({ headers: { etag = "" } }) => etag))];
      for (const tag of tags) {
        const answered = await send(hub, "GET", query, { ...headers[index], "if-none-match": tag });
        expect(answered.status).toBe(tag === own?.headers.etag ? 304 : 200);
        if (answered.status === 200) expect(answered.body.equals(own?.body ?? Buffer.alloc(0))).toBe(true);
      }
    },
  );
});

describe("an answer that says who asks", () => {
  it("is nobody else's, not even of who has the same rights, or asks at the same moment", async () => {
    const query = "{ viewer { subject roles name } themes { code } }";
    const people = await Promise.all(
      ["An", "Ben", "Cis"].flatMap((subject) =>
        ([["cabinet"], ["hub:admin"], []] as const).map(async (roles) => {
          const authorization = `Bearer ${await issuer.token(roles, { subject })}`;
          return { subject, roles, headers: { authorization } };
        }),
      ),
    );
    const viewerOf = async (headers: Record<string, string>): Promise<unknown> => {
      const { body } = await send(hub, "GET", query, headers);
      return (JSON.parse(body.toString()) as { data: { viewer: unknown } }).data.viewer;
    };
    const expected = people.map(({ subject, roles }) => ({ subject, roles, name: null }));
    expect(await Promise.all(people.map(({ headers }) => viewerOf(headers)))).toEqual(expected);
    const inTurn: unknown[] = [];
    for (const { headers } of people) inTurn.push(await viewerOf(headers));
    expect(inTurn).toEqual(expected);
    expect(await viewerOf({})).toBeNull();
  });
});

describe("a token that does not hold", () => {
  it("gets no kept answer, in whatever form it comes", async () => {
    const [query = ""] = QUERIES;
    await send(hub, "GET", query);
    const expired = await issuer.token(["cabinet"], { lifetimeS: -60 });
    for (const authorization of [`Bearer ${expired}`, "Bearer nonsense", "nonsense", ""]) {
      const refused = await send(hub, "GET", query, { authorization });
      expect(refused.status).toBe(401);
      expect(await isKept(hub, refused)).toBe(false);
    }
  });
});

describe("the client's requests", () => {
  it("count whether their answers are kept or not", async () => {
    const limit = 100;
    const limited = await startHub(await newDatabase(), [], { SEGPOL_RATE_LIMIT: String(limit) });
    try {
      let sent = 0;
      const next = async (): Promise<Got> => {
        const got = await send(limited, "POST", "{ themes { code } }");
        sent += 1;
        expect(got.headers["ratelimit-remaining"]).toBe(String(Math.max(0, limit - sent)));
        return got;
      };
      expect(await isKept(limited, await next())).toBe(false);
      await expect.poll(async () => await isKept(limited, await next())).toBe(true);
      for (let left = limit - sent; left > 0; left -= 1) expect((await next()).status).toBe(200);
      expect((await next()).status).toBe(429);
    } finally {
      await limited.stop();
    }
  });
});
