import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createTokenSigner, createTokenVerifier, isHarvester, makeSigningKey } from "@segpol/identity";
import { type Kysely, sql } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import type { HubDatabase } from "../../src/catalogue/database/tables.js";
import { syncPartners } from "../../src/catalogue/write/source-writer.js";
import { reindex } from "../../src/cli/commands/reindex.js";
import { projectPartner } from "../../src/composition/projection/projection.js";
import { readConfig } from "../../src/config/config.js";
import { createHarvesters } from "../../src/harvest/harvesters.js";
import { StubPartner } from "../support/stub-partner.js";
import { partnerPackage, temporaryRepository } from "../registry/temporary-repository.js";
import { useHubDatabases } from "../support/hub-database.js";

const newDatabase = useHubDatabases();
let databaseUrl: string;
let db: Kysely<HubDatabase>;
let cps: StubPartner;
let rootDir: string;
let env: Record<string, string>;
let cleanUp: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  databaseUrl = await newDatabase();
  db = createHubDatabase(databaseUrl);
  cleanUp.push(() => db.destroy());
  cps = new StubPartner("CPS");
  await cps.start();
  cleanUp.push(() => cps.stop());
  rootDir = await temporaryRepository({
    "subgraphs/cps/package.json": partnerPackage("CPS"),
    "subgraphs/cps/schema.graphql": cps.definition.sdl,
  });
  env = {
    DATABASE_URL: databaseUrl,
    CPS_URL: cps.definition.url,
    SEGPOL_HARVEST_PAGE: "3",
    SEGPOL_HARVEST_RETRY_MIN_MS: "20",
    SEGPOL_HARVEST_RETRY_MAX_MS: "100",
  };
  await syncPartners(db, [cps.definition]);
});
afterEach(async () => {
  for (const each of cleanUp.toReversed()) await each();
  cleanUp = [];
});

const IDS = Array.from({ length: 12 }, (_, index) => `cps:event:e${index + 10}`);

/** As the hub does while it runs. */
async function harvestAll(): Promise<{ stop(): Promise<void> }> {
  const harvesters = createHarvesters({
    databaseUrl,
    db,
    settings: readConfig(env).harvest,
    logger: pino({ level: "silent" }),
  });
  await harvesters.follow([projectPartner(cps.definition, ["CPS"])]);
  cleanUp.push(() => harvesters.stop());
  await untilLive();
  return harvesters;
}

const untilLive = () =>
  vi.waitFor(async () => {
    const seen = await db.selectFrom("source").select(["caught_up", "cursor"]).executeTakeFirstOrThrow();
    expect(seen).toMatchObject({ caught_up: true, cursor: expect.anything() });
    return seen;
  }, 20_000);

async function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  return { code: await reindex.run(args, { env, rootDir, print: (line) => lines.push(line) }), lines };
}

/** All that the index says, without the hub's own instants. */
async function dump(): Promise<unknown> {
  const records = await sql`
    select to_jsonb(record) - 'updated_at' - 'search' || jsonb_build_object('search', search::text) as row
    from record order by id`.execute(db);
  const links = await sql`select source, rel, target, position from link order by 1, 2, 3`.execute(db);
  const aside = await sql`select record, code from set_aside order by 1`.execute(db);
  return { records: records.rows, links: links.rows, aside: aside.rows };
}
const versions = async () =>
  (await sql`select id, known_from, known_to, version from record_version order by id, known_from`.execute(db)).rows;

const titleOf = (id: string) => async () =>
  (await db.selectFrom("record").select("title_nl").where("id", "=", id).executeTakeFirst())?.title_nl;

function putAll(): void {
  for (const id of IDS)
    cps.put(id, { title: { original: "NL", NL: `Titel ${id}` }, links: [{ rel: "related", id: "cps:event:e10" }] });
}

/** What nobody should be able to do to the index. */
async function damage(): Promise<void> {
  await sql`update record set title_nl = 'x', title_original = 'x', words = 'x', card = '{}' where id = 'cps:event:e11'`.execute(
    db,
  );
  await sql`delete from link where source = 'cps:event:e12'`.execute(db);
  await sql`insert into set_aside (record, partner, code, expected, since) values ('cps:event:old', 'CPS', 'UNREADABLE', 'x', now())`.execute(
    db,
  );
}

