import { readFile } from "node:fs/promises";
import { createHub, type Hub, type PartnerDefinition, readConfig } from "@segpol/gateway";
import { type ProtocolSubject, runProtocolSuite } from "@segpol/kit/testing";
import { useDatabases } from "@segpol/launcher/testing";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ask, query } from "../e2e/support/graph.js";
import { MemoryPartner } from "./protocol-partner/partner.js";
import { demoRecords, EVENT, REPORT, smallestRecords } from "./protocol-partner/records.js";

const DEMO = { event: "DemoEvent", publication: "DemoPublication" };
const MINI = { publication: "MiniPublication" };
const PAGE = await readFile(new URL("../../docs/protocol.md", import.meta.url), "utf8");

function demoPartner(options: { now?: () => Date; epoch?: string } = {}): MemoryPartner {
  const partner = new MemoryPartner({ sdlFile: "schema.graphql", types: DEMO, ...options });
  for (const record of demoRecords) partner.put(record);
  return partner;
}

function smallestPartner(): MemoryPartner {
  const partner = new MemoryPartner({ sdlFile: "smallest.graphql", types: MINI });
  for (const record of smallestRecords) partner.put(record);
  return partner;
}

async function subject(code: string, partner: MemoryPartner): Promise<ProtocolSubject> {
  const ofType = (type: string) =>
    [...demoRecords, ...smallestRecords].map(({ id }) => id).filter((id) => partner.typeOf(id) === type);
  return {
    code,
    url: await partner.listen(),
    sdl: partner.sdl,
    records: Object.fromEntries(partner.types.map((type) => [type, ofType(type)])),
    change: async (id) => partner.touch(id),
    withdraw: async (id) => partner.withdraw(id),
    erase: async (id) => partner.erase(id),
    renewEpoch: async () => partner.renewEpoch(),
    stop: () => partner.stop(),
  };
}

runProtocolSuite("A partner written from docs/protocol.md", () => subject("DEMO", demoPartner()));
runProtocolSuite("A partner with ids and titles alone", () => subject("MINI", smallestPartner()));

describe("docs/protocol.md", () => {
  test.each(["schema.graphql", "smallest.graphql"])("shows the SDL %s that is tested here", async (file) => {
    const sdl = await readFile(new URL(`protocol-partner/${file}`, import.meta.url), "utf8");
    const shown = [...PAGE.matchAll(/^```graphql\n([^]*?)^```$/gm)].map(([, text = ""]) =>
      text.replaceAll(/\s+/g, " ").trim(),
    );
    expect(shown).toContain(sdl.replaceAll(/\s+/g, " ").trim());
  });

  test("shows questions with the answers that they get", async () => {
    const partner = demoPartner({ now: () => new Date("2026-11-21T10:00:00.000Z"), epoch: "monday" });
    const url = await partner.listen();
    try {
      const steps = [
        ...PAGE.matchAll(/<!-- (\w+) (\S+) -->|^```graphql\n(query[^]*?)^```\n+[^`]*?^```json\n([^]*?)^```$/gm),
      ];
      expect(steps.length).toBeGreaterThan(6);
      for (const [, act, id = "", question, answer = ""] of steps) {
        if (act === "change") partner.touch(id);
        else if (act === "withdraw") partner.withdraw(id);
        else if (act === "erase") partner.erase(id);
        else {
          const { data, errors } = await ask(url, question ?? "");
          const got =
            errors.length > 0
              ? { errors: errors.map(({ message, extensions }) => ({ message, extensions })) }
              : { data };
          expect(got, question).toEqual(JSON.parse(answer));
        }
      }
    } finally {
      await partner.stop();
    }
  });
});

describe("a hub with partners that know nothing of the kit", () => {
  const databases = useDatabases();
  let demo: MemoryPartner;
  let smallest: MemoryPartner;
  let hub: Hub;
  let url: string;
  beforeAll(async () => {
    demo = demoPartner();
    smallest = smallestPartner();
    const definition = async (code: string, prefix: string, partner: MemoryPartner): Promise<PartnerDefinition> => ({
      code,
      prefix,
      name: { original: "EN", EN: code },
      acronym: code,
      role: "PLUGIN_PARTNER",
      website: null,
      url: await partner.listen(),
      sdl: partner.sdl,
    });
    const config = readConfig({
      DATABASE_URL: (await databases.create("hub")).ownerUrl,
      PORT: "0",
      LOG_LEVEL: "silent",
    });
    hub = await createHub({
      config,
      partners: [await definition("DEMO", "Demo", demo), await definition("MINI", "Mini", smallest)],
      logger: pino({ level: "silent" }),
    });
    url = `${hub.url}/graphql`;
    const count = demoRecords.length + smallestRecords.length;
    await vi.waitUntil(async () => (await listed()).length === count, 20_000);
  });
  afterAll(async () => {
    await hub?.stop();
    await Promise.all([demo?.stop(), smallest?.stop()]);
  });

  const listed = async (): Promise<string[]> => {
    const { records } = await query<{ records: { nodes: { id: string }[] } }>(url, "{ records { nodes { id } } }");
    return records.nodes.map(({ id }) => id);
  };

  test("lists their records with what they give", async () => {
    const { event, small } = await query<Record<string, unknown>>(
      url,
      `{
        event: record(id: "${EVENT}") {
          title(lang: FR) themes { code } languages version url partner { code }
          ... on DemoEvent { room date { edtf text } publications { nodes { id } } }
        }
        small: record(id: "mini:publication:one") { title themes { code } visibility version }
      }`,
    );
    expect(event).toMatchObject({
      title: "Journée portes ouvertes",
      themes: [{ code: "TRUST" }],
      languages: ["NL", "FR"],
      url: "https://demo.example/open-day",
      partner: { code: "DEMO" },
      room: "A 1.01",
      date: { edtf: "2027-04-XX", text: "april 2027" },
    });
    expect(small).toMatchObject({ title: "one", themes: [], visibility: "PUBLIC" });
  });

  test("says that they are followed", async () => {
    const { partners } = await query<{ partners: { code: string; source: object }[] }>(
      url,
      "{ partners { code source { state records problem } } }",
    );
    expect(partners).toEqual([
      { code: "DEMO", source: { state: "LIVE", records: 3, problem: null } },
      { code: "MINI", source: { state: "LIVE", records: 3, problem: null } },
    ]);
  });

  test("follows changes, withdrawals, erasures and another epoch", async () => {
    demo.put({ id: "demo:publication:new", title: { original: "NL", NL: "Nieuw" } });
    await expect.poll(listed).toContain("demo:publication:new");
    demo.withdraw("demo:publication:new");
    await expect.poll(listed).not.toContain("demo:publication:new");
    demo.erase(REPORT);
    await expect.poll(listed).not.toContain(REPORT);
    demo.put({ id: "demo:publication:later", title: { original: "NL", NL: "Later" } });
    demo.renewEpoch();
    await expect.poll(listed).toEqual(expect.arrayContaining(["demo:publication:later", EVENT]));
  });
});
