import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import { prepareGraph } from "../../src/planning/prepare-graph.js";
import { contractDigest } from "../../src/composition/contract-digest.js";
import { migrateRegistry, type RegistryDatabase } from "../../src/registry/store/registry-database.js";
import { commitVersion } from "../../src/registry/store/registry-store.js";
import { ADMIN_ENV, adminOf } from "../admin/admin-client.js";
import { StubPartner } from "../support/stub-partner.js";
import { askGraph, startHub, type TestHub } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";
import { withoutCosts } from "../support/without-costs.js";

const newDatabase = useHubDatabases();
let cps: StubPartner;
let hub: TestHub | undefined;

beforeAll(async () => {
  cps = new StubPartner("CPS");
  await cps.start();
  cps.put("cps:event:a", { title: { original: "NL", NL: "Recherche" }, focusGroups: ["one"] });
});
afterEach(async () => {
  cps.mode = "ok";
  await hub?.stop();
  hub = undefined;
});
afterAll(() => cps.stop());

async function start(env: Record<string, string> = {}, databaseUrl?: string): Promise<TestHub> {
  hub = await startHub(databaseUrl ?? (await newDatabase()), [cps], { ...ADMIN_ENV, ...env });
  const started = hub;
  let asked = 0;
  // As another client each time where all are counted, so that waiting does not use up the rate of the one that is tested.
  const headers = (): Record<string, string> =>
    env["SEGPOL_RATE_LIMIT"] === undefined ? {} : { "x-forwarded-for": `198.51.100.${(asked += 1) % 250}` };
  await vi.waitFor(
    async () =>
      expect(await started.ask("{ records { totalCount } }", { headers: headers() })).toMatchObject({
        data: { records: { totalCount: 1 } },
      }),
    20_000,
  );
  return started;
}

/** Holds the table that counts of records are read from, so that whoever reads it waits until it is released. */
async function lockCounts(databaseUrl: string) {
  const holder = new pg.Client({ connectionString: databaseUrl });
  // A transaction keeps what it saw of others' activity first, so another connection watches.
  const watcher = new pg.Client({ connectionString: databaseUrl });
  await Promise.all([holder.connect(), watcher.connect()]);
  await holder.query("begin; lock table code_tally in access exclusive mode");
  return {
    /** How many statements that count records wait for it; the harvest's own statements are none of an operation's. */
    waiting: async () => {
      const { rowCount } = await watcher.query(
        "select from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%sum(r.records)%' and datname = current_database()",
      );
      return rowCount;
    },
    release: () => holder.query("rollback"),
    end: () => Promise.all([holder.end(), watcher.end()]),
  };
}

const codeOf = ({ status, errors }: { status: number; errors: readonly { extensions: object }[] }): unknown[] => [
  status,
  ...errors.map(({ extensions }) => ("code" in extensions ? extensions.code : undefined)),
];
const THEMES = "{ themes { code } }";

