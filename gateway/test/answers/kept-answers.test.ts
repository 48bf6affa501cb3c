import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import { useHubDatabases } from "../support/hub-database.js";
import { startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { StubPartner } from "../support/stub-partner.js";
import { type Got, isKept as isKeptBy, send as sendTo } from "./support/wire.js";

const LIST = "query List { events(first: 100) { nodes { id title } totalCount } }";
const newDatabase = useHubDatabases();
let databaseUrl: string;
let cps: StubPartner;
let hub: TestHub;
let asked = 0;

beforeAll(async () => {
  cps = new StubPartner("CPS");
  await cps.start();
  for (let index = 0; index < 30; index += 1) {
    cps.put(`cps:event:e-${index}`, { title: { original: "NL", NL: `Studiedag ${index}`, FR: `Journée ${index}` } });
  }
  databaseUrl = await newDatabase();
  hub = await startHub(databaseUrl, [cps], { SEGPOL_CORS_ORIGINS: "https://dashboard.example.org" });
  await untilListed(hub, 30);
});
afterAll(async () => {
  await hub?.stop();
  await cps?.stop();
});
beforeEach(() => {
  asked += 1;
});

/** The same operation for nobody else: each test begins without an answer. */
const own = (query: string) => `${query} # ${asked}`;

const send = (
  method: "GET" | "HEAD" | "POST",
  query: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Got> => sendTo(hub, method, query, headers);
const isKept = (got: Got): Promise<boolean> => isKeptBy(hub, got);
const linesOf = (id: string) => hub.logs.filter(({ requestId }) => requestId === id);

describe("an answer of which nothing has changed", () => {
  it("is given again to the byte, without being run, and the log says so without a warning", async () => {
    const first = await send("POST", own(LIST));
    const again = await send("POST", own(LIST), { "x-request-id": `again-${asked}` });

    expect(await isKept(first)).toBe(false);
    expect(await isKept(again)).toBe(true);
    expect(again.body.equals(first.body)).toBe(true);
    expect(again.headers["x-request-id"]).toBe(`again-${asked}`);
    expect(linesOf(`again-${asked}`)).toMatchObject([
      { msg: "request", status: 200, path: "/graphql", operationName: "List", kept: true, level: 30 },
    ]);
  });

  it("comes with the same headers as the first time, but for the request's own", async () => {
    const [first, again] = [await send("POST", own(LIST)), await send("POST", own(LIST))];
    const { "x-request-id": _first, date: _date, ...headers } = first.headers;
    const { "x-request-id": _again, date: _later, ...headersAgain } = again.headers;

    expect(headersAgain).toEqual(headers);
    expect(headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "cache-control": "public, no-cache",
      etag: expect.stringMatching(/^"[\w-]{27}"$/) as string,
      "x-content-type-options": "nosniff",
    });
    const vary = String(headers.vary).toLowerCase().split(/, */);
    expect(vary).toEqual(
      expect.arrayContaining(["accept-language", "authorization", "accept-datetime", "accept-encoding", "origin"]),
    );
  });

  it("is another for another language, media type, address and origin", async () => {
    const nl = await send("POST", own(LIST), { "accept-language": "nl" });
    const fr = await send("POST", own(LIST), { "accept-language": "fr" });
    const typed = await send("POST", own(LIST), { accept: "application/graphql-response+json" });
    const got = await send("GET", own(LIST));
    const page = await send("POST", own(LIST), { origin: "https://dashboard.example.org" });

    expect(nl.body.toString()).toContain("Studiedag");
    expect(fr.body.toString()).toContain("Journée");
    expect(typed.headers["content-type"]).toContain("application/graphql-response+json");
    expect(page.headers["access-control-allow-origin"]).toBe("https://dashboard.example.org");
    for (const each of [nl, fr, typed, got, page]) expect(await isKept(each)).toBe(false);
    expect(typed.body.equals((await send("POST", own(LIST), { "accept-language": "*" })).body)).toBe(true);
    expect(typed.headers.etag).not.toBe(got.headers.etag);
    const frAgain = await send("POST", own(LIST), { "accept-language": "fr;q=0.9" });
    expect(await isKept(frAgain)).toBe(true);
    expect(frAgain.body.equals(fr.body)).toBe(true);
  });

  it("is made anew for a request with Cache-Control: no-cache", async () => {
    await send("POST", own(LIST));
    const anew = await send("POST", own(LIST), { "cache-control": "no-cache" });

    expect(await isKept(anew)).toBe(false);
    expect(anew.headers.etag).toBeUndefined();
  });

  it("is compressed as the client takes it, each coding with a tag of its own", async () => {
    const plain = await send("POST", own(LIST));
    const br = await send("POST", own(LIST), { "accept-encoding": "gzip, deflate, br" });
    const gzip = await send("POST", own(LIST), { "accept-encoding": "br;q=0.1, gzip" });
    const none = await send("POST", own(LIST), { "accept-encoding": "zstd" });

    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(br.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(none.body.equals(plain.body)).toBe(true);
    expect(new Set([plain, br, gzip].map(({ headers }) => headers.etag)).size).toBe(3);
  });

  it("is 304 for a GET by whoever has it in this coding, and whole for a POST", async () => {
    const query = own(LIST);
    const { etag = "" } = (await send("GET", query)).headers;
    const known = await send("GET", query, { "if-none-match": `"other", W/${etag}` });
    const anyOne = await send("GET", query, { "if-none-match": "*" });
    const compressed = await send("GET", query, { "if-none-match": etag, "accept-encoding": "br" });
    await send("POST", query);
    const posted = await send("POST", query, { "if-none-match": etag });

    expect([known.status, anyOne.status, compressed.status, posted.status]).toEqual([304, 304, 200, 200]);
    expect(known.body).toHaveLength(0);
    expect(known.headers).toMatchObject({ etag, "cache-control": "public, no-cache" });
    expect(known.headers["content-type"]).toBeUndefined();
  });

  it("is the same for HEAD, without the body", async () => {
    const query = own(LIST);
    const { headers, body } = await send("GET", query);
    const head = await send("HEAD", query);
    const known = await send("HEAD", query, { "if-none-match": headers.etag ?? "" });

    expect([head.status, head.body.length, known.status]).toEqual([200, 0, 304]);
    expect(head.headers).toMatchObject({ etag: headers.etag, "content-length": String(body.length) });
    expect(await isKept(head)).toBe(true);
  });
});

describe("what is never kept", () => {
  it.each([
    ["an answer with errors", '{ events(first: 5, after: "x") { totalCount } }'],
    [
      "an answer with what a partner alone keeps",
      "{ events(first: 5) { nodes { id ... on CpsEvent { focusGroups } } } }",
    ],
    ["a partner's own query", '{ cpsHello(name: "you") }'],
    ["what is not valid", "{ nothing }"],
  ])("%s", async (_name, query) => {
    await send("POST", own(query));
    const again = await send("POST", own(query));
    expect(await isKept(again)).toBe(false);
    expect(again.headers["cache-control"]).toBe("no-store");
    expect(again.headers.etag).toBeUndefined();
  });

  it("an answer as of an instant to come", async () => {
    const headers = { "accept-datetime": new Date(Date.now() + 3_600_000).toISOString() };
    await send("POST", own(LIST), headers);
    expect(await isKept(await send("POST", own(LIST), headers))).toBe(false);
  });
});

describe("a request that a page of another site could make in secret", () => {
  it("is refused though its answer is kept", async () => {
    const query = own(LIST);
    expect((await send("GET", query)).status).toBe(200);
    expect((await send("GET", query, { "apollo-require-preflight": "" })).status).toBe(400);
    await send("POST", query);
    expect((await send("POST", query, { "content-type": "text/plain" })).status).toBe(415);
  });
});

describe("equal requests that come together", () => {
  it("are run once, and counted each", async () => {
    const query = own(LIST).replace("List", "Together");
    const got = await Promise.all(Array.from({ length: 12 }, () => send("POST", query)));

    const kept = await Promise.all(got.map(isKept));
    expect(kept.filter((each) => !each)).toHaveLength(1);
    expect(new Set(got.map(({ body }) => body.toString())).size).toBe(1);
    const db = createHubDatabase(databaseUrl).withTables<{
      operation_shape: { digest: string; name: string };
      operation_use: { operation: string; times: number };
    }>();
    try {
      await vi.waitFor(
        async () =>
          expect(
            await db
              .selectFrom("operation_use")
              .innerJoin("operation_shape", "operation_shape.digest", "operation_use.operation")
              .select(({ fn }) => fn.sum<string>("times").as("times"))
              .where("name", "=", "Together")
              .execute(),
          ).toEqual([{ times: "12" }]),
        15_000,
      );
    } finally {
      await db.destroy();
    }
  });
});

describe("an answer with details", () => {
  it("stays while its owner has nothing new, and goes when the owner cannot be read", async () => {
    await hub.stop();
    hub = await startHub(await newDatabase(), [cps], { SEGPOL_HARVEST_WAIT_S: "1", SEGPOL_HARVEST_RETRY_MIN_MS: "20" });
    await untilListed(hub, 30);
    const details = own("{ events(first: 3) { nodes { id topics } } }");
    const asOf = async (): Promise<unknown> =>
      (await hub.ask('{ partner(code: "CPS") { source { state asOf } } }')).data.partner.source;
    await expect.poll(asOf).toMatchObject({ state: "LIVE" });
    await send("POST", details);
    const before = await asOf();
    await expect.poll(asOf).not.toEqual(before);
    const again = await send("POST", details);
    expect(again.body.toString()).not.toContain("copies");
    expect(await isKept(again)).toBe(true);

    cps.harvestMode = "refuse";
    await expect.poll(async () => (await send("POST", details)).body.toString()).toContain("copies");
    cps.harvestMode = "ok";
    await expect.poll(async () => (await send("POST", details)).body.toString()).not.toContain("copies");
  });
});
