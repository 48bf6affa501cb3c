import { setImmediate as nextTurn } from "node:timers/promises";
import { type OperationDefinitionNode, parse } from "graphql";
import pg from "pg";
import { type Kysely, sql } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import { planKey } from "../../src/planning/prepare-graph.js";
import { addUses, MAX_SIGNATURES, pruneOperations, readOperations } from "../../src/operations/recorded-operations.js";
import { migrateRegistry, type RegistryDatabase } from "../../src/registry/store/registry-database.js";
import { readPlans } from "../../src/registry/store/registry-store.js";
import { createOperationUsage } from "../../src/operations/operation-usage.js";
import { ADMIN_ENV, adminOf } from "../admin/admin-client.js";
import { StubPartner } from "../support/stub-partner.js";
import { startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";

const newDatabase = useHubDatabases();
const DASHBOARD = "query Dashboard($id: ID!) { record(id: $id) { id ... on VubEvent { focusGroups } } }";

describe("what clients ask", () => {
  let databaseUrl: string;
  let vub: StubPartner;
  let hubs: TestHub[];

  beforeEach(async () => {
    hubs = [];
    vub = new StubPartner("VUB");
    vub.put("vub:event:a", { title: { original: "NL", NL: "Recherche" }, focusGroups: ["one"] });
    await vub.start();
    databaseUrl = await newDatabase();
  });
  afterEach(async () => {
    await Promise.all(hubs.map((hub) => hub.stop()));
    await vub.stop();
  });

  async function start(env: Record<string, string> = {}): Promise<TestHub> {
    const hub = await startHub(databaseUrl, [vub], { ...ADMIN_ENV, ...env });
    hubs.push(hub);
    await untilListed(hub, 1);
    return hub;
  }

  const ask = (hub: TestHub, query: string, client?: string, variables?: object) =>
    hub.ask(query, {
      ...(variables && { variables }),
      headers: client === undefined ? {} : { "apollographql-client-name": client },
    });

  const withoutFocusGroups = () => vub.sdl.replace("focusGroups: [String!]!", "");

  it("is named, with who asked, where a change would break it, by every process of the hub and after a restart", async () => {
    const [one, other] = [await start(), await start()];
    for (const id of ["vub:event:a", "vub:event:b"]) await ask(one, DASHBOARD, "cabinet board", { id });
    await ask(one, '{ hidden: record(id: "very-secret") { ... on VubEvent { all: focusGroups } } }');
    await ask(one, "query Unharmed { themes { code } }", "cabinet board");
    await one.stop();

    vub.publishedSdl = withoutFocusGroups();
    const admin = adminOf(other);
    const refused = await admin.publish({ code: "VUB", url: vub.definition.url });
    expect(refused.accepted).toBe(false);
    expect(refused.findings.map(({ code }) => code)).toEqual(["BREAKING_CHANGE"]);
    expect(refused.findings[0]?.message).toContain("Dashboard (cabinet board; 2 times)");
    expect(refused.findings[0]?.message).toContain("one without a name (unknown; 1 times)");
    expect(refused.findings[0]?.message).not.toContain("Unharmed");
    expect(await admin.check({ code: "VUB", url: vub.definition.url })).toEqual(refused);

    const again = await start();
    const forced = await adminOf(again).publish({
      code: "VUB",
      url: vub.definition.url,
      force: true,
      reason: "Nobody minds.",
    });
    expect(forced).toMatchObject({ accepted: true, findings: [{ code: "OPERATIONS_BREAK", severity: "WARNING" }] });
    const { data } = await adminOf(again).ask(
      "{ history(first: 1) { forced why brokenOperations { name clients times problem document } } }",
    );
    expect(data.history).toEqual([
      {
        forced: true,
        why: "Nobody minds.",
        brokenOperations: [
          expect.objectContaining({
            name: "Dashboard",
            clients: ["cabinet board"],
            times: 2,
            problem: 'Cannot query field "focusGroups" on type "VubEvent".',
          }),
          expect.objectContaining({ name: null, clients: ["unknown"], times: 1 }),
        ],
      },
    ]);
  });

  it("is named where the partner that it was asked of leaves, which goes on", async () => {
    const hub = await start();
    const cps = new StubPartner("CPS");
    await cps.start();
    try {
      const admin = adminOf(hub);
      await admin.join({ code: "CPS", url: cps.definition.url });
      await ask(hub, "query OfVub { record(id: 1) { ... on VubEvent { focusGroups } } }", "a board");
      const left = await admin.leave("VUB");
      expect(left).toMatchObject({ accepted: true, brokenOperations: [{ name: "OfVub", clients: ["a board"] }] });
      expect(left.findings).toContainEqual(
        expect.objectContaining({ code: "OPERATIONS_BREAK", message: expect.stringContaining("OfVub (a board") }),
      );
    } finally {
      await cps.stop();
    }
  });

  it("is kept without any value", async () => {
    const hub = await start();
    await ask(hub, '{ a: record(id: "very-secret") { id } b: events(first: 84) { nodes { id } } }', "a@b.example/1");
    await ask(
      hub,
      'query Q($text: String = "very-secret") { records(filter: { text: $text }) { nodes { title } } } # very-secret',
      undefined,
      { text: "very-secret" },
    );
    await hub.stop();
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query(
        "select shape.*, used.client from operation_shape shape join operation_use used on used.operation = shape.digest",
      );
      const text = JSON.stringify(rows, ["name", "document", "source", "client"]);
      for (const value of ["very-secret", "84", "@"]) expect(text).not.toContain(value);
      expect(rows.map(({ document, client: name }: { document: string; client: string }) => [document, name])).toEqual(
        expect.arrayContaining([
          ['{events(first:0){nodes{id}}record(id:""){id}}', "a b.example/1"],
          ['query Q($text:String=""){records(filter:{text:$text}){nodes{title}}}', "unknown"],
        ]),
      );
    } finally {
      await client.end();
    }
  });

  it("is planned beforehand for processes that follow and for the next start", async () => {
    const one = await start();
    const query = "query Board { events { nodes { id topics } } }";
    await ask(one, query);
    const db = createHubDatabase(databaseUrl).withTables<RegistryDatabase>();
    const cps = new StubPartner("CPS");
    await cps.start();
    try {
      await adminOf(one).join({ code: "CPS", url: cps.definition.url });
      const keys = (await readPlans(db, 2)).map(([key]) => key);
      expect(keys).toEqual(expect.arrayContaining([planKey(query, undefined), planKey(query, "Board")]));
      await db.deleteFrom("registry_plan").execute();
      await one.stop();
      await start();
      const anew = (await readPlans(db, 2)).map(([key]) => key);
      expect(anew).toEqual(expect.arrayContaining([planKey(query, undefined), planKey(query, "Board")]));
    } finally {
      await Promise.all([cps.stop(), db.destroy()]);
    }
  });

  it("is not kept with 0 days", async () => {
    const hub = await start({ SEGPOL_OPERATION_DAYS: "0" });
    await ask(hub, DASHBOARD, "a board", { id: "vub:event:a" });
    vub.publishedSdl = withoutFocusGroups();
    const { findings, brokenOperations } = await adminOf(hub).publish({ code: "VUB", url: vub.definition.url });
    expect({ codes: findings.map(({ code }) => code), brokenOperations }).toEqual({
      codes: ["BREAKING_CHANGE"],
      brokenOperations: [],
    });
  });
});

