import { askEntities, type PartnerUnderTest, startPartnerUnderTest } from "@segpol/kit/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { partner } from "../src/partner.js";

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

const OWN_FIELDS = `date { edtf } period { edtf earliest latest basis } authors nl: subtitle(lang: NL) fr: subtitle(lang: FR)`;

test("a plan's period is not the date it appeared, which the source does not state", async () => {
  expect(await ownFieldsOf("nvp-2022-2025")).toEqual({
    date: null,
    period: { edtf: "2022/2025", earliest: "2022-01-01", latest: "2025-12-31", basis: "STATED" },
    authors: null,
    nl: null,
    fr: null,
  });
});

test("authors and subtitle are given as the source has them", async () => {
  expect(await ownFieldsOf("implementatiestrategieen-deontologische-code")).toEqual({
    date: null,
    period: null,
    authors: ["Evi Devis", "Jeroen Maesschalk"],
    nl: "Een “toolbox” voor een modern integriteitsbeleid",
    fr: "Une « boîte à outils » pour une politique d'intégrité moderne",
  });
});

async function ownFieldsOf(slug: string): Promise<unknown> {
  const [publication] = await askEntities(running.url, "CcGpiPublication", [`cc-gpi:publication:${slug}`], OWN_FIELDS);
  return publication;
}
