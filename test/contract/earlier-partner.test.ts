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
            measures { ref text(lang: $lang) dueOn responsible responsibleBody { name(lang: $lang) } measures { responsible } progress { claimed overdue } }
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
            responsibleBody: null,
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

  test("is given by the hub what follows from its fields", async () => {
    const { data, errors } = await ask(
      url,
      `{
        record(id: "${RECOMMENDATION}") {
          titleText(lang: DE) { value language original }
          ... on Recommendation {
            goalText(lang: FR) { value language original }
            contextText { value }
            addresseeBodies { id name(lang: FR) }
            measures { localizedText(lang: FR) { value language original } responsibleBody { id } }
            responses { responder { id name(lang: DE) } reasonText { value } }
            followUps { actorBody { id } actionText(lang: FR) { language } evidence { typeLabel(lang: NL) } date { localizedText { language } } }
            assessments { assessorBody { id name } }
            priority { methodText(lang: FR) { language original } }
          }
        }
        event: record(id: "earlier:event:round-table") {
          titleText(lang: NL) { value original }
          summaryText { language }
          ... on Event { topicTexts(lang: NL) { value original } date { localizedText(lang: NL) { value language original } } }
        }
        indicator: record(id: "earlier:indicator:trust") {
          ... on LegitimacyIndicator {
            unitLabel(lang: FR) frequencyLabel(lang: FR) territoryName(lang: FR) methodText { value } populationText { value }
            latest { noteText { value } dimensions { nameLabel(lang: FR) valueLabel(lang: FR) } }
          }
        }
      }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      record: {
        titleText: { value: "Praat met burgers", language: "NL", original: true },
        goalText: { value: "Plus de confiance", language: "FR", original: false },
        contextText: null,
        addresseeBodies: [
          { id: "local-police", name: "Police locale" },
          { id: "gemeenteraad-van-voorbeeldegem", name: "Gemeenteraad van Voorbeeldegem" },
        ],
        measures: [
          {
            localizedText: { value: "Tenir une permanence", language: "FR", original: false },
            responsibleBody: null,
          },
        ],
        responses: [{ responder: { id: "local-police", name: "Lokale Polizei" }, reasonText: { value: "Nuttig" } }],
        followUps: [
          {
            actorBody: { id: "local-police" },
            actionText: { language: "FR" },
            evidence: [{ typeLabel: "verslag" }],
            date: { localizedText: { language: "NL" } },
          },
        ],
        assessments: [{ assessorBody: { id: "committee-p", name: "Comité P" } }],
        priority: { methodText: { language: "NL", original: true } },
      },
      event: {
        titleText: { value: "Rondetafel", original: false },
        summaryText: { language: "FR" },
        topicTexts: [{ value: "Vertrouwen", original: false }],
        date: { localizedText: { value: "april 2024", language: "NL", original: false } },
      },
      indicator: {
        unitLabel: "pour cent",
        frequencyLabel: "annuel",
        territoryName: "Gand",
        methodText: { value: "Enquête" },
        populationText: null,
        latest: {
          noteText: { value: "Eerste meting" },
          dimensions: [{ nameLabel: "sexe", valueLabel: "femmes" }],
        },
      },
    });
  });

  test("is asked for what it alone keeps, and never for what it lacks", async () => {
    const { data, errors } = await ask(
      url,
      `{
        event: record(id: "earlier:event:round-table") {
          ... on EarlierEvent { rehearsals { date { text edtf localizedText { value } } evidence { type typeLabel } } registeredBy { name theme { code } } }
        }
        earlierUnits { name }
      }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      event: {
        rehearsals: [
          {
            date: { text: "mars 2024", edtf: "2024-03-XX", localizedText: null },
            evidence: { type: "report", typeLabel: null },
          },
        ],
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

  test("is answered for from the hub's copy as of an instant, and while it is down", async () => {
    const details = `{
      record(id: "${RECOMMENDATION}") {
        titleText(lang: FR) { value language original }
        ... on Recommendation {
          addresseeBodies { id }
          measures { localizedText(lang: FR) { value language original } dueOn responsibleBody { id } }
        }
      }
    }`;
    const now = await ask(url, details);
    expect(now.errors).toEqual([]);
    // The header tells whole seconds: the one in which the record arrived ends first.
    const asOfNow = (): ReturnType<typeof ask> =>
      ask(url, details, { headers: { "accept-datetime": new Date().toUTCString() } });
    await vi.waitFor(async () => expect((await asOfNow()).data).toEqual(now.data), { timeout: 5000, interval: 200 });
    await partner.stop();
    const down = await ask(url, details, { headers: { "cache-control": "no-cache" } });
    expect(down.data).toEqual(now.data);
    expect(down.extensions.copies).toMatchObject([{ partner: EARLIER }]);
  });
});
