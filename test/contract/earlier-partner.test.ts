import { createHub, type Hub, readConfig } from "@segpol/gateway";
import { createStubDefinition } from "@segpol/gateway/testing";
import { useDatabases } from "@segpol/launcher/testing";
import { checkConformance, servedContract } from "@segpol/schema";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ask, query } from "../e2e/support/graph.js";
import { EARLIER, earlierRecords, earlierSdl, EarlierPartner } from "./earlier-partner/partner.js";

const RECOMMENDATION = "earlier:recommendation:r1";
/** The hub answers, and the owner is asked. */
const WAYS = [
  ["the hub", {}],
  ["its owner", { "cache-control": "no-cache" }],
] as const;

describe("a partner made for version 1.0 of the contract", () => {
  const databases = useDatabases();
  const partner = new EarlierPartner();
  let hub: Hub;
  let url: string;
  beforeAll(async () => {
    const definition = createStubDefinition(EARLIER, { sdl: earlierSdl, url: await partner.listen() });
    const config = readConfig({
      DATABASE_URL: (await databases.create("hub")).ownerUrl,
      PORT: "0",
      LOG_LEVEL: "silent",
    });
    hub = await createHub({ config, partners: [definition], logger: pino({ level: "silent" }) });
    url = `${hub.url}/graphql`;
    await vi.waitUntil(async () => (await listed()).length === earlierRecords.length, 20_000);
  });
  afterAll(async () => {
    await hub?.stop();
    await partner.stop();
  });

  const listed = async (): Promise<string[]> => {
    const { records } = await query<{ records: { nodes: { id: string }[] } }>(url, "{ records { nodes { id } } }");
    return records.nodes.map(({ id }) => id);
  };

  test("conforms, and lacks what later versions added", () => {
    expect(checkConformance({ code: EARLIER, sdl: earlierSdl })).toEqual([]);
    const { version, lacks } = servedContract(earlierSdl);
    expect(version).toBe("1.0");
    expect(lacks).toEqual(expect.arrayContaining(["Measure.dueOn", "Measure.responsible"]));
  });

  test.each(WAYS)("is answered for by %s, with null for what it lacks", async (_who, headers) => {
    const { data, errors } = await ask(
      url,
      `query Details($lang: Language) {
        record(id: "${RECOMMENDATION}") {
          ... on Recommendation {
            goal(lang: FR)
            measures { ref text(lang: $lang) dueOn responsible measures { responsible } progress { claimed overdue } }
            followUps { actor date { text edtf } evidence { type description } }
            assessments { assessor reason }
            responses { body value }
          }
        }
        event: record(id: "earlier:event:round-table") { ... on EarlierEvent { date { text(lang: NL) } topics capacity { max } } }
      }`,
      { headers, variables: { lang: "FR" } },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      record: {
        goal: "Plus de confiance",
        measures: [
          {
            ref: "R1.1",
            text: "Tenir une permanence",
            dueOn: null,
            responsible: null,
            measures: [{ responsible: null }],
            progress: { claimed: "LIMITED", overdue: false },
          },
        ],
        followUps: [
          {
            actor: "Lokale politie",
            date: { text: "mei 2024", edtf: "2024-05-XX" },
            evidence: [{ type: "report", description: "Verslag" }],
          },
        ],
        assessments: [{ assessor: "Comité P", reason: "Nog geen verslag" }],
        responses: [{ body: "Lokale politie", value: "SUPPORTED" }],
      },
      event: { date: { text: "april 2024" }, topics: ["La confiance"], capacity: { max: 20 } },
    });
  });

  test("is asked for what it alone keeps, and never for what it lacks", async () => {
    const { data, errors } = await ask(
      url,
      `{
        event: record(id: "earlier:event:round-table") {
          ... on EarlierEvent { rehearsals { date { text edtf } evidence { type } } registeredBy { name theme { code } } }
        }
        earlierUnits { name }
      }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      event: {
        rehearsals: [{ date: { text: "mars 2024", edtf: "2024-03-XX" }, evidence: { type: "report" } }],
        registeredBy: { name: "Service événements", theme: { code: "TRUST" } },
      },
      earlierUnits: [{ name: "Service événements" }],
    });
    expect(partner.refused).toEqual([]);
  });

  test("is harvested without findings", async () => {
    const { partner: found } = await query<{ partner: object }>(
      url,
      `{ partner(code: "${EARLIER}") { source { state records problem findings { code field } } } }`,
    );
    expect(found).toEqual({ source: { state: "LIVE", records: 4, problem: null, findings: [] } });
  });
});