describe("the rate of one client", () => {
  it("is limited, with a code and the seconds to wait, and another client's is its own", async () => {
    const limited = await start({ SEGPOL_RATE_LIMIT: "30", SEGPOL_TRUSTED_PROXIES: "loopback" });
    const from = (address: string) => limited.ask(THEMES, { headers: { "x-forwarded-for": address } });
    for (let left = 29; left >= 0; left -= 1) {
      const { status, headers } = await from("203.0.113.5");
      expect([status, headers.get("ratelimit-remaining")]).toEqual([200, String(left)]);
    }
    const refused = await from("203.0.113.5");
    expect(codeOf(refused)).toEqual([429, "TOO_MANY_REQUESTS"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.errors[0]?.message).toMatch(/30 requests in a minute.*SEGPOL_RATE_LIMIT/);
    expect(refused.headers.get("x-request-id")).toBe(refused.errors[0]?.extensions["requestId"]);
    expect(codeOf(await from("203.0.113.6"))).toEqual([200]);
    expect((await fetch(`${limited.url}/health`)).status).toBe(200);
  });

  it("is of its own network where an address is IPv6, and counts for the admin API too", async () => {
    const limited = await start({ SEGPOL_RATE_LIMIT: "10", SEGPOL_TRUSTED_PROXIES: "loopback" });
    for (let host = 1; host <= 10; host += 1) {
      await limited.ask(THEMES, { headers: { "x-forwarded-for": `2001:db8::${host}` } });
    }
    const headers = { "x-forwarded-for": "2001:db8::ffff" };
    expect(codeOf(await limited.ask(THEMES, { headers }))).toEqual([429, "TOO_MANY_REQUESTS"]);
    expect(codeOf(await limited.ask(THEMES, { headers, path: "/admin/graphql" }))[0]).toBe(429);
    expect(codeOf(await limited.ask(THEMES, { headers: { "x-forwarded-for": "2001:db9::1" } }))).toEqual([200]);
  });

  it("is not limited by default for this machine itself, and is for what a proxy on it passes on", async () => {
    const byDefault = await start();
    const answers = await Promise.all(Array.from({ length: 650 }, () => byDefault.ask("{ __typename }")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const proxied = () => byDefault.ask("{ __typename }", { headers: { "x-forwarded-for": "203.0.113.5" } });
    const allowed = await Promise.all(Array.from({ length: 600 }, proxied));
    expect(new Set(allowed.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await proxied()).status).toBe(429);
  });
});

describe("the time of an operation", () => {
  it("ends while a partner hangs, and the question to the partner ends with it", async () => {
    const limited = await start({ SEGPOL_OPERATION_TIMEOUT_MS: "2000", SEGPOL_PARTNER_TIMEOUT_MS: "60000" });
    cps.mode = "hang";
    const answer = await limited.ask('{ record(id: "cps:event:a") { title ... on CpsEvent { focusGroups } } }');
    expect(codeOf(answer)).toEqual([504, "OPERATION_TIMEOUT"]);
    expect(answer.data).toBeUndefined();
    expect(answer.errors[0]?.message).toMatch(/within 2 s.*SEGPOL_OPERATION_TIMEOUT_MS/);
    expect(limited.logs.filter(({ msg }) => msg === "partner unavailable")).toEqual([]);
    expect(limited.logs.filter(({ level }) => level === 50)).toEqual([]);
    cps.mode = "ok";
    expect(codeOf(await limited.ask("{ events { nodes { topics } } }"))).toEqual([200]);
  });

  it("ends while the database hangs, and so does the statement", async () => {
    const databaseUrl = await newDatabase();
    const limited = await start({ SEGPOL_OPERATION_TIMEOUT_MS: "2000" }, databaseUrl);
    const { waiting, release, end } = await lockCounts(databaseUrl);
    try {
      for (const path of ["/graphql", "/catalogue/graphql"]) {
        const asked = limited.ask("{ events { totalCount } }", { path });
        await expect.poll(waiting).toBe(1);
        expect(codeOf(await asked)).toEqual([504, "OPERATION_TIMEOUT"]);
        await expect.poll(waiting).toBe(0);
      }
      await release();
      expect(codeOf(await limited.ask("{ events { totalCount } }"))).toEqual([200]);
    } finally {
      await end();
    }
  });
});

describe("a client that goes away", () => {
  const head = (length: number): string =>
    `POST /graphql HTTP/1.1\r\nhost: hub\r\nx-request-id: gone\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
  const send = async (text: string): Promise<void> => {
    const socket = connect(Number(new URL(hub?.url ?? "").port), "127.0.0.1");
    await new Promise<void>((resolve) => {
      socket.write(text, () => resolve());
    });
    if (text.includes("focusGroups")) await vi.waitUntil(() => cps.entityRequests("focusGroups").length > 0, 20_000);
    socket.destroy();
  };
  const untilGone = async (times: number): Promise<void> => {
    await expect
      .poll(() => hub?.logs.filter(({ msg, requestId }) => msg === "client went away" && requestId === "gone"))
      .toHaveLength(times);
  };

  it("ends the statement that the database runs for it", async () => {
    const databaseUrl = await newDatabase();
    // PostgreSQL's own time for a statement is not over before the test's.
    const running = await start({ SEGPOL_OPERATION_TIMEOUT_MS: "300000" }, databaseUrl);
    const { waiting, release, end } = await lockCounts(databaseUrl);
    try {
      const body = JSON.stringify({ query: "{ events { totalCount } }" });
      const gone = new AbortController();
      const asked = fetch(`${running.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        signal: gone.signal,
      });
      await expect.poll(waiting).toBe(1);
      gone.abort();
      await expect(asked).rejects.toThrow();
      await expect.poll(waiting).toBe(0);
      await release();
      expect(codeOf(await running.ask("{ events { totalCount } }"))).toEqual([200]);
      expect(running.logs.filter(({ level }) => level === 50)).toEqual([]);
    } finally {
      await end();
    }
  });

  it("in the midst of its request, or before the answer, is logged as information and no error", async () => {
    const gone = await start({ SEGPOL_PARTNER_TIMEOUT_MS: "60000" });
    await send(`${head(1_000)}{"query": `);
    await untilGone(1);
    cps.mode = "hang";
    const body = JSON.stringify({ query: '{ record(id: "cps:event:a") { ... on CpsEvent { focusGroups } } }' });
    await send(`${head(Buffer.byteLength(body))}${body}`);
    await untilGone(2);
    cps.mode = "ok";
    expect(codeOf(await gone.ask(THEMES))).toEqual([200]);
    expect(gone.logs.filter(({ level }) => level === 50)).toEqual([]);
  });
});

