import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { StubPartner } from "../support/stub-partner.js";
import { startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";

const LIST = "{ events { totalCount nodes { id title topics ... on CpsEvent { focusGroups } } } }";
const newDatabase = useHubDatabases();

let cps: StubPartner;
let cpl: StubPartner;
let hub: TestHub;

beforeAll(async () => {
  cps = new StubPartner("CPS");
  cpl = new StubPartner("CPL");
  await Promise.all([cps.start(), cpl.start()]);
  cps.put("cps:event:a", {
    title: { original: "NL", NL: "Recherche" },
    topics: [{ original: "NL", NL: "sporen" }],
    focusGroups: ["een"],
  });
  cpl.put("cpl:event:b", { title: { original: "FR", FR: "Table ronde" }, topics: [{ original: "FR", FR: "traces" }] });
  hub = await startHub(await newDatabase(), [cps, cpl], { SEGPOL_PARTNER_TIMEOUT_MS: "500" });
  await untilListed(hub, 2);
});

afterEach(async () => {
  cps.mode = "ok";
  await cps.start();
  // Harvested again, and asked again for what it alone keeps.
  await vi.waitUntil(async () => {
    const { errors, extensions } = await hub.ask(LIST);
    return errors.length === 0 && extensions["copies"] === undefined;
  }, 20_000);
});

afterAll(async () => {
  await hub?.stop();
  await Promise.all([cps.stop(), cpl.stop()]);
});

describe("while a partner's process is stopped", () => {
  it("details come from the hub's copy; what it alone keeps is null, with an error that names it", async () => {
    await cps.stop();
    const { data, errors, text, status, extensions } = await hub.ask(LIST);
    expect(status).toBe(200);
    expect(data.events.totalCount).toBe(2);
    const nodes = Object.fromEntries(data.events.nodes.map((node: { id: string }) => [node.id, node]));
    expect(nodes["cps:event:a"]).toEqual({
      id: "cps:event:a",
      title: "Recherche",
      topics: ["sporen"],
      focusGroups: null,
    });
    expect(nodes["cpl:event:b"]).toEqual({ id: "cpl:event:b", title: "Table ronde", topics: ["traces"] });
    expect(errors).toHaveLength(1);
    const place = data.events.nodes.findIndex(({ id }: { id: string }) => id === "cps:event:a");
    expect(errors[0]).toMatchObject({
      path: ["events", "nodes", place, "focusGroups"],
      extensions: { code: "PARTNER_UNAVAILABLE", partner: "CPS" },
    });
    expect(Object.keys(errors[0]?.extensions ?? {}).toSorted()).toEqual(["code", "partner", "requestId"]);
    expect(errors[0]?.message).toContain("CPS");
    expect(errors[0]?.message).toContain("focusGroups");
    expect(extensions).toEqual({ copies: [{ partner: "CPS", asOf: expect.any(String) }] });
    expect(text).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|stack|\.js/);
  });

  it("there is no error and a mark when its standard fields alone are asked, and no mark when nothing of it is", async () => {
    await cps.stop();
    const source = () =>
      hub.ask('{ partner(code: "CPS") { source { state } } }').then(({ data }) => data.partner.source);
    await expect.poll(source).toEqual({ state: "DOWN" });
    const details = await hub.ask('{ record(id: "cps:event:a") { title ... on Event { topics } } }');
    expect(details.errors).toEqual([]);
    expect(details.data.record).toEqual({ title: "Recherche", topics: ["sporen"] });
    const { data } = await hub.ask('{ partner(code: "CPS") { source { asOf } } }');
    const [mark] = details.extensions["copies"] as { partner: string; asOf: string }[];
    expect(mark?.partner).toBe("CPS");
    expect(Date.parse(mark?.asOf ?? "")).toBeLessThanOrEqual(Date.parse(data.partner.source.asOf));
    expect((await hub.ask('{ record(id: "cps:event:a") { title } }')).extensions).toEqual({});
    expect((await hub.ask('{ record(id: "cpl:event:b") { ... on Event { topics } } }')).extensions).toEqual({});
  });

  it("a list of several of its records has one error for each field that it alone keeps", async () => {
    cps.put("cps:event:c", { title: { original: "NL", NL: "Nog een" } });
    await untilListed(hub, 3);
    await cps.stop();
    const { errors } = await hub.ask(LIST);
    expect(errors.map(({ path, extensions: { code } }) => ({ path, code }))).toEqual([
      { path: ["events", "nodes"], code: "PARTNER_UNAVAILABLE" },
    ]);
    await cps.start();
    cps.withdraw("cps:event:c");
    await untilListed(hub, 2);
  });

  it("each field of its own is named where it would be, root fields too", async () => {
    await cps.stop();
    const { data, errors, extensions } = await hub.ask(
      '{ hello: cpsHello(name: "you") record(id: "cps:event:a") { ... on CpsEvent { groups: focusGroups } } }',
    );
    expect(data).toEqual({ hello: null, record: { groups: null } });
    expect(errors.map(({ path, extensions: { code, partner } }) => ({ path, code, partner }))).toEqual(
      expect.arrayContaining([
        { path: ["hello"], code: "PARTNER_UNAVAILABLE", partner: "CPS" },
        { path: ["record", "groups"], code: "PARTNER_UNAVAILABLE", partner: "CPS" },
      ]),
    );
    expect(errors).toHaveLength(2);
    expect(extensions).toEqual({});
  });

  it("it is used again as soon as it is back", async () => {
    await cps.stop();
    expect((await hub.ask(LIST)).errors).toHaveLength(1);
    await cps.start();
    const { data, errors } = await hub.ask(LIST);
    expect(errors).toEqual([]);
    expect(data.events.nodes.find((node: { id: string }) => node.id === "cps:event:a").focusGroups).toEqual(["een"]);
    // The mark goes when it is harvested again.
    await expect.poll(async () => (await hub.ask(LIST)).extensions).toEqual({});
  });

  it("its source is DOWN and says so, and LIVE again once it is back", async () => {
    const source = () =>
      hub.ask('{ partner(code: "CPS") { source { state problem records } } }').then(({ data }) => data.partner.source);
    await expect.poll(source).toMatchObject({ state: "LIVE" });
    await cps.stop();
    const down = await vi.waitFor(async () => {
      const seen = await source();
      expect(seen).toMatchObject({ state: "DOWN" });
      return seen;
    }, 20_000);
    expect(down.problem).toContain("CPS does not answer");
    expect(down.problem).not.toMatch(/127\.0\.0\.1|ECONNREFUSED/);
    expect(down.records).toBe(1);
    await cps.start();
    await expect.poll(source).toMatchObject({ state: "LIVE", problem: null });
  });

  it("the hub starts all the same", async () => {
    await cps.stop();
    const other = await startHub(await newDatabase(), [cps, cpl]);
    try {
      await untilListed(other, 1);
      const { data } = await other.ask('{ partner(code: "CPS") { source { state } } }');
      expect(data.partner.source.state).toBe("NEVER_HARVESTED");
      await cps.start();
      await untilListed(other, 2);
    } finally {
      await other.stop();
    }
  });
});

