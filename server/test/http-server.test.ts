import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { IdentityError, type TokenVerifier } from "@segpol/identity";
import { afterEach, describe, expect, test } from "vitest";
import { type RunningServer, startServer } from "./support/start-server.js";

/** The server is looked at every second. */
const POLL = { timeout: 5_000 };
const HELLO = JSON.stringify({ query: "{ hello }" });

let server: RunningServer | undefined;
afterEach(() => server?.stop());

async function start(options: Parameters<typeof startServer>[0] = {}): Promise<RunningServer> {
  server = await startServer(options);
  return server;
}

interface Body {
  readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

async function expectRefusal(response: Response, status: number, code: string): Promise<string> {
  const { errors } = (await response.json()) as Body;
  expect(response.status).toBe(status);
  expect(errors).toMatchObject([{ extensions: { code, requestId: response.headers.get("x-request-id") } }]);
  expect(errors[0]?.message).toMatch(/ Ask otherwise\.$/);
  return errors[0]?.message ?? "";
}

describe("a request's id", () => {
  test("is the client's own, of 64 characters at most, or a new one", async () => {
    const { post } = await start();
    const idOf = async (id: string) => (await post(HELLO, { "x-request-id": id })).headers.get("x-request-id");
    for (const id of ["dash-42", "x".repeat(64)]) expect(await idOf(id)).toBe(id);
    for (const id of ["a b", "x".repeat(65), "<script>"]) expect(await idOf(id)).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("stands in its line of the log, without what follows the question mark", async () => {
    const { url, lines } = await start();
    await fetch(`${url}?query={hello}&secret=1`, { headers: { "x-request-id": "get-1" } });
    const found = () => lines.find(({ requestId, msg }) => requestId === "get-1" && msg === "request");
    await expect.poll(found).toMatchObject({ method: "GET", path: "/graphql", durationMs: expect.any(Number) });
    expect(JSON.stringify(lines)).not.toContain("secret");
  });
});

test("a client counts as one behind a proxy that names its port, and behind a second proxy", async () => {
  const { post } = await start({ trustedProxies: ["127.0.0.1", "10.0.0.0/8"], rate: { perMinute: 2 } });
  const from = async (forwarded: string) => (await post(HELLO, { "x-forwarded-for": forwarded })).status;
  expect([await from("203.0.113.5:1000"), await from("203.0.113.5:1001"), await from("203.0.113.5:1002")]).toEqual([
    200, 200, 429,
  ]);
  expect([await from("203.0.113.5, 10.0.0.9:80"), await from("203.0.113.6:1, 10.0.0.9:81")]).toEqual([429, 200]);
});

describe("HEAD", () => {
  test("is answered as GET is, without the body, and is what the log says", async () => {
    const { url, lines } = await start();
    const ask = (method: string) =>
      fetch(`${url}?query={hello}`, { method, headers: { "apollo-require-preflight": "1", "x-request-id": method } });
    const [head, got] = [await ask("HEAD"), await ask("GET")];
    const headersOf = ({ headers }: Response) =>
      Object.fromEntries(
        [...headers].filter(([name]) => !["x-request-id", "date", "connection", "keep-alive"].includes(name)),
      );
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(headersOf(head)).toEqual(headersOf(got));
    expect(head.headers.get("content-length")).toBe(String((await got.text()).length));
    const methodOf = (id: string) =>
      lines.find(({ requestId, msg }) => requestId === id && msg === "request")?.["method"];
    await expect.poll(() => [methodOf("HEAD"), methodOf("GET")]).toEqual(["HEAD", "GET"]);
  });
});

describe("a request is refused in the server's own words", () => {
  test("with a body that would change an object's prototype, and not for a byte order mark", async () => {
    const { post } = await start();
    const variables = '{"a": {"__proto__": {"admin": true}}}';
    await expectRefusal(await post(`{"query": "{ hello }", "variables": ${variables}}`), 400, "BAD_REQUEST");
    expect((await post(`\uFEFF${HELLO}`)).status).toBe(200);
  });

  test("with a body that is no JSON, and one that is too large", async () => {
    const { post } = await start();
    expect(await expectRefusal(await post('{"query": '), 400, "BAD_REQUEST")).toMatch(/^Expected a body of JSON: /);
    expect(await expectRefusal(await post("x".repeat(1_001)), 413, "BODY_TOO_LARGE")).toContain("1000 bytes");
  });

  test("with a body of another type, and at another address", async () => {
    const { url, post } = await start();
    await expectRefusal(await post(HELLO, { "content-type": "text/plain" }), 415, "UNSUPPORTED_MEDIA_TYPE");
    await expectRefusal(await fetch(new URL("/nothing", url)), 404, "NOT_FOUND");
  });

  test.each(["application/json; charset=iso-8859-1", 'application/json;charset="UTF-16LE"'])(
    "in another encoding: %s",
    async (type) => {
      const { post } = await start();
      const message = await expectRefusal(await post(HELLO, { "content-type": type }), 415, "UNSUPPORTED_MEDIA_TYPE");
      expect(message).toMatch(/^Expected JSON in UTF-8; got charset=(iso-8859-1|UTF-16LE)\./);
    },
  );

  test.each([
    "application/json; charset=utf-8",
    'application/json; charset="UTF8"',
    "application/json; charset=us-ascii",
  ])("but not in UTF-8: %s", async (type) => {
    const { post } = await start();
    expect((await post(HELLO, { "content-type": type })).status).toBe(200);
  });

  test("compressed, and in bytes that are no UTF-8", async () => {
    const { url, post } = await start();
    await expectRefusal(await post(HELLO, { "content-encoding": "gzip" }), 415, "UNSUPPORTED_MEDIA_TYPE");
    const body = Buffer.from('{"query": "{ hello }", "operationName": "caf\u00e9"}', "latin1");
    const sent = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    expect(await expectRefusal(sent, 400, "BAD_REQUEST")).toMatch(/^Expected a body in UTF-8/);
  });

  test.each([
    ["PUT", "/graphql", "GET, HEAD, POST"],
    ["DELETE", "/graphql?query={hello}", "GET, HEAD, POST"],
    ["OPTIONS", "/graphql", "GET, HEAD, POST"],
    ["POST", "/health", "GET, HEAD"],
  ])("of a method that the address does not take: %s %s", async (method, path, allowed) => {
    const { url } = await start();
    const refused = await fetch(new URL(path, url), { method });
    expect(refused.headers.get("allow")).toBe(allowed);
    expect(await expectRefusal(refused, 405, "METHOD_NOT_ALLOWED")).toContain(`got ${method}.`);
  });

  test.each(["text/html", "application/json; charset=utf-16", "image/*"])(
    "for an answer in no type that the client reads: %s",
    async (accept) => {
      const { post } = await start();
      const message = await expectRefusal(await post(HELLO, { accept }), 406, "NOT_ACCEPTABLE");
      expect(message).toContain(`got "${accept}"`);
    },
  );

  test.each(["{}", "null", '{"query": 7}', '{"query": "{ hello }", "variables": []}'])(
    "with what is no request of GraphQL: %s",
    async (body) => {
      const { post } = await start();
      await expectRefusal(await post(body), 400, "BAD_REQUEST");
    },
  );

  test("in the media type that the client reads, and for now only", async () => {
    const { post } = await start();
    const typeFor = async (accept: string): Promise<unknown[]> => {
      const { headers } = await post("[]", { accept });
      return [headers.get("content-type"), headers.get("cache-control"), headers.get("vary")];
    };
    const vary = "Authorization, Accept, Accept-Language";
    const plain = ["application/json; charset=utf-8", "no-store", vary];
    expect(await typeFor("*/*")).toEqual(plain);
    expect(await typeFor("text/html")).toEqual(plain);
    expect(await typeFor("application/graphql-response+json, application/json;q=0.9")).toEqual([
      "application/graphql-response+json; charset=utf-8",
      "no-store",
      vary,
    ]);
  });

  test("that does not arrive in time, headers or body", async () => {
    const { url } = await start({ requestTimeoutMs: 50 });
    for (const begun of [
      "POST /graphql HTTP/1.1\r\nhost: a\r\n",
      `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`,
    ]) {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      socket.write(begun);
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
    }
  });

  test("at what is no address", async () => {
    const { url } = await start();
    const { hostname, port } = new URL(url);
    const [response] = (await once(request({ hostname, port, path: "/%zz" }).end(), "response")) as [
      import("node:http").IncomingMessage,
    ];
    expect(response.statusCode).toBe(400);
    expect(JSON.parse(await text(response))).toMatchObject({
      errors: [{ extensions: { code: "BAD_REQUEST", requestId: response.headers["x-request-id"] } }],
    });
  });

  test("where it is no HTTP", async () => {
    const { url } = await start();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write("NONSENSE\r\n\r\n");
    const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
    const { errors } = JSON.parse(body) as Body;
    expect(head).toMatch(/^HTTP\/1.1 400/);
    expect(errors[0]?.message).toMatch(/^Expected a request of HTTP\/1\.1; got/);
    expect(head).toContain(`X-Request-Id: ${String(errors[0]?.extensions["requestId"])}`);
  });

  test("whose address is too long to be read", async () => {
    const { url } = await start();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(`GET /${"a".repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain("Expected an address and headers of 16 KB at most; got more.");
  });

  test("once the server begins to stop", async () => {
    const { post, beginStopping } = await start();
    beginStopping();
    const response = await post(HELLO);
    expect(response.headers.get("connection")).toBe("close");
    await expectRefusal(response, 503, "SHUTTING_DOWN");
  });
});

describe("a token", () => {
  const verifier: TokenVerifier = {
    identify: async (authorization) => {
      if (authorization === undefined) return undefined;
      if (authorization === "Bearer bad") throw new IdentityError("TOKEN_EXPIRED", "It is over. Ask otherwise.");
      return { subject: authorization, issuer: "https://issuer.example", roles: [], expiresAt: new Date() };
    },
  };

  test("that does not hold is refused before the body is read, and counted", async () => {
    const { post } = await start({ verifier, rate: { perMinute: 2 } });
    const bad = () => post("{", { authorization: "Bearer bad" });
    const refused = await bad();
    await expectRefusal(refused, 401, "TOKEN_EXPIRED");
    expect(refused.headers.get("www-authenticate")).toBe(
      'Bearer error="invalid_token", error_description="TOKEN_EXPIRED"',
    );
    expect([(await bad()).status, (await bad()).status]).toEqual([401, 429]);
  });

  test("makes the answer one reader's own, and its bearer a client of its own", async () => {
    const { post } = await start({ verifier, rate: { perMinute: 1 } });
    const as = (bearer: string) => post(HELLO, { authorization: `Bearer ${bearer}` });
    const { headers } = await as("one");
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("vary")).toBe("Authorization, Accept, Accept-Language");
    expect([(await as("one")).status, (await as("two")).status]).toEqual([429, 200]);
    expect((await post(HELLO)).headers.get("cache-control")).toBeNull();
  });
});

test("a request whose client goes away while its token is verified is counted, and never run, and is no fault", async () => {
  const [asked, verified] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let handled = 0;
  const { url, lines } = await start({
    rate: { perMinute: 100 },
    verifier: {
      async identify() {
        asked.resolve();
        await verified.promise;
        return undefined;
      },
    },
    handle: async () => (handled += 1),
  });
  const client = new AbortController();
  const left = fetch(`${url}?query={hello}`, { signal: client.signal });
  await asked.promise;
  client.abort();
  await expect(left).rejects.toThrow();
  await expect.poll(() => lines).toContainEqual(expect.objectContaining({ msg: "client went away" }));
  verified.resolve();

  // Reset as soon as it has been sent: the request arrives, and its connection has no address any more.
  const reset = connect(Number(new URL(url).port), "127.0.0.1");
  await once(reset, "connect");
  reset.write("GET /graphql?query={hello} HTTP/1.1\r\nhost: hub\r\nx-request-id: reset\r\n\r\n");
  reset.resetAndDestroy();
  await expect
    .poll(() => lines)
    .toContainEqual(expect.objectContaining({ msg: "client went away", requestId: "reset" }));

  expect((await fetch(`${url}?query={hello}`)).status).toBe(200);
  expect(lines.filter(({ level }) => Number(level) > 30)).toEqual([]);
  expect(handled).toBe(1);
});

describe("health", () => {
  test("is ok while the process runs, ready while what it needs is", async () => {
    let broken = false;
    const { url, lines } = await start({
      checkReady: () => (broken ? Promise.reject(new Error("down")) : Promise.resolve()),
    });
    const ask = async (path: string) => {
      const response = await fetch(new URL(path, url));
      return [response.status, await response.json()];
    };
    expect(await ask("/health")).toEqual([200, { status: "ok" }]);
    expect(await ask("/ready")).toEqual([200, { status: "ready" }]);
    broken = true;
    await expect.poll(() => ask("/ready"), POLL).toEqual([503, { status: "not ready" }]);
    expect(await ask("/health")).toEqual([200, { status: "ok" }]);
    broken = false;
    await expect.poll(() => ask("/ready"), POLL).toEqual([200, { status: "ready" }]);
    const told = lines.map(({ msg }) => msg).filter((msg) => msg === "not ready" || msg === "ready again");
    expect(told).toEqual(["not ready", "ready again"]);
  });

  test("of what does not answer is told without waiting for it, and once it answers", async () => {
    const answer = Promise.withResolvers<void>();
    const { url, looks } = await counted(() => answer.promise);
    const ready = async () => (await fetch(new URL("/ready", url))).status;
    expect(await Promise.all(Array.from({ length: 20 }, ready))).toEqual(Array(20).fill(503));
    expect(looks()).toBe(1);
    answer.resolve();
    await expect.poll(ready, POLL).toBe(200);
  });

  test("is not lost while the process itself is busy", async () => {
    const { url, looks, lines } = await counted(async () => {
      for (const ms of [300, 300]) await sleep(ms);
    });
    await expect.poll(looks, POLL).toBe(2);
    const end = performance.now() + 2_500;
    while (performance.now() < end);
    await expect.poll(looks, POLL).toBe(3);
    expect((await fetch(new URL("/ready", url))).status).toBe(200);
    expect(lines.map(({ msg }) => msg)).not.toContain("not ready");
  });

  async function counted(check: () => Promise<void>) {
    let count = 0;
    const running = await start({
      checkReady() {
        count += 1;
        return check();
      },
    });
    return { ...running, looks: () => count };
  }
});