describe("what is no HTTP", () => {
  it("is refused with a request id", async () => {
    const asked = await start();
    const socket = connect(Number(new URL(asked.url).port), "127.0.0.1");
    socket.write("NONSENSE\r\n\r\n");
    const chunks: Buffer[] = [];
    for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
    const [head = "", body = ""] = Buffer.concat(chunks).toString("utf8").split("\r\n\r\n");
    const { errors } = JSON.parse(body) as { errors: { extensions: { code: string; requestId: string } }[] };
    expect(head).toMatch(/^HTTP\/1.1 400/);
    expect(head).toContain(`X-Request-Id: ${errors[0]?.extensions.requestId}`);
    expect(errors[0]?.extensions.code).toBe("BAD_REQUEST");
  });
});

describe("queries by their hash", () => {
  const hash = (query: string): string => createHash("sha256").update(query).digest("hex");
  const persisted = (query: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash(query) } } });
  const ask = (asked: TestHub, body: object) => askGraph(`${asked.url}/graphql`, body);

  it("are known once they came with their text, also by GET and after the graph has changed", async () => {
    const asked = await start();
    expect(codeOf(await ask(asked, persisted(THEMES)))).toEqual([200, "PERSISTED_QUERY_NOT_FOUND"]);
    expect(codeOf(await ask(asked, { query: THEMES, ...persisted(THEMES) }))).toEqual([200]);
    const again = await ask(asked, persisted(THEMES));
    expect(again.data.themes).toHaveLength(9);
    const extensions = encodeURIComponent(JSON.stringify(persisted(THEMES).extensions));
    const got = await fetch(`${asked.url}/graphql?extensions=${extensions}`, {
      headers: { "apollo-require-preflight": "1" },
    });
    expect(got.status).toBe(200);
    expect(await got.json()).toMatchObject({ data: { themes: expect.any(Array) } });
    const vub = new StubPartner("VUB");
    await vub.start();
    try {
      expect(await adminOf(asked).join({ code: "VUB", url: vub.definition.url })).toMatchObject({ accepted: true });
      expect((await ask(asked, persisted(THEMES))).data.themes).toHaveLength(9);
    } finally {
      await vub.stop();
    }
    const wrong = { query: THEMES, extensions: { persistedQuery: { version: 1, sha256Hash: hash("{ other }") } } };
    expect(codeOf(await ask(asked, wrong))).toEqual([400, "BAD_REQUEST"]);
  });

  it("are forgotten, the oldest first, beyond the bytes of the settings, and not taken with none", async () => {
    const asked = await start({ SEGPOL_PERSISTED_QUERY_BYTES: "2000" });
    const queries = ["a", "b"].map((name) => `query ${name} { themes { code ${" ".repeat(1_200)} } }`);
    for (const query of queries) await ask(asked, { query, ...persisted(query) });
    expect(codeOf(await ask(asked, persisted(queries[0] ?? "")))).toEqual([200, "PERSISTED_QUERY_NOT_FOUND"]);
    expect(codeOf(await ask(asked, persisted(queries[1] ?? "")))).toEqual([200]);
    await asked.stop();
    const without = await start({ SEGPOL_PERSISTED_QUERY_BYTES: "0" });
    expect(codeOf(await ask(without, persisted(THEMES)))).toEqual([200, "PERSISTED_QUERY_NOT_SUPPORTED"]);
  });

  it("or texts are the only ones that a hub with a safelist answers", async () => {
    const folder = await mkdtemp(join(tmpdir(), "segpol-safelist-"));
    try {
      await writeFile(join(folder, "records.graphql"), "# how many\nquery Records {\n  records { totalCount }\n}\n");
      await writeFile(join(folder, "themes.graphql"), THEMES);
      await writeFile(join(folder, "listed.graphql"), "{ records { totalCount } }");
      const asked = await start({ SEGPOL_SAFELIST: folder });
      expect(codeOf(await ask(asked, { query: THEMES }))).toEqual([200]);
      expect(codeOf(await ask(asked, { query: "query Records { records { totalCount } }" }))).toEqual([200]);
      expect((await ask(asked, persisted(THEMES))).data.themes).toHaveLength(9);
      const refused = await ask(asked, { query: "{ events { totalCount } }" });
      expect(codeOf(refused)).toEqual([403, "OPERATION_NOT_LISTED"]);
      expect(refused.errors[0]?.message).toMatch(/safelist.*SEGPOL_SAFELIST/);
      expect(codeOf(await ask(asked, persisted("{ events { totalCount } }")))).toEqual([403, "OPERATION_NOT_LISTED"]);
      const query = "{ events { totalCount } }";
      expect(codeOf(await ask(asked, { query, ...persisted(THEMES) }))).toEqual([400, "BAD_REQUEST"]);
      const elsewhere = await askGraph(`${asked.url}/catalogue/graphql`, { query });
      expect(codeOf(elsewhere)).toEqual([403, "OPERATION_NOT_LISTED"]);
      const got = await fetch(`${asked.url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { "apollo-require-preflight": "1" },
      });
      expect(got.status).toBe(403);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("entities that other routers ask the catalogue for", () => {
  it("are refused beyond the number of the settings, and where each asks for too much", async () => {
    const limited = await start({ SEGPOL_MAX_REPRESENTATIONS: "200", SEGPOL_MAX_QUERY_OBJECTS: "10000" });
    const ask = (count: number, fields: string, alias = "") =>
      limited.ask(
        `query ($all: [_Any!]!) { ${alias}_entities(representations: $all) { ... on Theme { ${fields} } } }`,
        {
          path: "/catalogue/graphql",
          variables: { all: Array.from({ length: count }, () => ({ __typename: "Theme", code: "TRUST" })) },
        },
      );
    const few = await ask(200, "code");
    expect([codeOf(few), few.data._entities.length]).toEqual([[200], 200]);
    const many = await ask(201, "code");
    expect(codeOf(many)).toEqual([400, "TOO_MANY_REPRESENTATIONS"]);
    expect(many.errors[0]?.message).toMatch(/200 representations at most; got 201.*SEGPOL_MAX_REPRESENTATIONS/);
    expect(codeOf(await ask(150, "code", "a: _entities(representations: $all) { __typename } b: "))[1]).toBe(
      "TOO_MANY_REPRESENTATIONS",
    );
    const hidden = await limited.ask(
      "query ($all: [_Any!]!) { ...F } fragment F on Query { _entities(representations: $all) { __typename } }",
      {
        path: "/catalogue/graphql",
        variables: { all: Array.from({ length: 201 }, () => ({ __typename: "Theme", code: "TRUST" })) },
      },
    );
    expect(codeOf(hidden)[1]).toBe("TOO_MANY_REPRESENTATIONS");
    const lists = "events(first: 100) { nodes { id } }";
    expect(codeOf(await ask(10, lists))).toEqual([200]);
    expect(codeOf(await ask(100, lists))).toEqual([400, "QUERY_TOO_COSTLY"]);
  });
});

describe("pages, batches and origins", () => {
  it("of more entries than the settings have are refused, however their size is given", async () => {
    const limited = await start({ SEGPOL_MAX_PAGE_SIZE: "50" });
    const asked = [
      limited.ask("{ events(first: 51) { totalCount } }"),
      limited.ask("query ($n: Int) { events(first: $n) { totalCount } }", { variables: { n: 51 } }),
      limited.ask("query ($n: Int = 51) { events(last: $n) { totalCount } }"),
      limited.ask("{ ...F } fragment F on Query { events(first: 51) { totalCount } }"),
    ];
    for (const answer of await Promise.all(asked)) {
      expect(codeOf(answer)).toEqual([400, "BAD_USER_INPUT"]);
      expect(answer.errors[0]?.message).toMatch(/from 1 to 50; got 51.*SEGPOL_MAX_PAGE_SIZE/);
    }
    expect(
      codeOf(await limited.ask("query ($n: Int = 51) { events(first: $n) { totalCount } }", { variables: { n: 50 } })),
    ).toEqual([200]);
  });

  it("and of operations are the same in a version of the graph that an earlier release composed, without costs", async () => {
    const databaseUrl = await newDatabase();
    const db = createHubDatabase(databaseUrl).withTables<RegistryDatabase>();
    await migrateRegistry(db);
    const partners = [cps.definition];
    const { composed, changes } = await prepareGraph({ partners, version: 1, current: null, operations: [] });
    await commitVersion(db, {
      composed: { ...composed, supergraphSdl: withoutCosts(composed.supergraphSdl) },
      partners,
      note: { action: "START", partner: null, who: "an earlier release", why: null, forced: false },
      changes,
      contractDigest: contractDigest(),
    });
    await db.destroy();
    const asked = await start({ SEGPOL_MAX_PAGE_SIZE: "50" }, databaseUrl);
    expect(codeOf(await asked.ask("{ events(first: 51) { totalCount } }"))).toEqual([400, "BAD_USER_INPUT"]);
    const page = "events(first: 50) { nodes { id";
    const pages = `{ ${page} ${page} ${page} } } } } } } }`;
    expect(codeOf(await asked.ask(pages))).toEqual([400, "QUERY_TOO_COSTLY"]);
  });

  it("a batch is refused, and says how many came", async () => {
    const asked = await start();
    const batch = await askGraph(`${asked.url}/graphql`, JSON.stringify([{ query: THEMES }, { query: THEMES }]));
    expect(codeOf(batch)).toEqual([400, "BAD_REQUEST"]);
    expect(batch.errors[0]?.message).toMatch(/batch of 2/);
  });

  it("pages of other origins may read the headers of an answer that are about it", async () => {
    const asked = await start({ SEGPOL_CORS_ORIGINS: "https://dashboard.example.org" });
    const { headers } = await asked.ask(THEMES, { headers: { origin: "https://dashboard.example.org" } });
    const exposed = headers.get("access-control-expose-headers")?.split(", ");
    expect(exposed).toEqual(expect.arrayContaining(["x-request-id", "memento-datetime", "link", "retry-after"]));
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
  });
});
