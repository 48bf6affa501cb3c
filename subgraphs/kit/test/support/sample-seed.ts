import {
  type EventSeed,
  frNl,
  fuzzyDate,
  type FuzzyDateValue,
  type LegitimacyIndicatorSeed,
  nlFr,
  type PartnerSeed,
  type PublicationSeed,
  type RecommendationSeed,
} from "../../src/index.js";

const provenance = { document: "Sample", locator: "p. 1" };

/** A date in figures, for tests that do not care for its words. */
export function day(edtf: string): FuzzyDateValue {
  return fuzzyDate({ text: nlFr(edtf), edtf });
}

const event: EventSeed = {
  id: "sample:event:study-day",
  title: nlFr("Opleiding", "Formation"),
  themes: ["TRUST"],
  criteria: ["LEGALITY"],
  kind: "STUDY_DAY",
  date: fuzzyDate({ text: frNl("avril 2022", "april 2022"), edtf: "2022-04-XX" }),
  topics: [nlFr("Een", "Un"), nlFr("Twee", "Deux")],
  speakers: ["A. Spreker"],
  provenance,
  links: [{ rel: "series", id: "other:event:series" }],
};

const publication: PublicationSeed = {
  id: "sample:publication:report",
  title: frNl("Rapport", "Verslag"),
  type: "REPORT",
  date: day("2023"),
  documents: [{ url: "https://example.org/report.pdf", language: "FR", mediaType: "application/pdf" }],
  provenance,
};

const recommendation: RecommendationSeed = {
  id: "sample:recommendation:r1",
  title: nlFr("Aanbeveling", "Recommandation"),
  ref: "R1",
  goal: nlFr("Doel", "But"),
  context: nlFr("Achtergrond", "Contexte"),
  addressees: ["Minister"],
  priority: { rank: 1, of: 7, method: nlFr("Bevraging", "Enquête") },
  dueOn: "2024-01-01",
  measures: [
    {
      ref: "R1.1",
      text: nlFr("Eerste", "Première"),
      weight: 2,
      measures: [
        { ref: "R1.1.1", text: nlFr("Deel een", "Partie une") },
        { ref: "R1.1.2", text: nlFr("Deel twee") },
      ],
    },
    { ref: "R1.2", text: nlFr("Tweede", "Deuxième") },
  ],
  responses: [{ body: "Minister", value: "SUPPORTED", reason: nlFr("Goed idee", "Bonne idée"), date: day("2022") }],
  followUps: [
    {
      id: "sample-follow-up-2",
      measure: "R1.1.1",
      actor: "Zone",
      action: nlFr("Afgewerkt", "Terminé"),
      date: day("2023-06-01"),
      status: "COMPLETE",
      evidence: [{ type: "report", description: nlFr("Verslag", "Rapport"), url: "https://example.org/proof" }],
    },
    {
      id: "sample-follow-up-1",
      measure: "R1.1.1",
      actor: "Zone",
      action: nlFr("Begonnen", "Commencé"),
      date: day("2023-01-01"),
      status: "LIMITED",
    },
  ],
  assessments: [
    {
      id: "sample-assessment-1",
      assessor: "Comité P",
      status: "LIMITED",
      date: day("2023-09"),
      reason: nlFr("Nog niet", "Pas encore"),
    },
  ],
  provenance,
};

const indicator: LegitimacyIndicatorSeed = {
  id: "sample:indicator:trust",
  title: nlFr("Vertrouwen", "Confiance"),
  criterion: "PROCEDURAL_JUSTICE",
  unit: "%",
  direction: "HIGHER_IS_BETTER",
  baseline: { period: day("2019"), value: 70 },
  target: { value: 90, period: day("2030") },
  observations: [
    { period: day("2022"), value: 75, numerator: 3, denominator: 4, note: nlFr("Nota", "Note") },
    { period: day("2021"), value: 60, numerator: 3, denominator: 4 },
    { period: day("2022"), value: 80, dimensions: [{ name: "gender", value: "women" }] },
  ],
  provenance,
};

/** One record of each kind. */
export const seed: PartnerSeed = {
  version: "1",
  events: [event],
  publications: [publication],
  recommendations: [recommendation],
  legitimacyIndicators: [indicator],
};
