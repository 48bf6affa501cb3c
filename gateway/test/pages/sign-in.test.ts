import { once } from "node:events";
import { readFileSync } from "node:fs";
import { get as httpGet, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { useHubDatabases } from "../support/hub-database.js";
import { type Seen, Visitor } from "./support/visitor.js";
import { COOKIE, FLOW, HIDDEN, PAGE, SigningHub } from "./support/signing-hub.js";

const newDatabase = useHubDatabases();
let at: SigningHub;
beforeAll(async () => {
  at = await SigningHub.start(await newDatabase());
});
afterAll(() => at?.stop());

const formToken = ({ text }: Seen): string => /name="token" value="([^"]+)"/.exec(text)?.[1] ?? "";

describe("signing in to the pages", () => {
  it("shows the cabinet what is hidden, says who reads, and shows others nothing of it", async () => {
    const visitor = await at.signedIn();
    const page = await visitor.get(at.hub.url + PAGE);
    expect(page.text).toContain(HIDDEN);
    expect(page.text).toContain("Cabinet");
    expect(page.text).toContain("het kabinet");
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    expect(page.headers.get("etag")).toBeNull();
    expect(page.headers.get("vary")?.toLowerCase()).toMatch(/\bcookie\b/);
    const other = await new Visitor().get(at.hub.url + PAGE);
    expect(other.status).toBe(404);
    expect(other.text).not.toContain(HIDDEN);
    expect(other.headers.get("vary")?.toLowerCase()).toMatch(/\bcookie\b/);
    expect((await at.signedIn("person:cps-reader").then((each) => each.get(at.hub.url + PAGE))).text).toContain(HIDDEN);
    expect((await at.signedIn("person:hub-admin").then((each) => each.get(at.hub.url + PAGE))).status).toBe(404);
  });

  it("gives the browser no token, and the database nothing by which one is signed in", async () => {
    const visitor = await at.signedIn();
    const sent = visitor.seen.map(({ text, headers }) => text + JSON.stringify([...headers])).join("\n");
    expect(sent).toContain(`${COOKIE}=`);
    expect(sent).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
    const id = decodeURIComponent(visitor.cookie(at.hub.url, COOKIE) ?? "").split(".")[0] ?? "";
    expect(id.length).toBeGreaterThan(30);
    const { rows } = await at.database.query<{ row: string }>(
      "select encode(id, 'escape') || encode(sealed, 'escape') as row from reader_session",
    );
    const kept = rows.map(({ row }) => row).join("\n");
    expect(kept).not.toBe("");
    for (const secret of [id, "eyJ", "accessToken"]) expect(kept).not.toContain(secret);
    expect(JSON.stringify(at.hub.logs)).not.toMatch(/eyJ|code=|person:cabinet|"Cabinet"/);
  });

  it("keeps its cookies from scripts and from other sites", async () => {
    const visitor = await at.signedIn();
    const set = visitor.seen.flatMap(({ headers }) => headers.getSetCookie()).filter((line) => line.startsWith(COOKIE));
    expect(set.length).toBeGreaterThan(1);
    for (const line of set) expect(line).toMatch(/Path=\/; HttpOnly; SameSite=Lax$|Path=\/.*HttpOnly.*SameSite=Lax/);
  });

  it("gives a new session to who signs in, whatever session the browser had, and ends that one", async () => {
    const attacker = await at.signedIn("person:cps-reader");
    const planted = attacker.cookie(at.hub.url, COOKIE) ?? "";
    const victim = new Visitor();
    victim.setCookie(at.hub.url, COOKIE, planted);
    expect((await at.signIn(victim)).text).toContain("het kabinet");
    expect(victim.cookie(at.hub.url, COOKIE)).not.toBe(planted);
    const left = await attacker.get(at.hub.url + PAGE);
    expect(left.text).not.toContain(HIDDEN);
    expect(left.text).toContain("Uw sessie is beëindigd");
  });

  it("comes back to pages of this hub alone", async () => {
    const visitor = new Visitor();
    for (const address of [
      "https://evil.example/nl",
      "//evil.example/nl",
      "/\\evil.example",
      "/\t/evil.example/nl",
      "/nl/..//evil.example",
      "/nl/../..//evil.example/%2e%2e",
      "nl",
      "javascript:alert(1)",
      "/graphql",
      "/sign-out",
      "/nlevil",
      `/nl?${"x".repeat(3_000)}`,
      "",
    ]) {
      const { status, location, text } = await visitor.get(at.signInAddress(address));
      expect([status, location], address).toEqual([400, undefined]);
      expect(text).toContain("RETURN_ADDRESS_REFUSED");
    }
    expect((await visitor.get(`${at.hub.url}/sign-in?return=/nl&return=//evil.example`)).status).toBe(400);
    const { location } = await at.chooseAtIssuer(visitor, undefined, "/nl/agenda?themes=TRUST");
    expect((await visitor.get(location ?? "")).location).toBe(`${at.hub.url}/nl/agenda?themes=TRUST`);
  });

  it("refuses an answer of the issuer that this browser did not ask for, and one that came before", async () => {
    const attacker = new Visitor();
    const { location: theirs = "" } = await at.chooseAtIssuer(attacker, "person:cps-reader");
    const strangers = new Visitor();
    const started = new Visitor();
    const { location: own = "" } = await at.chooseAtIssuer(started);
    const swapped = new URL(own);
    swapped.searchParams.set("code", new URL(theirs).searchParams.get("code") ?? "");
    const before = await at.sessionCount();
    const forged = (change: (url: URL) => void): string => {
      const url = new URL(own);
      change(url);
      return url.href;
    };
    const attempts: [Visitor, string][] = [
      [strangers, theirs],
      [strangers, `${at.hub.url}/sign-in/callback`],
      [strangers, `${at.hub.url}/sign-in/callback?code=x&state=y`],
    ];
    for (const [visitor, url] of attempts) await expectNobody(visitor, url);
    for (const url of [
      theirs,
      swapped.href,
      forged((url) => url.searchParams.set("state", "x")),
      forged((url) => url.searchParams.delete("state")),
      forged((url) => url.searchParams.set("iss", "https://evil.example")),
      forged((url) => url.searchParams.set("code", "x")),
    ]) {
      const visitor = new Visitor();
      await at.chooseAtIssuer(visitor);
      const flow = started.cookie(at.hub.url, FLOW) ?? "";
      visitor.setCookie(at.hub.url, FLOW, flow);
      await expectNobody(visitor, url);
    }
    expect(await at.sessionCount()).toBe(before);

    const again = new Visitor();
    const { location = "" } = await at.chooseAtIssuer(again);
    const flow = again.cookie(at.hub.url, FLOW) ?? "";
    expect((await again.follow(await again.get(location))).text).toContain("/sign-out");
    again.setCookie(at.hub.url, FLOW, flow);
    const replayed = new Visitor();
    replayed.setCookie(at.hub.url, FLOW, flow);
    await expectNobody(replayed, location);
  });

  async function expectNobody(visitor: Visitor, url: string): Promise<void> {
    const problem = await visitor.get(url);
    expect([problem.status, problem.location], url).toEqual([
      303,
      expect.stringMatching(/\/nl\/sign-in\?problem=INTERRUPTED/),
    ]);
    expect(visitor.cookie(at.hub.url, COOKIE)).toBeUndefined();
    const page = await visitor.get(problem.location ?? "");
    expect(page.text).toContain("U bent niet aangemeld");
    expect(page.text).toContain("/sign-in?return=");
  }

  it("says so to who does not choose anybody", async () => {
    const visitor = new Visitor();
    const page = await visitor.follow(await at.chooseAtIssuer(visitor, ""));
    expect(page.text).toContain("U hebt u niet aangemeld");
    expect(visitor.cookie(at.hub.url, COOKIE)).toBeUndefined();
  });

  it("takes cookies that are not its own for none", async () => {
    const real = (await at.signedIn()).cookie(at.hub.url, COOKIE) ?? "";
    const [id = ""] = decodeURIComponent(real).split(".");
    for (const [name, value] of [
      [COOKIE, "x".repeat(6_000)],
      [COOKIE, `${id}.${"A".repeat(43)}`],
      [COOKIE, id],
      [COOKIE, ""],
      [COOKIE, "%ZZ"],
      [`__Host-${COOKIE}`, real],
      ["sessionId", real],
      [FLOW, real],
    ] as const) {
      const visitor = new Visitor();
      visitor.setCookie(at.hub.url, name, value);
      const page = await visitor.get(at.hub.url + PAGE);
      expect([page.status, page.text.includes(HIDDEN)], `${name}=${value}`).toEqual([404, false]);
    }
    const huge = new Visitor();
    huge.setCookie(at.hub.url, COOKIE, "x".repeat(40_000));
    expect((await huge.get(at.hub.url + PAGE)).status).toBe(431);
  });
});