describe("a partner that answers badly", () => {
  it.each(["status-500", "html", "bad-json", "huge", "wrong-count"] as const)(
    "with %s counts as unavailable, and nothing of the answer leaks",
    async (mode) => {
      cps.mode = mode;
      const { data, errors, text } = await hub.ask(LIST);
      expect(data.events.nodes).toHaveLength(2);
      expect(data.events.nodes.find((node: { id: string }) => node.id === "cps:event:a")).toMatchObject({
        title: "Recherche",
        topics: ["sporen"],
        focusGroups: null,
      });
      expect(errors.map(({ extensions }) => [extensions["code"], extensions["partner"]])).toEqual([
        ["PARTNER_UNAVAILABLE", "CPS"],
      ]);
      expect(text).not.toMatch(/stack at|10\.0\.0\.7|srv/);
      cps.mode = "ok";
      expect((await hub.ask(LIST)).errors).toEqual([]);
    },
  );

  it("with more than the hub reads is not read to its end", async () => {
    cps.mode = "huge";
    await hub.ask(LIST);
    expect(cps.sentMiB).toBeGreaterThan(0);
    expect(cps.sentMiB).toBeLessThan(25);
  });

  it("with more than was asked changes nothing that is not its own to answer", async () => {
    cps.mode = "more-than-asked";
    const { data, errors } = await hub.ask("{ events { nodes { id title partner { code } topics } } }", {
      headers: { "cache-control": "no-cache" },
    });
    expect(errors).toEqual([]);
    const node = data.events.nodes.find(({ id }: { id: string }) => id === "cps:event:a");
    expect(node).toEqual({ id: "cps:event:a", title: "Recherche", partner: { code: "CPS" }, topics: ["sporen"] });
  });

  it.each([
    ["what it alone keeps", {}, ["sporen"], []],
    ["all", { "cache-control": "no-cache" }, null, ["topics"]],
  ] as const)(
    "with values that are not of their type, where it is asked for %s, loses those, and nothing else of the answer",
    async (_what, headers, topics, lost) => {
      cps.mode = "wrong-values";
      const query = "{ events { nodes { id title topics ... on CpsEvent { focusGroups } } } }";
      const { status, data, errors } = await hub.ask(query, { headers });
      expect(status).toBe(200);
      const place = data.events.nodes.findIndex(({ id }: { id: string }) => id === "cps:event:a");
      expect(data.events.nodes).toHaveLength(2);
      expect(data.events.nodes[place]).toEqual({ id: "cps:event:a", title: "Recherche", topics, focusGroups: null });
      expect(data.events.nodes[1 - place].topics).toBeInstanceOf(Array);
      expect(errors.map(({ path, extensions }) => [path, extensions["code"], extensions["partner"]])).toEqual([
        ...lost.map((field) => [["events", "nodes", place, field], "PARTNER_ERROR", "CPS"]),
        [["events", "nodes", place, "focusGroups", 0], "PARTNER_ERROR", "CPS"],
      ]);
      expect(errors.at(-1)?.message).toBe("CPS: Expected a value of type String; got an object.");
    },
  );

  it("that refuses the hub's question is an error of the partner's", async () => {
    cps.mode = "refuse";
    const { data, errors, text } = await hub.ask(LIST);
    expect(data.events.nodes).toHaveLength(2);
    expect(errors.map(({ extensions }) => [extensions["code"], extensions["partner"]])).toEqual([
      ["PARTNER_ERROR", "CPS"],
    ]);
    expect(text).not.toContain("db.internal");
  });
});

