import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StubPartner } from "../support/stub-partner.js";
import { startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";

const LIST = "{ events { nodes { id topics } } }";
/** Has the owners asked themselves. */
const NO_CACHE = { headers: { "cache-control": "no-cache" } };
const newDatabase = useHubDatabases();
let databaseUrl: string;
let cps: StubPartner;
let hub: TestHub | undefined;

beforeEach(async () => {
  databaseUrl = await newDatabase();
  cps = new StubPartner("CPS");
  await cps.start();
  cps.put("cps:event:a", { title: { original: "NL", NL: "Recherche" }, topics: [] });
});
afterEach(async () => {
  await hub?.stop();
  await cps.stop();
});

describe("a hub that is stopped", () => {
  it("ends requests under way, refuses new ones and leaves no connection behind", async () => {
    hub = await startHub(databaseUrl, [cps], { SEGPOL_PARTNER_TIMEOUT_MS: "300", SEGPOL_HARVEST_WAIT_S: "30" });
    await untilListed(hub, 1);
    cps.mode = "hang";
    const underWay = hub.ask(LIST, NO_CACHE);
    await expect.poll(() => cps.entityRequests("topics").length).toBe(1);
    const stopping = hub.stop();
    const late = await fetch(`${hub.url}/graphql`).then(
      async (response) => ({ status: response.status, body: await response.text() }),
      () => ({ status: 503, body: "SHUTTING_DOWN" }),
    );
    expect(late).toMatchObject({ status: 503, body: expect.stringContaining("SHUTTING_DOWN") });
    const { data, errors, extensions } = await underWay;
    expect(data.events.nodes).toEqual([{ id: "cps:event:a", topics: [] }]);
    expect(errors).toEqual([]);
    expect(extensions["copies"]).toMatchObject([{ partner: "CPS" }]);
    await stopping;

    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const others = () =>
        client.query("select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
      await expect.poll(others).toMatchObject({ rowCount: 0 });
    } finally {
      await client.end();
    }
  });

  it("does not wait for a request that takes longer than it has", async () => {
    hub = await startHub(databaseUrl, [cps], { SEGPOL_PARTNER_TIMEOUT_MS: "30000" });
    await untilListed(hub, 1);
    cps.mode = "hang";
    const underWay = hub.ask(LIST, NO_CACHE).then(
      () => "answered",
      () => "cut",
    );
    await expect.poll(() => cps.entityRequests("topics").length).toBe(1);
    await hub.stop();
    expect(await underWay).toBe("cut");
  });
});

describe("a hub that cannot start", () => {
  it("leaves nothing behind when its port is taken", async () => {
    hub = await startHub(databaseUrl, [cps]);
    const port = new URL(hub.url).port;
    await expect(startHub(await newDatabase(), [cps], { PORT: port })).rejects.toThrow(/EADDRINUSE/);
    await untilListed(hub, 1);
  });
});