describe("a session", () => {
  it("asks the graph for its own pages alone, and with their queries alone", async () => {
    const visitor = await at.signedIn();
    const own = { origin: at.hub.url };
    const { hash, name } = rootQuery();
    const question = { name, hash, variables: {} };
    const ask = (headers: Record<string, string>, body: unknown = question) =>
      visitor.postJson(`${at.hub.url}/reader/graphql`, body, headers);
    const answer = await ask({ "sec-fetch-site": "same-origin", ...own });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ data: { overview: {} } });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect((await ask(own)).status).toBe(200);
    for (const headers of [
      {},
      { "sec-fetch-site": "same-site", ...own },
      { "sec-fetch-site": "cross-site", ...own },
      { "sec-fetch-site": "none" },
      { origin: "https://evil.example" },
      { origin: at.hub.url.replace("http:", "https:") },
      { origin: `http://127.0.0.1:${new URL(at.cps.definition.url).port}` },
      { origin: "null" },
    ]) {
      const { status, text } = await ask(headers);
      expect([status, text], JSON.stringify(headers)).toEqual([403, expect.stringContaining("CROSS_SITE_REQUEST")]);
    }
    expect((await ask(own, { ...question, hash: "0".repeat(64) })).text).toContain("OPERATION_NOT_LISTED");
    expect((await ask(own, { ...question, variables: 1 })).text).toContain("BAD_REQUEST");
    const nobody = await new Visitor().postJson(`${at.hub.url}/reader/graphql`, question, own);
    expect([nobody.status, nobody.text]).toEqual([401, expect.stringContaining("SESSION_ENDED")]);
  });

  it("is of no use at the graph itself", async () => {
    const visitor = await at.signedIn();
    const query = encodeURIComponent("{ records { totalCount } }");
    const { text } = await visitor.get(`${at.hub.url}/graphql?query=${query}`, { "apollo-require-preflight": "1" });
    expect(JSON.parse(text)).toEqual({ data: { records: { totalCount: 0 } } });
  });

  it("ends when its reader signs out, here and at the issuer, and at nobody else's wish", async () => {
    const visitor = await at.signedIn();
    const token = formToken(await visitor.get(at.hub.url + PAGE));
    const stranger = formToken(await (await at.signedIn()).get(at.hub.url + PAGE));
    const own = { origin: at.hub.url, "sec-fetch-site": "same-origin" };
    const signOut = (form: Record<string, string>, headers: Record<string, string> = own) =>
      visitor.post(`${at.hub.url}/sign-out`, form, headers);
    for (const [form, headers] of [
      [{ token }, {}],
      [{ token }, { ...own, "sec-fetch-site": "same-site" }],
      [{ token }, { origin: "https://evil.example" }],
      [{}, own],
      [{ token: "" }, own],
      [{ token: stranger }, own],
    ] as const) {
      expect((await signOut(form, headers)).status, JSON.stringify([form, headers])).toBe(403);
    }
    expect((await visitor.get(`${at.hub.url}/sign-out`)).status).toBe(405);
    expect((await signOut({ token, return: "//evil.example" })).status).toBe(400);
    expect((await visitor.get(at.hub.url + PAGE)).text).toContain(HIDDEN);

    const kept = visitor.cookie(at.hub.url, COOKIE) ?? "";
    const before = await at.sessionCount();
    const bye = await signOut({ token, return: "/nl" });
    expect(bye.text).toContain("U bent hier afgemeld");
    expect(visitor.cookie(at.hub.url, COOKIE)).toBeUndefined();
    expect(await at.sessionCount()).toBe(before - 1);
    expect((await visitor.get(at.hub.url + PAGE)).status).toBe(404);
    // Whoever has kept the cookie has nothing.
    const thief = new Visitor();
    thief.setCookie(at.hub.url, COOKIE, kept);
    expect((await thief.get(at.hub.url + PAGE)).text).not.toContain(HIDDEN);

    const address = /url=([^"]+)"/.exec(bye.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(address).toContain(at.issuer.url);
    expect(address).not.toContain("id_token_hint");
    const asked = await visitor.get(address);
    expect(asked.headers.get("content-security-policy")).toContain(`form-action 'self' ${at.hub.url}`);
    const [, action = "", xsrf = ""] = /action="([^"]+)".*name="xsrf" value="([^"]+)"/s.exec(asked.text) ?? [];
    const done = await visitor.post(action, { xsrf, logout: "yes" });
    expect(done.location).toBe(`${at.hub.url}/sign-out/done?state=nl`);
    expect((await visitor.follow(done)).status).toBe(200);
    expect((await visitor.get(`${at.hub.url}/sign-out/done?state=/evil.example`)).location).not.toContain("//evil");
  });

  it("is renewed while the issuer has its reader signed in, and ends with the issuer's", async () => {
    const visitor = await at.signedIn();
    const sealed = async (): Promise<unknown> =>
      (
        await at.database.query(
          "select encode(sealed, 'hex') as sealed from reader_session order by expires_at desc limit 1",
        )
      ).rows[0];
    const first = await sealed();
    // Its access token holds for a second: each page has it renewed, and several at once have it renewed once.
    const pages = await Promise.all([1, 2, 3].map(() => visitor.get(at.hub.url + PAGE)));
    for (const { text } of pages) expect(text).toContain(HIDDEN);
    expect(await sealed()).not.toEqual(first);

    const asked = await visitor.get(`${at.issuer.url}/session/end`);
    const [, action = "", xsrf = ""] = /action="([^"]+)".*name="xsrf" value="([^"]+)"/s.exec(asked.text) ?? [];
    await visitor.post(action, { xsrf, logout: "yes" });
    const page = await visitor.get(at.hub.url + PAGE);
    expect(page.text).not.toContain(HIDDEN);
    expect(page.text).toContain("Uw sessie is beëindigd");
    expect(page.text).toContain("/sign-in?return=");
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    const question = { ...rootQuery(), variables: {} };
    expect((await visitor.postJson(`${at.hub.url}/reader/graphql`, question, { origin: at.hub.url })).status).toBe(401);
    // It goes on saying so, until they sign in, or go on without.
    const again = await visitor.get(`${at.hub.url}/nl`);
    expect(again.text).toContain("Uw sessie is beëindigd");
    const own = { origin: at.hub.url };
    const left = await visitor.post(`${at.hub.url}/sign-out`, { token: formToken(again), return: "/nl" }, own);
    expect(left.location).toBe(`${at.hub.url}/nl`);
    expect((await visitor.get(`${at.hub.url}/nl`)).text).not.toContain("Uw sessie is beëindigd");
  });

  it("ends after its hours, whatever the issuer says, and leaves the database with the next that begins", async () => {
    const visitor = await at.signedIn();
    const before = await at.sessionCount();
    await at.database.query("update reader_session set expires_at = now() - interval '1 second'");
    expect((await visitor.get(at.hub.url + PAGE)).text).toContain("Uw sessie is beëindigd");
    await at.signedIn();
    expect([before > 0, await at.sessionCount()]).toEqual([true, 1]);
  });
});

it("by a name that is not the hub's nobody signs in there, nor is led there", async () => {
  const { port } = new URL(at.hub.url);
  const sent = httpGet({ port, path: `/sign-in?return=${PAGE}`, headers: { host: "evil.example" } });
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.resume();
  const own = `http://localhost:${port}/sign-in?return=${encodeURIComponent(PAGE)}`;
  expect([response.statusCode, response.headers.location, response.headers["set-cookie"]]).toEqual([
    303,
    own,
    undefined,
  ]);
});

// The last one: the issuer is gone after it.
it("while the issuer does not answer, that is said to who signs in or has a session to be renewed, and others read on", async () => {
  const onTheWay = new Visitor();
  const { location = "" } = await at.chooseAtIssuer(onTheWay);
  const signed = await at.signedIn();
  await at.issuer.stop();
  const page = await onTheWay.follow(await onTheWay.get(location));
  expect(page.text).toContain("U bent niet aangemeld");
  expect(page.text).toContain("antwoordt niet");
  expect(onTheWay.cookie(at.hub.url, COOKIE)).toBeUndefined();

  // Its access token holds for a second.
  const renewed = async (): Promise<void> => {
    const { status, text, headers } = await signed.get(at.hub.url + PAGE);
    expect([status, text.includes(HIDDEN)]).toEqual([404, false]);
    expect(text).toContain("Wie aangemeld is, kan nu niet worden nagegaan");
    expect(headers.get("cache-control")).toBe("private, no-store");
  };
  await vi.waitFor(renewed, { timeout: 20_000 });
  const file = await signed.get(`${at.hub.url}/nl/agenda.csv`);
  expect([file.status, file.text]).toEqual([503, expect.stringContaining("SIGN_IN_UNAVAILABLE")]);
  const other = await new Visitor().get(`${at.hub.url}/nl`);
  expect([other.status, other.text.includes("<h1>")]).toEqual([200, true]);
});

/** The query that every page asks. */
function rootQuery(): { readonly name: string; readonly hash: string } {
  const file = new URL("dist/operations.json", import.meta.resolve("@segpol/pages/package.json"));
  const { operations } = JSON.parse(readFileSync(file, "utf8")) as { operations: { id: string; name: string }[] };
  return { name: "Root", hash: operations.find(({ name }) => name === "Root")?.id ?? "" };
}
