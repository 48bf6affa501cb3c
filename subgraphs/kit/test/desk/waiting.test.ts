import { afterAll, beforeAll, expect, test } from "vitest";
import { listRecords } from "../../src/desk/records/list-records.js";
import { WaitingFor } from "../../src/desk/records/waiting.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../../src/testing/partner-under-test.js";
import { samplePartner } from "../support/sample-partner.js";
import { type Desk, openDesk } from "./support.js";

const partner = samplePartner();
let running: PartnerUnderTest;
let desk: Desk;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
  desk = await openDesk(partner, running.servingUrl);
});
afterAll(async () => {
  await desk?.stop();
  await running?.stop();
});

const title = { original: "NL", NL: "Aanbeveling", FR: "Recommandation" } as const;
const waiting = async (reason: WaitingFor): Promise<readonly string[]> =>
  (await listRecords(desk.scope.em, partner.classes, { waiting: reason, text: "wacht-" }, { first: 50 })).records.map(
    ({ id }) => id.split(":").at(-1) ?? "",
  );

test("what waits for a partner's staff is found by why it waits, and only that", async () => {
  const made = (slug: string, input: object = {}, draft = false) =>
    desk.one({ action: "create", kind: "Recommendation", id: `wacht-${slug}`, draft, input: { title, ...input } });
  const did = (status: string, evidence: readonly object[] = []) => ({
    followUps: [{ actor: "Politie", action: { NL: "Gedaan" }, date: { edtf: "2026-01" }, status, evidence }],
    responses: [{ body: "Politie", value: "SUPPORTED" }],
  });
  const report = [{ type: "report", description: { NL: "Verslag" } }];
  const outcomes = [
    await made("ontwerp", {}, true),
    await made("zonder-antwoord"),
    await made("te-laat", { dueOn: "2020-01-01", ...did("LIMITED") }),
    await made("ooit", { dueOn: "2999-01-01", ...did("LIMITED") }),
    await made("af", { dueOn: "2020-01-01", ...did("COMPLETE", report) }),
    await made("zonder-bewijs", did("COMPLETE")),
    await made("onvertaald", { title: { NL: "Enkel Nederlands" }, ...did("LIMITED") }),
    await made("leidt-nergens", {
      links: [{ rel: "related", id: "sample:recommendation:wacht-ontwerp" }],
      ...did("LIMITED"),
    }),
    await made("leidt-ergens", {
      links: [{ rel: "related", id: "sample:recommendation:wacht-af" }],
      ...did("LIMITED"),
    }),
    await made("maatregel", {
      measures: [
        { ref: "1", text: { NL: "Eerst" }, dueOn: "2020-01-01" },
        { ref: "2", text: { NL: "Dan" } },
      ],
      ...did("LIMITED"),
    }),
  ];
  expect(outcomes.map(({ status, problems }) => [status, problems])).toEqual(outcomes.map(() => ["CREATED", []]));
  const found = Object.fromEntries(
    await Promise.all(
      (Object.keys(WaitingFor) as WaitingFor[]).map(async (reason) => [reason, (await waiting(reason)).toSorted()]),
    ),
  );
  expect(found).toEqual({
    PUBLICATION: ["wacht-ontwerp"],
    RESPONSE: ["wacht-zonder-antwoord"],
    DEADLINE: ["wacht-maatregel", "wacht-te-laat"],
    EVIDENCE: ["wacht-zonder-bewijs"],
    TRANSLATION: ["wacht-onvertaald"],
    LINK_TARGET: ["wacht-leidt-nergens"],
  });
});
