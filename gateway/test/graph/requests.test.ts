import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import { getIntrospectionQuery } from "graphql";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HUB_ERRORS, isHubErrorCode } from "../../src/errors.js";
import { StubPartner } from "../support/stub-partner.js";
import { askGraph, startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";

const newDatabase = useHubDatabases();
let databaseUrl: string;
let cps: StubPartner;
let hub: TestHub;

beforeAll(async () => {
  cps = new StubPartner("CPS");
  await cps.start();
  cps.put("cps:event:a", { title: { original: "NL", NL: "Recherche" }, topics: [] });
  databaseUrl = await newDatabase();
  hub = await startHub(databaseUrl, [cps], { SEGPOL_CORS_ORIGINS: "https://dashboard.example.org" });
  await untilListed(hub, 1);
});
afterAll(async () => {
  await hub?.stop();
  await cps?.stop();
});

const deep = (levels: number) => `{ themes { ${"narrower { ".repeat(levels)} code ${"} ".repeat(levels)} } }`;

describe("a request that cannot be answered", () => {
  it.each([
    ["a body that is not JSON", '{"query": ', 400, "BAD_REQUEST", /Expected a body of JSON/],
    ["an empty body", "", 400, "BAD_REQUEST", /Expected a body of JSON/],
    ["a body without a query", "{}", 400, "BAD_REQUEST", /POST body missing/],
    ["a body of null", "null", 400, "BAD_REQUEST", /POST body missing/],
    ["a query that is a number", '{"query": 7}', 400, "BAD_REQUEST", /queries must be strings/],
    ["variables that are a list", '{"query": "{ themes { code } }", "variables": []}', 400, "BAD_REQUEST", /variables/],
    [
      "a batch",
      JSON.stringify([{ query: "{ themes { code } }" }, { query: "{ themes { code } }" }]),
      400,
      "BAD_REQUEST",
      /batching disabled/,
    ],
    [
      "what is not GraphQL",
      JSON.stringify({ query: "{ themes { code }" }),
      400,
      "GRAPHQL_PARSE_FAILED",
      /Syntax Error/,
    ],
    [
      "an unknown field",
      JSON.stringify({ query: "{ themes { colour } }" }),
      400,
      "GRAPHQL_VALIDATION_FAILED",
      /colour/,
    ],
    [
      "an unknown language",
      JSON.stringify({ query: "{ themes { title(lang: ES) } }" }),
      400,
      "GRAPHQL_VALIDATION_FAILED",
      /"ES" does not exist in "Language"/,
    ],
    [
      "an unknown language in a variable",
      JSON.stringify({ query: "query($l: Language) { themes { title(lang: $l) } }", variables: { l: "ES" } }),
      400,
      "BAD_USER_INPUT",
      /ES/,
    ],
    [
      "an unknown operation",
      JSON.stringify({ query: "query A { themes { code } }", operationName: "B" }),
      400,
      "OPERATION_RESOLUTION_FAILURE",
      /B/,
    ],
    ["a mutation", JSON.stringify({ query: "mutation { a }" }), 400, "GRAPHQL_VALIDATION_FAILED", /mutation/],
    ["200 levels", JSON.stringify({ query: deep(200) }), 400, "QUERY_TOO_DEEP", /30 levels/],
    ["31 levels", JSON.stringify({ query: deep(29) }), 400, "QUERY_TOO_DEEP", /30 levels/],
    [
      "brackets by the thousand",
      JSON.stringify({ query: `{ themes(a: ${"[".repeat(100_000)}` }),
      400,
      "QUERY_TOO_DEEP",
      /30 levels/,
    ],
    [
      "levels hidden in fragments",
      JSON.stringify({
        query: `{ themes { ...F0 } } ${Array.from({ length: 40 }, (_, i) => `fragment F${i} on Theme { narrower { ${i < 39 ? `...F${i + 1}` : "code"} } }`).join(" ")}`,
      }),
      400,
      "QUERY_TOO_DEEP",
      /30 levels/,
    ],
    [
      "thousands of words",
      JSON.stringify({ query: `{ themes { ${"code ".repeat(6_000)} } }` }),
      400,
      "QUERY_TOO_LARGE",
      /5000 tokens/,
    ],
    [
      "fragments that multiply",
      JSON.stringify({
        query: `{ themes { ...F0 } } ${Array.from({ length: 20 }, (_, i) => `fragment F${i} on Theme { ${i < 19 ? `...F${i + 1} ...F${i + 1}` : "code"} }`).join(" ")}`,
      }),
      400,
      "QUERY_TOO_LARGE",
      /too many selections/,
    ],
    [
      "lists within lists",
      JSON.stringify({
        query: `{ themes { ${"events(first: 100) { nodes { themes { ".repeat(2)} code ${"} } }".repeat(2)} } }`,
      }),
      400,
      "QUERY_TOO_COSTLY",
      /30000 objects/,
    ],
    [
      "lists within lists, their pages' size in a variable",
      JSON.stringify({
        query: `query ($first: Int) { themes { ${"events(first: $first) { nodes { themes { ".repeat(2)} code ${"} } }".repeat(2)} } }`,
        variables: { first: 100 },
      }),
      400,
      "QUERY_TOO_COSTLY",
      /30000 objects/,
    ],
    [
      "few lists with many values",
      JSON.stringify({
        query: `{ themes { events(first: 25) { nodes { themes { events(first: 25) { nodes { ${Array.from({ length: 90 }, (_, i) => `a${i}: title`).join(" ")} } } } } } } }`,
      }),
      400,
      "QUERY_TOO_COSTLY",
      /five values as an object/,
    ],
    [
      "lists within lists of as many partners as there may be",
      JSON.stringify({
        query: "{ partners { events(first: 100) { nodes { recommendations(first: 40) { nodes { id } } } } } }",
      }),
      400,
      "QUERY_TOO_COSTLY",
      /30000 objects/,
    ],
    [
      "lists within lists of as many partners as there may be, by themes",
      JSON.stringify({
        query:
          "{ overview { coverage { partner { events(first: 100) { nodes { recommendations(first: 5) { nodes { id } } } } } } } }",
      }),
      400,
      "QUERY_TOO_COSTLY",
      /30000 objects/,
    ],
    [
      "lists within lists, of short pages",
      JSON.stringify({
        query: `{ themes { ${"events(first: 7) { nodes { themes { ".repeat(3)} code ${"} } }".repeat(3)} } }`,
      }),
      400,
      "QUERY_TOO_COSTLY",
      /30000 objects/,
    ],
    [
      "hundreds of aliases",
      JSON.stringify({ query: `{ ${Array.from({ length: 101 }, (_, i) => `a${i}: themes { code }`).join(" ")} }` }),
      400,
      "TOO_MANY_ALIASES",
      /100 aliases/,
    ],
    [
      "a persisted query",
      JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: "0" } } }),
      200,
      "PERSISTED_QUERY_NOT_FOUND",
      /./,
    ],
  ])("for %s says why", async (_what, body, status, code, message) => {
    const answer = await askGraph(`${hub.url}/graphql`, body);
    expect(answer.status).toBe(status);
    expect(answer.data).toBeUndefined();
    expect(answer.errors[0]?.extensions["requestId"]).toBe(answer.headers.get("x-request-id"));
    expect(answer.errors[0]?.extensions["code"]).toBe(code);
    expect(answer.errors[0]?.message).toMatch(message);
    expect(answer.headers.get("x-request-id")).toBeTruthy();
    expect(answer.text).not.toMatch(/node_modules|stacktrace/);
  });

  it.each([true, { sha256Hash: "ab" }, { version: 9, sha256Hash: "ab" }, { version: 1, sha256Hash: 7 }])(
    "for %o in place of a query's hash says why",
    async (persistedQuery) => {
      const body = { query: "{ themes { code } }", extensions: { persistedQuery } };
      const { status, errors } = await askGraph(`${hub.url}/graphql`, body);
      expect([status, errors[0]?.extensions["code"]]).toEqual([400, "BAD_REQUEST"]);
      expect(errors[0]?.message).toContain('Expected extensions.persistedQuery to be {"version":1,"sha256Hash":');
    },
  );

  it.each(["with its length said", "in chunks"])("for 2 MB, %s, is told so once it is sent", async (how) => {
    const body = JSON.stringify({ query: `{ themes { code } } # ${"x".repeat(2 * 2 ** 20)}` });
    const response = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      ...(how === "in chunks" ? { body: new Blob([body]).stream(), duplex: "half" } : { body }),
    });
    const answer = (await response.json()) as {
      errors: { message: string; extensions: { code: string; requestId: string } }[];
    };
    expect(response.status).toBe(413);
    expect(answer.errors[0]?.extensions).toEqual({
      code: "BODY_TOO_LARGE",
      requestId: response.headers.get("x-request-id"),
    });
    expect(answer.errors[0]?.message).toContain("262144 bytes");
  });

  it("of another type than JSON is refused, so that no web page can send it unasked", async () => {
    const post = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: '{"query":"{ themes { code } }"}',
    });
    expect(post.status).toBe(415);
    expect(await post.json()).toMatchObject({ errors: [{ extensions: { code: "UNSUPPORTED_MEDIA_TYPE" } }] });
    const get = await fetch(`${hub.url}/graphql?query=${encodeURIComponent("{ themes { code } }")}`);
    expect(get.status).toBe(400);
    expect(await get.json()).toMatchObject({ errors: [{ extensions: { code: "BAD_REQUEST" } }] });
  });

  it.each(["/%zz", "/graphql/%", "/explorer/%c0%af"])("at %s, which is no address, is told so", async (path) => {
    const { hostname, port } = new URL(hub.url);
    // fetch() would mend the address, or not send it.
    const [response] = (await once(request({ hostname, port, path }).end(), "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(400);
    expect(await json(response)).toEqual({
      errors: [
        {
          message: expect.stringMatching(/^Expected an address .*; got one that cannot be read/) as string,
          extensions: { code: "BAD_REQUEST", requestId: response.headers["x-request-id"] },
        },
      ],
    });
    expect(response.headers["x-request-id"]).toBeTruthy();
  });

  it("at an unknown address is told where the graph is", async () => {
    const response = await fetch(`${hub.url}/graph`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining("/graphql"), extensions: { code: "NOT_FOUND" } }],
    });
  });
});