describe("the record of operations", () => {
  let db: Kysely<RegistryDatabase>;
  beforeEach(async () => {
    db = createHubDatabase(await newDatabase()).withTables<RegistryDatabase>();
    await migrateRegistry(db);
  });
  afterEach(() => db.destroy());

  const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const use = (digest: string, times: number, ago = 0, client = "a") => ({
    signature: { digest, name: null, document: `{ ${digest} }`, source: null },
    client,
    times,
    day: day(ago),
  });

  it("counts days and clients together, and forgets what is older than its days", async () => {
    await addUses(db, [use("x", 2), use("x", 3, 29, "b"), use("y", 9, 30), use("x", 4, 30, "c")]);
    await addUses(db, [use("x", 5)]);
    expect(await readOperations(db, 30)).toEqual([
      { name: null, document: "{ x }", clients: ["a", "b"], times: 10, lastAsked: day(0) },
    ]);
    await pruneOperations(db, 30);
    expect(await db.selectFrom("operation_use").select("day").execute()).toHaveLength(2);
  });

  it("is bounded: what was asked least goes", async () => {
    const many = Array.from({ length: MAX_SIGNATURES + 10 }, (_, index) => use(`s${index}`, index + 1));
    for (let from = 0; from < many.length; from += 1_000) await addUses(db, many.slice(from, from + 1_000));
    await pruneOperations(db, 30);
    const left = await db.selectFrom("operation_shape").select("digest").execute();
    expect(left).toHaveLength(MAX_SIGNATURES);
    expect(left.map(({ digest }) => digest)).not.toContain("s9");
    expect(left.map(({ digest }) => digest)).toContain("s10");
  });

  it("works out what is new in a turn for each", async () => {
    const record = createOperationUsage({ db, days: 30, logger: pino({ level: "silent" }) });
    let turn = 0;
    const looked: number[] = [];
    const running = new AbortController();
    const others = (async () => {
      for (; !running.signal.aborted; turn += 1) await nextTurn();
    })();
    try {
      for (let sent = 0; sent < 20; sent += 1) {
        const source = `query Q${sent} { themes { code } }`;
        const document = parse(source);
        const [parsed] = document.definitions as [OperationDefinitionNode];
        const operation = Object.defineProperty({ ...parsed }, "name", {
          get: () => {
            looked.push(turn);
            return parsed.name;
          },
        });
        record.sent({ source, document, operation, client: "a" });
      }
      looked.length = 0;
      await record.recorded();
      expect(new Set(looked).size).toBe(20);
    } finally {
      running.abort();
      await Promise.all([others, record.stop()]);
    }
  });

  it("is bounded between two times at which what was asked least goes, however much is asked that differs", async () => {
    const record = createOperationUsage({ db, days: 30, logger: pino({ level: "silent" }) });
    try {
      for (let sent = 0; sent < MAX_SIGNATURES + 1_000; sent += 1) {
        const source = `query Q${sent} { themes { code } }`;
        const document = parse(source);
        const [operation] = document.definitions as [OperationDefinitionNode];
        record.sent({ source, document, operation, client: "a" });
        if (sent % 1_000 === 999) await record.recorded();
      }
      const { rows } = await sql<{ count: number }>`select count(*)::int from operation_shape`.execute(db);
      expect(rows).toEqual([{ count: MAX_SIGNATURES }]);
    } finally {
      await record.stop();
    }
  });
});
