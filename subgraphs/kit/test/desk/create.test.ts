import { afterAll, beforeAll, expect, test } from "vitest";
import { readFeed } from "../../src/testing/harvest.js";
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

const event = {
  title: { original: "FR", FR: "Journée d'étude: œuvre", NL: "Studiedag" },
  kind: "STUDY_DAY",
  date: { edtf: "2026-03-16" },
  themes: ["TRUST"],
  place: { name: "Brussel", country: "BE", nisCode: "21004" },
  topics: [{ NL: "Een" }],
  speakers: ["A. Spreker"],
} as const;

test("an event is made, with an id from its date and title, and is in the feed", async () => {
  const { cursor } = await readFeed(running.url);
  const outcome = await desk.one({ action: "create", kind: "Event", input: event });
  expect(outcome).toMatchObject({
    status: "CREATED",
    id: "sample:event:2026-03-16-journee-d-etude-oeuvre",
    problems: [],
  });
  expect(outcome.after).toMatchObject({
    version: 1,
    draft: false,
    withdrawnAt: null,
    content: {
      title: event.title,
      date: { edtf: "2026-03-16", basis: "STATED", text: { NL: "16 maart 2026", FR: "16 mars 2026" } },
      organisers: ["SAMPLE"],
      topics: [{ original: "NL", NL: "Een" }],
      visibility: "PUBLIC",
    },
  });
  expect(outcome.changes).toContainEqual({ field: "title.NL", before: undefined, after: "Studiedag" });
  expect((await readFeed(running.url, cursor)).changes).toMatchObject([{ id: outcome.id, withdrawn: false }]);
});
