import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { json } from "node:stream/consumers";
import {
  createTokenSigner,
  createTokenVerifier,
  type Identity,
  makeSigningKey,
  type Role,
  visibilitiesFor,
} from "@segpol/identity";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { StubPartner } from "../support/stub-partner.js";
import { startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { AUDIENCE, type Issuer, startIssuer } from "../support/issuer.js";
import { useHubDatabases } from "../support/hub-database.js";

const newDatabase = useHubDatabases();

const ROLES: readonly (readonly Role[] | undefined)[] = [
  undefined,
  ["hub:admin"],
  ["hub:harvester"],
  ["partner:CPS:reader"],
  ["partner:CPS:editor"],
  ["partner:CPL:editor"],
  ["cabinet"],
];
const VISIBILITIES = ["PUBLIC", "PARTNERS", "CABINET"] as const;
const title = (NL: string) =>
  ({ title: { original: "NL", NL }, topics: [{ original: "NL", NL: `over ${NL}` }] }) as const;

let issuer: Issuer;
let hub: TestHub;
let cps: StubPartner;
let cpl: StubPartner;
let hubUrl = "";
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(async () => {
  await stop();
  await issuer.stop();
});

/** Holds to the rule as a partner does, by what it reads out of the token itself. */
function guard(partner: StubPartner): StubPartner["admit"] {
  let verifier: ReturnType<typeof createTokenVerifier> | undefined;
  return async (authorization) => {
    verifier ??= createTokenVerifier({
      issuers: [
        {
          issuer: "https://hub.example",
          jwksUrl: `${hubUrl}/.well-known/jwks.json`,
          audiences: [`segpol:${partner.code}`],
        },
      ],
    });
    try {
      return visibilitiesFor(await verifier.identify(authorization), partner.code);
    } catch {
      return "refused";
    }
  };
}

/** Whether the test at hand leaves hub or partners other than it found them. */
let spoilt = true;

beforeEach(async () => {
  if (!spoilt) return;
  await stop();
  cps = new StubPartner("CPS");
  cpl = new StubPartner("CPL");
  for (const partner of [cps, cpl]) {
    partner.admit = guard(partner);
    for (const visibility of VISIBILITIES) {
      const id = `${partner.code}:event:${visibility}`.toLowerCase();
      partner.put(id, { ...title(id), visibility, focusGroups: [id] });
    }
  }
  await Promise.all([cps.start(), cpl.start()]);
  hub = await startHub(await newDatabase(), [cps, cpl], {
    SEGPOL_TOKEN_ISSUER: issuer.url,
    SEGPOL_HUB_ISSUER: "https://hub.example",
  });
  hubUrl = hub.url;
  const headers = await as(["cabinet"]);
  await vi.waitUntil(async () => {
    const { data } = await hub.ask("{ records { totalCount } }", { headers });
    return data?.records.totalCount === 6;
  }, 60_000);
  spoilt = false;
});

async function stop(): Promise<void> {
  await hub?.stop();
  await Promise.all([cps?.stop(), cpl?.stop()]);
}

async function as(roles: readonly Role[] | undefined): Promise<Record<string, string>> {
  return roles ? { authorization: `Bearer ${await issuer.token(roles)}` } : {};
}

function maySee(roles: readonly Role[] = [], id: string): boolean {
  if (id.endsWith("public") || roles.includes("cabinet")) return true;
  const codes = roles.flatMap((role) => (role.startsWith("partner:") ? [role.split(":")[1]?.toLowerCase() ?? ""] : []));
  return id.endsWith("partners") ? codes.length > 0 : codes.includes(id.split(":")[0] ?? "");
}
const ALL = ["cpl", "cps"]
  .flatMap((code) => VISIBILITIES.map((each) => `${code}:event:${each.toLowerCase()}`))
  .toSorted();
const LIST =
  "{ events(first: 100, orderBy: TITLE) { totalCount nodes { id title topics ... on CpsEvent { focusGroups } } } }";
interface Node {
  id: string;
  topics: string[] | null;
  focusGroups?: string[] | null;
}

describe.each(ROLES.map((roles) => [roles?.join(" ") ?? "no token", roles] as const))(
  "a client with %s",
  (_name, roles) => {
    it("sees what is theirs to see, with the owners' details, at both endpoints", async () => {
      const headers = await as(roles);
      const { data, errors, headers: answered } = await hub.ask(LIST, { headers });
      const expected = ALL.filter((id) => maySee(roles, id));
      expect(errors).toEqual([]);
      expect(data.events.totalCount).toBe(expected.length);
      const nodes = data.events.nodes as Node[];
      expect(nodes.map(({ id }) => id)).toEqual(expected);
      for (const { id, topics } of nodes) expect(topics).toEqual([`over ${id}`]);
      for (const { id, focusGroups } of nodes) if (id.startsWith("cps")) expect(focusGroups).toEqual([id]);
      expect(answered.get("vary")).toMatch(/authorization/i);
      expect(answered.get("cache-control")?.includes("private")).toBe(roles !== undefined);
      const catalogue = await hub.ask("{ records { totalCount } }", { headers, path: "/catalogue/graphql" });
      expect(catalogue.data.records.totalCount).toBe(expected.length);
    });

    it("is known to partners by a token of the hub's, with no more than reading in it, and under no name", async () => {
      const before = cps.received.length;
      const { authorization } = await as(roles);
      await hub.ask(LIST, { headers: authorization ? { authorization } : {} });
      const asked = cps.received
        .slice(before)
        .find(({ query }) => query.includes("focusGroups") && !query.includes("query Harvest"));
      const sent = asked?.headers.authorization;
      expect(asked).toBeDefined();
      expect(sent === undefined || sent !== authorization).toBe(true);
      const reading = (roles ?? []).filter((role) => role.startsWith("partner:") || role === "cabinet");
      if (reading.length === 0) {
        expect(sent).toBeUndefined();
        return;
      }
      const identity = await verify(sent, "segpol:CPS");
      expect(identity?.roles).toEqual(reading.map((role) => role.replace("editor", "reader")));
      expect(identity?.subject).toMatch(/^reader:[\w-]{22}$/);
      expect((identity?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(60_000);
      // It is of no use elsewhere.
      await expect(verify(sent, "segpol:CPL")).rejects.toMatchObject({ code: "TOKEN_AUDIENCE" });
      expect((await hub.ask(LIST, { headers: { authorization: sent ?? "" } })).status).toBe(401);
    });
  },
);

async function verify(authorization: string | undefined, audience: string): Promise<Identity | undefined> {
  const jwksUrl = `${hub.url}/.well-known/jwks.json`;
  const verifier = createTokenVerifier({
    issuers: [{ issuer: "https://hub.example", jwksUrl, audiences: [audience] }],
  });
  return await verifier.identify(authorization);
}

describe("a token that does not hold", () => {
  it("is answered with 401, a code and how to mend it; never as anybody's, and nowhere repeated", async () => {
    const stranger = createTokenSigner({ issuer: issuer.url, key: makeSigningKey() });
    const elsewhere = createTokenSigner({ issuer: "https://other.example", key: makeSigningKey() });
    const plain = { subject: "s", roles: ["cabinet"] as const, audience: AUDIENCE, lifetimeS: 60 };
    const [head, body] = [
      { alg: "none" },
      { iss: issuer.url, sub: "s", aud: AUDIENCE, exp: 4e9, roles: ["cabinet"] },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
    const tokens: Record<string, string> = {
      TOKEN_MALFORMED: "nonsense",
      TOKEN_EXPIRED: await issuer.token(["cabinet"], { lifetimeS: -60 }),
      TOKEN_AUDIENCE: await issuer.token(["cabinet"], { audience: "other" }),
      TOKEN_ISSUER: await elsewhere.sign(plain),
      TOKEN_ALGORITHM: `${head}.${body}.`,
      TOKEN_KEY_UNKNOWN: await stranger.sign(plain),
    };
    for (const [code, token] of Object.entries(tokens)) {
      for (const path of ["/graphql", "/catalogue/graphql"]) {
        const answer = await hub.ask("{ records { totalCount } }", {
          headers: { authorization: `Bearer ${token}` },
          path,
        });
        expect([answer.status, answer.errors[0]?.extensions["code"]], path).toEqual([401, code]);
        expect(answer.data).toBeUndefined();
        expect(answer.errors[0]?.extensions["requestId"]).toBe(answer.headers.get("x-request-id"));
        expect(answer.headers.get("www-authenticate")).toContain('Bearer error="invalid_token"');
        expect(answer.text).not.toContain(token);
      }
      expect(JSON.stringify(hub.logs)).not.toContain(token);
    }
    expect(JSON.stringify(hub.logs)).not.toContain("Jansens");
  });

  it("is what two headers make, even where each token holds", async () => {
    const tokens = [await issuer.token(["cabinet"]), await issuer.token(["partner:CPS:reader"])];
    for (const path of ["/graphql", "/catalogue/graphql", "/admin/graphql"]) {
      const sent = httpRequest(`${hub.url}${path}`, {
        method: "POST",
        headers: [
          "host",
          "127.0.0.1",
          "content-type",
          "application/json",
          ...tokens.flatMap((token) => ["Authorization", `Bearer ${token}`]),
        ],
      }).end(JSON.stringify({ query: "{ __typename }" }));
      const [answer] = (await once(sent, "response")) as [IncomingMessage];
      const code = path === "/admin/graphql" ? "ADMIN_OFF" : "TOKEN_MALFORMED";
      expect(await json(answer), path).toMatchObject({ errors: [{ extensions: { code } }] });
    }
  });
});

describe("without an issuer", () => {
  it("everybody is anybody, whatever they send, which is logged once", async () => {
    spoilt = true;
    await hub.stop();
    for (const partner of [cps, cpl]) partner.admit = () => Promise.resolve(VISIBILITIES);
    hub = await startHub(await newDatabase(), [cps, cpl]);
    await untilListed(hub, 2);
    const { status, data } = await hub.ask("{ records { totalCount } }", {
      headers: { authorization: "Bearer nonsense" },
    });
    expect([status, data.records.totalCount]).toEqual([200, 2]);
    expect(cps.received.at(-1)?.headers.authorization).toBeUndefined();
    expect(hub.logs.filter(({ msg }) => String(msg).includes("SEGPOL_TOKEN_ISSUER"))).toHaveLength(1);
  });
});

describe("readers who ask at the same time", () => {
  it("get nothing of each other's", async () => {
    const asked = Array.from({ length: 60 }, (_, index) => ROLES[index % ROLES.length]);
    const answers = await Promise.all(asked.map(async (roles) => await hub.ask(LIST, { headers: await as(roles) })));
    for (const [index, { data, errors }] of answers.entries()) {
      expect(errors).toEqual([]);
      const ids = (data.events.nodes as Node[]).map(({ id }) => id);
      expect(ids).toEqual(ALL.filter((id) => maySee(asked[index], id)));
      for (const { id, topics } of data.events.nodes as Node[]) expect(topics).toEqual([`over ${id}`]);
    }
  });
});

describe("a partner that refuses the hub's tokens", () => {
  it("is answered for by copies, shows as a problem of its source, and the log says how to mend it", async () => {
    spoilt = true;
    cps.admit = () => Promise.resolve("refused");
    const { data, errors, extensions, text } = await hub.ask(LIST, { headers: await as(["partner:CPS:reader"]) });
    const secret = (data.events.nodes as Node[]).find(({ id }) => id === "cps:event:cabinet");
    expect(secret).toMatchObject({ topics: ["over cps:event:cabinet"], focusGroups: null });
    expect(errors.map((error) => error.extensions["code"])).toEqual(["PARTNER_UNAVAILABLE"]);
    expect(extensions["copies"]).toMatchObject([{ partner: "CPS" }]);
    expect(text).not.toMatch(/db\.internal|TOKEN_ISSUER/);
    cps.put("cps:event:new", title("cps:event:new"));
    const problem = await vi.waitFor(async () => {
      const seen = await hub.ask('{ partner(code: "CPS") { source { state problem records } } }');
      expect(seen).toMatchObject({ data: { partner: { source: { problem: expect.anything() } } } });
      return seen;
    }, 20_000);
    expect(problem.data.partner.source).toEqual({
      state: "STALE",
      problem: "CPS answers, but not usably: it does not let the hub in (HTTP status 401).",
      records: 1,
    });
    expect(hub.logs).toContainEqual(
      expect.objectContaining({
        msg: "partner unavailable",
        reason: "REFUSED",
        mend: expect.stringContaining("SEGPOL_HUB_ISSUER"),
      }),
    );
    expect(hub.logs).toContainEqual(
      expect.objectContaining({ msg: "harvest failed", mend: expect.stringContaining("SEGPOL_HUB_JWKS_URL") }),
    );
    expect((await hub.ask("{ records { totalCount } }")).data.records.totalCount).toBe(2);
    cps.admit = guard(cps);
    await untilListed(hub, 3);
  });
});

describe("a partner that begins to tell readers apart", () => {
  it("is read anew from the beginning, and its lists are never empty meanwhile", async () => {
    spoilt = true;
    cps.admit = () => Promise.resolve(["PUBLIC"]);
    const authorization = (await as(["cabinet"]))["authorization"] ?? "";
    const count = async (): Promise<number> =>
      (await hub.ask('{ events(filter: { partners: ["CPS"] }) { totalCount } }', { headers: { authorization } })).data
        .events.totalCount as number;
    // What the narrower reader is not told of goes at the feed's end.
    cps.put("cps:event:x", title("cps:event:x"));
    const seen: number[] = [];
    await expect
      .poll(async () => {
        seen.push(await count());
        return seen.at(-1);
      })
      .toBe(2);
    expect(Math.min(...seen)).toBeGreaterThan(0);
    cps.admit = guard(cps);
    cps.put("cps:event:y", title("cps:event:y"));
    await expect.poll(count).toBe(5);
    const { data } = await hub.ask("{ records { totalCount } }");
    expect(data.records.totalCount).toBe(4);
  });
});

describe("a record that its owner hid a moment ago", () => {
  it("is answered as the hub knows it until it hears of it, without what its owner alone keeps", async () => {
    spoilt = true;
    cps.tamper = () => {
      throw new Error("not yet");
    };
    cps.mend("cps:event:public", { ...title("cps:event:public"), visibility: "CABINET" });
    const query = '{ record(id: "cps:event:public") { id title ... on CpsEvent { topics focusGroups } } }';
    const known = { id: "cps:event:public", title: "cps:event:public", focusGroups: null };
    const { data, errors } = await hub.ask(query);
    expect(errors).toEqual([]);
    expect(data.record).toEqual({ ...known, topics: ["over cps:event:public"] });
    const fresh = await hub.ask(query, { headers: { "cache-control": "no-cache" } });
    expect(fresh.errors).toEqual([]);
    expect(fresh.data.record).toEqual({ ...known, topics: null });
  });
});
