import { startTemporaryPostgres } from "@segpol/launcher";
import { useDatabases } from "@segpol/launcher/testing";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readServerConfig } from "../src/serving/config.js";
import { DEFAULT_LIMITS } from "../src/serving/limits.js";
import { createPartnerServer, type PartnerServer } from "../src/serving/partner-server.js";
import { ask, askData } from "../src/testing/ask.js";
import { samplePartner } from "./support/sample-partner.js";

const partner = samplePartner();
const lines: Record<string, unknown>[] = [];
const log = pino(
  { level: "debug" },
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  }),
);

const databases = useDatabases();
let databaseUrl: string;
let server: PartnerServer;
beforeAll(async () => {
  databaseUrl = (await databases.create("sample")).ownerUrl;
  server = await createPartnerServer(partner, { databaseUrl, port: 0, log });
});
afterAll(async () => {
  await server?.stop();
});

const others: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of others.splice(0)) await each.stop();
});

async function startAnother(onStatement?: (sql: string) => void): Promise<PartnerServer> {
  const another = await createPartnerServer(partner, {
    databaseUrl,
    port: 0,
    log,
    ...(onStatement ? { onStatement } : {}),
  });
  others.push(another);
  return another;
}

describe("a request", () => {
  test("keeps the id it comes with, in the answer and in the log", async () => {
    const { headers, data } = await ask(server.url, "{ sampleRequestId }", {}, { "x-request-id": "abc-123" });
    expect(headers.get("x-request-id")).toBe("abc-123");
    expect(data).toEqual({ sampleRequestId: "abc-123" });
    await expect
      .poll(() => lines.find(({ requestId, msg }) => requestId === "abc-123" && msg === "request"))
      .toMatchObject({ status: 200 });
  });

  test("is given an id when it has none, or one that does not fit in a log", async () => {
    for (const headers of [{}, { "x-request-id": "a b" }, { "x-request-id": "x".repeat(101) }]) {
      const answer = await ask(server.url, "{ sampleRequestId }", {}, headers);
      expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test("that fails unexpectedly tells clients no more than its id, and the log everything", async () => {
    const { errors, headers, data } = await ask(server.url, "{ sampleFails }");
    const requestId = headers.get("x-request-id");
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { message: "Internal error", extensions: { code: "INTERNAL_SERVER_ERROR", requestId } },
    ]);
    expect(JSON.stringify(errors)).not.toContain("1234");
    expect(lines.find((line) => line["requestId"] === requestId && line["level"] === 50)).toMatchObject({
      err: { message: "secret: the password is 1234" },
    });
  });

  test("that asks what is not there is told so", async () => {
    const { errors } = await ask(server.url, "{ nothing }");
    expect(errors[0]?.extensions["code"]).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  test("cannot write", async () => {
    const { errors } = await ask(server.url, "mutation { remove }");
    expect(errors).not.toEqual([]);
  });

  test("can introspect", async () => {
    const { __schema } = await askData<{ __schema: { queryType: { name: string } } }>(
      server.url,
      "{ __schema { queryType { name } } }",
    );
    expect(__schema.queryType.name).toBe("Query");
  });

  test("that another site's page could make in secret is refused", async () => {
    const response = await fetch(server.url, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: JSON.stringify({ query: "{ sampleRequestId }" }),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toContain('sampleRequestId":');
  });

  test("of more than 2 MiB is refused", async () => {
    const response = await fetch(server.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `{ sampleRequestId } # ${"x".repeat(2 * 1024 * 1024)}` }),
    });
    expect(response.status).toBe(413);
  });
});

describe("health", () => {
  test("is up while the process is, ready while the database is", async () => {
    const own = await startTemporaryPostgres();
    others.push(own);
    const lonely = await createPartnerServer(partner, {
      databaseUrl: await own.ensureDatabase("lonely"),
      port: 0,
      log,
    });
    others.unshift(lonely);
    const status = async (path: string) => (await fetch(new URL(path, lonely.url))).status;
    expect([await status("/health"), await status("/ready")]).toEqual([200, 200]);
    await own.stop();
    await expect.poll(() => status("/ready"), { timeout: 5_000 }).toBe(503);
    expect(await status("/health")).toBe(200);
  });
});

describe("stopping", () => {
  test("ends what waits for a change, and takes no more requests", async () => {
    const statements: string[] = [];
    const another = await startAnother((sql) => statements.push(sql));
    const { _changes } = await askData<{ _changes: { cursor: string } }>(another.url, "{ _changes { cursor } }");
    const waiting = ask(
      another.url,
      "query ($after: String) { _changes(after: $after, wait: 30) { changes { id } } }",
      { after: _changes.cursor },
    );
    await expect.poll(() => statements.filter((sql) => sql.includes("record_change")).length).toBeGreaterThan(1);
    await another.stop();
    // With an answer, and not with a connection that was cut.
    expect(await waiting).toMatchObject({ errors: [], data: { _changes: { changes: [] } } });
    await expect(fetch(another.url)).rejects.toThrow();
  });

  test("can be asked twice", async () => {
    const another = await startAnother();
    await Promise.all([another.stop(), another.stop()]);
    await expect(fetch(another.url)).rejects.toThrow();
  });
});

describe("starting", () => {
  test("on a port that is taken fails, and names it", async () => {
    const { port } = new URL(server.url);
    await expect(createPartnerServer(partner, { databaseUrl, port: Number(port) })).rejects.toThrow(port);
  });

  test("without a database fails", async () => {
    const nobody: Server = createServer();
    await new Promise<void>((resolve) => nobody.listen(0, "127.0.0.1", resolve));
    const { port } = nobody.address() as AddressInfo;
    await new Promise((resolve) => nobody.close(resolve));
    await expect(
      createPartnerServer(partner, { databaseUrl: `postgres://a:b@127.0.0.1:${port}/c`, port: 0 }),
    ).rejects.toThrow("ECONNREFUSED");
  });
});

describe("the configuration", () => {
  const DATABASE_URL = "postgres://role:password@localhost:5432/database";

  test("has defaults for all but the database", () => {
    expect(readServerConfig({ DATABASE_URL }, { ...partner, port: 4101 })).toEqual({
      databaseUrl: DATABASE_URL,
      ownerUrl: undefined,
      host: "127.0.0.1",
      port: 4101,
      logLevel: "info",
      identity: undefined,
      limits: DEFAULT_LIMITS,
      files: { folder: ".data/files" },
      trustedProxies: undefined,
    });
  });

  test.each([
    [{}, "DATABASE_URL"],
    [{ DATABASE_URL: "mysql://secret@host/db" }, "DATABASE_URL"],
    [{ DATABASE_URL, PORT: "http" }, "PORT"],
    [{ DATABASE_URL, PORT: "65536" }, "PORT"],
    [{ DATABASE_URL, LOG_LEVEL: "loud" }, "LOG_LEVEL"],
  ])("%j is refused by the name of the variable", (env, name) => {
    expect(() => readServerConfig(env, partner)).toThrow(`${name}: expected `);
    expect(() => readServerConfig(env, partner)).not.toThrow("secret");
  });
});