describe("building the index anew", () => {
  it("gives the index that changes keep up, adds no version, and mends what was damaged, without a hub", async () => {
    putAll();
    await (await harvestAll()).stop();
    const [before, past] = [await dump(), await versions()];
    await damage();
    expect(await dump()).not.toEqual(before);
    const { code, lines } = await run("--partner", "CPS");
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^CPS: \d+ of 12 records read anew$/);
    expect(lines.at(-1)).toBe("CPS: done, 12 records");
    expect(await dump()).toEqual(before);
    expect(await versions()).toEqual(past);
  });

  it("does so beside a hub that runs, whatever changes meanwhile; lists are never short of a record", async () => {
    putAll();
    await harvestAll();
    const past = await versions();
    await damage();
    let least = Infinity;
    const over = new AbortController();
    const watching = (async () => {
      while (!over.signal.aborted) {
        const { rows } = await sql<{ records: number }>`select count(*)::int as records from record`.execute(db);
        least = Math.min(least, rows[0]?.records ?? 0);
      }
    })();
    // The hub has asked for changes before the rebuild began, and is answered in its midst.
    const change = (line: string): void => {
      if (line.startsWith("CPS: 0 of")) cps.put("cps:event:e10", { title: { original: "NL", NL: "Changed" } });
    };
    expect(await reindex.run([], { env, rootDir, print: change })).toBe(0);
    await expect.poll(titleOf("cps:event:e10")).toBe("Changed");
    over.abort();
    await watching;
    expect(least).toBe(IDS.length);
    expect(await titleOf("cps:event:e11")()).toBe("Titel cps:event:e11");
    expect((await versions()).length).toBe(past.length + 1);
    cps.put("cps:event:later", { title: { original: "NL", NL: "Later" } });
    await expect.poll(titleOf("cps:event:later")).toBe("Later");
  });

  it("takes away what the partner no longer has, and brings what was missing", async () => {
    putAll();
    await (await harvestAll()).stop();
    cps.forget("cps:event:e13");
    await sql`delete from record where id = 'cps:event:e14'`.execute(db);
    expect((await run()).code).toBe(0);
    const rows = await db.selectFrom("record").select("id").orderBy("id").execute();
    expect(rows.map(({ id }) => id)).toEqual(IDS.filter((id) => id !== "cps:event:e13"));
  });

  it("ends when a partner does not answer, and a hub goes on with it later", async () => {
    putAll();
    await (await harvestAll()).stop();
    const before = await dump();
    await damage();
    await cps.stop();
    const { code, lines } = await run("--patience", "1");
    expect(code).toBe(1);
    expect(lines.join("\n")).toMatch(/CPS does not answer.*\n.*no progress for 1 s/s);
    await cps.start();
    await harvestAll();
    expect(await dump()).toEqual(before);
  });

  it("answers for the hub's keys while the hub is stopped: partners that check tokens look them up there", async () => {
    const door = createServer();
    const listen = async (port: number): Promise<AddressInfo> => {
      door.listen(port, "127.0.0.1");
      await once(door, "listening");
      return door.address() as AddressInfo;
    };
    const { port } = await listen(0);
    door.close();
    const issuer = `http://127.0.0.1:${port}`;
    const key = makeSigningKey();
    env = { ...env, PORT: String(port), SEGPOL_HUB_ISSUER: issuer, SEGPOL_HUB_KEY: JSON.stringify(key) };
    cps.admit = async (authorization) => {
      const [jwksUrl, audiences] = [`${issuer}/.well-known/jwks.json`, ["segpol:CPS"]];
      const verifier = createTokenVerifier({ issuers: [{ issuer, jwksUrl, audiences }] });
      const identity = await verifier.identify(authorization).catch(() => undefined);
      return identity && isHarvester(identity) ? ["PUBLIC", "CABINET"] : "refused";
    };
    cps.put("cps:event:a", { title: { original: "NL", NL: "Verborgen" }, visibility: "CABINET" });
    expect((await run("--patience", "5")).lines.at(-1)).toBe("CPS: done, 1 records");
    // A hub that runs answers for itself, and one that is started afterwards finds its port free.
    const { publicJwks } = createTokenSigner({ issuer, key });
    door.on("request", (_request, response: ServerResponse) => response.end(JSON.stringify(publicJwks())));
    await listen(port);
    cleanUp.push(async () => {
      door.closeAllConnections();
      door.close();
      await once(door, "close");
    });
    expect((await run("--patience", "5")).lines.at(-1)).toBe("CPS: done, 1 records");
  });

  it("refuses a partner that is not there", async () => {
    await expect(run("--partner", "XYZ")).rejects.toThrow('Expected --partner to be one of CPS; got "XYZ".');
  });
});