describe("a request that can be answered", () => {
  it("may be 30 levels deep", async () => {
    const { status, errors } = await hub.ask(deep(28));
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
  });

  it("may be the introspection of a tool", async () => {
    const { status, data } = await hub.ask(getIntrospectionQuery());
    expect(status).toBe(200);
    expect(data.__schema.queryType.name).toBe("Query");
  });

  it("may come by GET with a header that web pages cannot set unasked", async () => {
    const response = await fetch(`${hub.url}/graphql?query=${encodeURIComponent("{ themes { code } }")}`, {
      headers: { "apollo-require-preflight": "1" },
    });
    expect(response.status).toBe(200);
    expect(((await response.json()) as { data: { themes: unknown[] } }).data.themes).toHaveLength(9);
  });

  it("may come from the web origins of the settings, and from no other", async () => {
    const preflight = (origin: string) =>
      fetch(`${hub.url}/graphql`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
      });
    expect((await preflight("https://dashboard.example.org")).headers.get("access-control-allow-origin")).toBe(
      "https://dashboard.example.org",
    );
    expect((await preflight("https://elsewhere.example.org")).headers.get("access-control-allow-origin")).not.toBe(
      "https://elsewhere.example.org",
    );
  });
});

describe("a request's id", () => {
  it("is the client's own, or a new one when that is none", async () => {
    expect(
      (await hub.ask("{ themes { code } }", { headers: { "x-request-id": "dash-42" } })).headers.get("x-request-id"),
    ).toBe("dash-42");
    for (const id of ["a b", "x".repeat(65), "<script>"]) {
      const given = (await hub.ask("{ themes { code } }", { headers: { "x-request-id": id } })).headers.get(
        "x-request-id",
      );
      expect(given).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it("stands in the log with the operation's name and duration, never with variables or addresses", async () => {
    await hub.ask("query Dashboard($text: String) { events(filter: { text: $text }) { totalCount } }", {
      variables: { text: "very-secret" },
      headers: { "x-request-id": "log-1", authorization: "Bearer very-secret" },
    });
    await fetch(`${hub.url}/graphql?variables=very-secret`, { headers: { "x-request-id": "log-2" } });
    const line = hub.logs.find((each) => each["requestId"] === "log-1" && each["msg"] === "request");
    expect(line).toMatchObject({
      operationName: "Dashboard",
      method: "POST",
      path: "/graphql",
      status: 200,
      durationMs: expect.any(Number),
    });
    expect(hub.logs.find((each) => each["requestId"] === "log-2")).toMatchObject({ path: "/graphql", status: 400 });
    expect(JSON.stringify(hub.logs)).not.toContain("very-secret");
  });
});

describe("an unexpected error", () => {
  it("is masked for the client and logged whole, under the id that both see", async () => {
    const database = await newDatabase();
    const other = await startHub(database, [cps]);
    const client = new pg.Client({ connectionString: database });
    try {
      await untilListed(other, 1);
      await client.connect();
      await client.query("alter table code_tally rename to elsewhere");
      const { errors, text, headers } = await other.ask("{ events { totalCount } }", {
        headers: { "x-request-id": "lost-table" },
      });
      expect(errors[0]).toMatchObject({
        message: HUB_ERRORS.INTERNAL_SERVER_ERROR.message,
        extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "lost-table" },
      });
      expect(headers.get("x-request-id")).toBe("lost-table");
      expect(text).not.toMatch(/relation|elsewhere|select/);
      const logged = other.logs.find((each) => each["requestId"] === "lost-table" && each["level"] === 50);
      expect(JSON.stringify(logged)).toMatch(/relation \\"code_tally\\" does not exist/);
    } finally {
      await client.end();
      await other.stop();
    }
  });
});

describe("health", () => {
  it("says that the process is up, and when it can answer", async () => {
    expect((await fetch(`${hub.url}/health`)).status).toBe(200);
    const ready = await fetch(`${hub.url}/ready`);
    expect(ready.status).toBe(200);
    expect(ready.headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("the catalogue of errors", () => {
  it("has a message and a mend for every code", () => {
    for (const [code, entry] of Object.entries(HUB_ERRORS)) {
      expect(isHubErrorCode(code)).toBe(true);
      expect(entry.message).toMatch(/\.$/);
      expect(entry.mend).toMatch(/\.$/);
    }
  });
});
