import { useDatabases } from "@segpol/launcher/testing";
import { Ctx, Query, Resolver } from "type-graphql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type PartnerContext } from "../src/index.js";
import { readServerConfig } from "../src/serving/config.js";
import type { ServerLimits } from "../src/serving/limits.js";
import { createPartnerServer, type PartnerServer } from "../src/serving/partner-server.js";
import { type Answer, ask, askData } from "../src/testing/ask.js";
import { startTestIssuers, type TestIssuers } from "../src/testing/test-issuers.js";
import { keepLog } from "./support/log.js";
import { SampleEvent, samplePartner } from "./support/sample-partner.js";

const EVENT = "sample:event:study-day";

@Resolver(() => SampleEvent)
class Trouble {
  @Query(() => String)
  async sampleSleeps(@Ctx() { em }: PartnerContext): Promise<string> {
    await em.execute("select pg_sleep(20)");
    return "awake";
  }

  @Query(() => String)
  async sampleHangs(@Ctx() { signal }: PartnerContext): Promise<string> {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return "gone";
  }

  @Query(() => String)
  async sampleBadSql(@Ctx() { em }: PartnerContext): Promise<string> {
    await em.execute("insert into event (id, title, kind) values (?, ?, 'OTHER')", [EVENT, '{"NL": "Geheim"}']);
    return "done";
  }
}

const partner = samplePartner({ resolvers: [Trouble] });
const databases = useDatabases();
let issuers: TestIssuers;
let databaseUrl: string;
beforeAll(async () => {
  issuers = await startTestIssuers();
  databaseUrl = (await databases.create("sample")).ownerUrl;
});
afterAll(async () => {
  await issuers?.stop();
});

