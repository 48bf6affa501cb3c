import { askEntities, type PartnerUnderTest, startPartnerUnderTest } from "@segpol/kit/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { partner } from "../src/partner.js";

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

test("the chair is given in the asked language, and null where none is stated", async () => {
  const ids = ["advp:event:2021-05-25-startevent", "advp:event:2022-2023-slotevent"];
  expect(await askEntities(running.url, "AdvpEvent", ids, "nl: chair(lang: NL) fr: chair(lang: FR)")).toEqual([
    { nl: "De minister van Binnenlandse Zaken", fr: "La ministre de l'Intérieur" },
    { nl: null, fr: null },
  ]);
});

test("the chair is harvested in every language, so that the hub finds it", async () => {
  const [event] = await askEntities(
    running.url,
    "AdvpEvent",
    ["advp:event:2021-05-25-startevent"],
    "_texts { field language text original }",
  );
  expect(event?._texts.filter(({ field }) => field === "chair")).toEqual([
    { field: "chair", language: "NL", text: "De minister van Binnenlandse Zaken", original: true },
    { field: "chair", language: "FR", text: "La ministre de l'Intérieur", original: false },
  ]);
});
