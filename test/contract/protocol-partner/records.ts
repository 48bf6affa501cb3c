import type { DemoRecord } from "./partner.js";

export const EVENT = "demo:event:open-day";
export const REPORT = "demo:publication:report";

/** The records of the partner that docs/protocol.md shows. */
export const demoRecords: readonly DemoRecord[] = [
  { id: REPORT, title: { original: "NL", NL: "Verslag" } },
  { id: "demo:publication:plan", title: { original: "FR", FR: "Plan" } },
  {
    id: EVENT,
    title: { original: "NL", NL: "Opendeurdag", FR: "Journée portes ouvertes" },
    themes: ["TRUST"],
    url: "https://demo.example/open-day",
    date: {
      text: { original: "NL", NL: "april 2027" },
      edtf: "2027-04-XX",
      earliest: "2027-04-01",
      latest: "2027-04-30",
    },
    room: "A 1.01",
    links: [{ rel: "series", id: "cpl:event:ronde-tafels-cps-cpl" }],
  },
];

/** Those of a partner that gives ids and titles, and nothing else. */
export const smallestRecords: readonly DemoRecord[] = ["one", "two", "three"].map((name) => ({
  id: `mini:publication:${name}`,
  title: { original: "NL", NL: name },
}));