describe("a partner that hangs", () => {
  it("is waited for until the deadline, and after a few times no more", async () => {
    cps.mode = "hang";
    for (let request = 0; request < 3; request += 1) {
      const { data, errors } = await hub.ask(LIST);
      expect(data.events.nodes).toHaveLength(2);
      expect(errors[0]?.message).toContain("no answer within 0.5 s");
    }
    const { errors, extensions } = await hub.ask(LIST);
    expect(errors[0]?.extensions).toMatchObject({ code: "PARTNER_UNAVAILABLE", partner: "CPS" });
    expect(errors[0]?.message).toContain("it has not answered soon enough lately");
    expect(extensions).toEqual({ copies: [{ partner: "CPS", asOf: expect.any(String) }] });
    expect(hub.logs).toContainEqual(
      expect.objectContaining({ msg: "partner left alone: too slow", partner: "CPS", asked: "records" }),
    );
  });

  it("is used again once it answers, found out without a client that waits", async () => {
    cps.mode = "hang";
    for (let request = 0; request < 3; request += 1) await hub.ask(LIST);
    expect((await hub.ask(LIST)).errors[0]?.message).toContain("lately");
    cps.mode = "ok";
    const { data } = await vi.waitFor(async () => {
      const seen = await hub.ask(LIST);
      expect(seen.errors).toEqual([]);
      return seen;
    }, 20_000);
    expect(data.events.nodes.find((node: { id: string }) => node.id === "cps:event:a").focusGroups).toEqual(["een"]);
  });
});