let kept: ReturnType<typeof keepLog>;
const running: PartnerServer[] = [];
beforeEach(() => {
  kept = keepLog();
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

async function serve(limits: Partial<ServerLimits> = {}): Promise<string> {
  const server = await createPartnerServer(partner, {
    databaseUrl,
    port: 0,
    limits,
    identity: issuers.settings,
    log: kept.log,
  });
  running.push(server);
  return server.url;
}

const post = (url: string, body: string, contentType = "application/json"): Promise<Response> =>
  fetch(url, { method: "POST", headers: { "content-type": contentType }, body });

/** Refused with a code, in words that say how to mend it, and with the id of the request. */
async function expectRefusal(answer: Response | Answer, code: string, status: number): Promise<void> {
  const { errors } = answer instanceof Response ? ((await answer.json()) as Answer) : answer;
  expect(answer.status).toBe(status);
  expect(errors).toMatchObject([{ extensions: { code, requestId: answer.headers.get("x-request-id") } }]);
  expect(errors[0]?.message).toMatch(/^[A-Z].+\. [A-Z].+\.$/s);
}

const entities = (count: number, alias = "a"): string =>
  `${alias}: _entities(representations: [${`{__typename: "SampleEvent", id: "${EVENT}"} `.repeat(count)}]) { ... on SampleEvent { id } }`;

describe("a query is refused", () => {
  test("that is too deep, by fields or by brackets", async () => {
    const url = await serve({ depth: 5 });
    const deep = "{ __schema { types { fields { type { ofType { ofType { name } } } } } } }";
    await expectRefusal(await ask(url, deep), "QUERY_TOO_DEEP", 400);
    await expectRefusal(await ask(url, `${"{ a ".repeat(3_000)}${"}".repeat(3_000)}`), "QUERY_TOO_DEEP", 400);
    const inFragments =
      "{ ...A } fragment A on Query { __schema { types { ...B } } } fragment B on __Type { fields { type { ofType { name } } } }";
    await expectRefusal(await ask(url, inFragments), "QUERY_TOO_DEEP", 400);
    expect((await ask(url, "{ __schema { types { name } } }")).errors).toEqual([]);
  });

  test("that is too long", async () => {
    const url = await serve({ tokens: 20 });
    await expectRefusal(await ask(url, `{ ${"__typename ".repeat(20)} }`), "QUERY_TOO_LARGE", 400);
    expect((await ask(url, `{ ${"__typename ".repeat(18)} }`)).errors).toEqual([]);
  });

  test("that has too many aliases", async () => {
    const url = await serve({ aliases: 2 });
    await expectRefusal(
      await ask(url, "{ a: _service { sdl } b: _service { sdl } c: _service { sdl } }"),
      "TOO_MANY_ALIASES",
      400,
    );
    expect((await ask(url, "{ a: _service { sdl } b: _service { sdl } }")).errors).toEqual([]);
  });

  test("that asks _entities for too many records, at once or in parts", async () => {
    const url = await serve({ representations: 3 });
    await expectRefusal(await ask(url, `{ ${entities(4)} }`), "TOO_MANY_REPRESENTATIONS", 200);
    await expectRefusal(await ask(url, `{ ${entities(2)} ${entities(2, "b")} }`), "TOO_MANY_REPRESENTATIONS", 200);
    expect((await ask(url, `{ ${entities(3)} }`)).errors).toEqual([]);
    expect((await ask(url, `{ ${entities(3)} }`)).errors).toEqual([]);
  });

  const FIELDS = "query ($of: [_Any!]!) { _entities(representations: $of) { ...F } }";
  const listOf = (count: number) => Array.from({ length: count }, () => ({ __typename: "SampleEvent", id: EVENT }));

  test("that asks _entities for too many fields of records, fragments written out, at once or in parts", async () => {
    const url = await serve({ entityFields: 12 });
    const texts = `${FIELDS} fragment F on SampleEvent { id ..._T _texts { ..._V } } fragment _T on SampleEvent { title version } fragment _V on RecordText { text field }`;
    await expectRefusal(await ask(url, texts, { of: listOf(3) }), "TOO_MANY_ENTITY_FIELDS", 200);
    expect((await ask(url, texts, { of: listOf(2) })).errors).toEqual([]);
    const inParts = `{ ${[1, 2, 3].map((part) => entities(5, `a${part}`)).join(" ")} }`;
    await expectRefusal(await ask(url, inParts), "TOO_MANY_ENTITY_FIELDS", 200);
    const otherType = `${FIELDS} fragment F on _Entity { ... on SampleEvent { id } ... on SamplePublication { ${"title ".repeat(20)} } }`;
    expect((await ask(url, otherType, { of: listOf(12) })).errors).toEqual([]);
  });

  test("by default beyond 200 fields of 500 records, which is more than the hub reads of any", async () => {
    // Beside what they cost with the lists below them.
    const url = await serve({ objects: 10_000_000, operationMs: 60_000 });
    const aliased = (count: number): string =>
      `${FIELDS} fragment F on SampleEvent { ${Array.from({ length: count }, (_, n) => `a${n}: _texts { text field language original }`).join(" ")} }`;
    await expectRefusal(await ask(url, aliased(190), { of: listOf(500) }), "TOO_MANY_ENTITY_FIELDS", 200);
    expect((await ask(url, aliased(40), { of: listOf(500) })).errors).toEqual([]);
  });

  test("by default beyond 500 records, which is ten of the hub's batches", async () => {
    const url = await serve();
    const query = "query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }";
    const of = Array.from({ length: 501 }, () => ({ __typename: "SampleEvent", id: EVENT }));
    await expectRefusal(await ask(url, query, { of }), "TOO_MANY_REPRESENTATIONS", 200);
    expect((await ask(url, query, { of: of.slice(1) })).errors).toEqual([]);
  });
});

describe("a request is refused, in the server's own words,", () => {
  test.each([
    ["a body that is no JSON", '{"query": ', 400, "BAD_REQUEST"],
    ["an empty body", "", 400, "BAD_REQUEST"],
    ["a list of operations", '[{"query": "{ __typename }"}]', 400, "BAD_REQUEST"],
    ["no query", '{"variables": {}}', 400, "BAD_REQUEST"],
    ["a query that is no text", '{"query": 1}', 400, "BAD_REQUEST"],
    ["null", "null", 400, "BAD_REQUEST"],
    ["a query with a wrong letter", '{"query": "{ ^ }"}', 400, "GRAPHQL_PARSE_FAILED"],
  ])("with %s", async (_what, body, status, code) => {
    const response = await post(await serve(), body);
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as Answer;
    expect(errors).toMatchObject([{ extensions: { code, requestId: response.headers.get("x-request-id") } }]);
    expect(JSON.stringify(errors)).not.toMatch(/FST_|node_modules|at .*\.js/);
  });

  test("with a body that is too large", async () => {
    const url = await serve({ bodyBytes: 1_000 });
    await expectRefusal(await ask(url, `{ __typename } # ${"x".repeat(1_000)}`), "BODY_TOO_LARGE", 413);
  });

  test("at the desk, by the name of the limit that holds there", async () => {
    const desk = (await serve({ bodyBytes: 1_000, importBytes: 1_000 })).replace("/graphql", "/desk/graphql");
    const { errors } = await ask(desk, `{ __typename } # ${"x".repeat(100_000)}`);
    expect(errors[0]?.message).toContain("at the desk SEGPOL_SUBGRAPH_MAX_IMPORT_BYTES");
  });

  test("but not at the desk with a body as large as a file of an editor's may be", async () => {
    const desk = (await serve({ fileBytes: 40 * 2 ** 20 })).replace("/graphql", "/desk/graphql");
    const token = await issuers.token("users", "SAMPLE", ["partner:SAMPLE:editor"]);
    const headers = { authorization: `Bearer ${token}` };
    const { data } = await ask(desk, "{ __typename }", { content: "x".repeat(40 * 2 ** 20) }, headers);
    expect(data).toEqual({ __typename: "Query" });
  });

  test("with another content-type, as pages of other sites can send it", async () => {
    const body = JSON.stringify({ query: "{ __typename }" });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      await expectRefusal(await post(await serve(), body, type), "UNSUPPORTED_MEDIA_TYPE", 415);
    }
  });

  test("by GET from an address that any page can lead to", async () => {
    const url = `${await serve()}?query={__typename}`;
    expect((await fetch(url)).status).toBe(400);
    expect((await fetch(url, { headers: { "apollo-require-preflight": "1" } })).status).toBe(200);
    await expectRefusal(await fetch(await serve()), "BAD_REQUEST", 400);
  });

  test("at another address", async () => {
    await expectRefusal(await fetch(new URL("/admin?token=secret", await serve())), "NOT_FOUND", 404);
    expect(JSON.stringify(kept.lines)).not.toContain("secret");
  });
});

describe("an operation that takes too long is ended", () => {
  test("in the database", async () => {
    const { data, errors } = await ask(await serve({ operationMs: 300 }), "{ sampleSleeps }");
    expect(data).toBeNull();
    expect(errors[0]?.extensions["code"]).toBe("OPERATION_TIMEOUT");
  });

  test("wherever it hangs", async () => {
    await expectRefusal(await ask(await serve({ operationMs: 300 }), "{ sampleHangs }"), "OPERATION_TIMEOUT", 504);
  });

  test("but not while it waits for a change", async () => {
    const url = await serve({ operationMs: 2_000 });
    const { cursor } = (await askData<{ _changes: { cursor: string } }>(url, "{ _changes { cursor } }"))._changes;
    const waited = await ask(url, "query ($after: String) { _changes(after: $after, wait: 4) { changes { id } } }", {
      after: cursor,
    });
    expect(waited).toMatchObject({ status: 200, errors: [], data: { _changes: { changes: [] } } });
  });
});

describe("a client that asks too often", () => {
  test("is told when to come back, by its address or by whose token it has", async () => {
    const url = await serve({ requestsPerMinute: 2 });
    const as = async (subject: string, from: "users" | "hub" = "users"): Promise<Answer> => {
      const authorization = `Bearer ${await issuers.token(from, "SAMPLE", ["cabinet"], { subject })}`;
      return ask(url, "{ __typename }", {}, { authorization });
    };
    for (const status of [200, 200]) expect((await ask(url, "{ __typename }")).status).toBe(status);
    const third = await ask(url, "{ __typename }");
    await expectRefusal(third, "TOO_MANY_REQUESTS", 429);
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
    for (const status of [200, 200, 429]) expect((await as("one")).status).toBe(status);
    expect((await as("another")).status).toBe(200);
    for (let times = 0; times < 5; times += 1) expect((await as("one", "hub")).status).toBe(200);
  });

  test("is counted with tokens that do not hold as well", async () => {
    const url = await serve({ requestsPerMinute: 2 });
    const bad = () => ask(url, "{ __typename }", {}, { authorization: "Bearer a.b.c" });
    expect([(await bad()).status, (await bad()).status, (await bad()).status]).toEqual([401, 401, 429]);
  });
});

test("what PostgreSQL says goes neither to the client nor, with what people wrote, into the log", async () => {
  const { errors, headers } = await ask(await serve(), "{ sampleBadSql }");
  const requestId = headers.get("x-request-id");
  expect(errors).toMatchObject([
    { message: "Internal error", extensions: { code: "INTERNAL_SERVER_ERROR", requestId } },
  ]);
  expect(JSON.stringify(errors)).not.toMatch(/insert|event_pkey|Geheim/);
  const line = kept.lines.find((each) => each["requestId"] === requestId && each["level"] === 50);
  expect(line).toMatchObject({ err: { code: "23505", constraint: "event_pkey" } });
  expect(JSON.stringify(kept.lines)).not.toContain("Geheim");
});

test("answers carry the headers that keep browsers from guessing", async () => {
  const { headers } = await ask(await serve(), "{ __typename }");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("content-security-policy")).toContain("default-src 'self'");
  expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
  expect(headers.get("access-control-allow-origin")).toBeNull();
});

describe("the limits' settings", () => {
  const DATABASE_URL = "postgres://role:password@localhost:5432/database";

  test("come from the environment", () => {
    const env = { DATABASE_URL, SEGPOL_SUBGRAPH_MAX_DEPTH: "7", SEGPOL_SUBGRAPH_MAX_REQUESTS_PER_MINUTE: "0" };
    expect(readServerConfig(env, partner).limits).toMatchObject({ depth: 7, requestsPerMinute: 0, tokens: 10_000 });
  });

  test("are refused all at once by the names of their variables", () => {
    const env = { DATABASE_URL, SEGPOL_SUBGRAPH_MAX_DEPTH: "0", SEGPOL_SUBGRAPH_MAX_OPERATION_MS: "fast" };
    expect(() => readServerConfig(env, partner)).toThrow(/SEGPOL_SUBGRAPH_MAX_DEPTH.*SEGPOL_SUBGRAPH_MAX_OPERATION_MS/);
  });
});
