import { fuzzyDate, type FuzzyDateValue, nlFr, type PublicationSeed } from "@segpol/kit";
import type { ConsultationValue } from "../records/consultation.js";
import { memorandum, memorandumId } from "./memorandum.js";

/** A publication's seed, with the fields that publications have here beside the standard ones. */
interface VclpPublicationSeed extends PublicationSeed {
  readonly period: FuzzyDateValue;
  readonly consultation: ConsultationValue;
}

/** How the memorandum came about. "Mid" is read as the 11th to the 20th of a month, "early" as the 1st to the 10th. */
const consultation: ConsultationValue = {
  domains: [
    nlFr("politieopdrachten", "missions de police"),
    nlFr("nabijheidspolitie", "police de proximité"),
    nlFr("financiering", "financement"),
    nlFr("human management", "human management"),
    nlFr("digitalisering en IT", "numérisation et IT"),
    nlFr("beheer van de logistieke middelen", "gestion des moyens logistiques"),
    nlFr("corporate en employer branding", "corporate et employer branding"),
    nlFr("politiestructuur", "structure policière"),
    nlFr(
      "partnerschappen en representativiteit van de Lokale Politie",
      "partenariats et représentativité de la Police Locale",
    ),
    nlFr("maatschappelijk verantwoord ondernemen en communicatie", "responsabilité sociétale et communication"),
  ],
  themeCount: 21,
  recommendationCount: 219,
  conference: fuzzyDate({ text: nlFr("oktober 2022", "octobre 2022"), edtf: "2022-10-XX" }),
  seminar: fuzzyDate({ text: nlFr("maart 2023", "mars 2023"), edtf: "2023-03-XX" }),
  survey: fuzzyDate({
    text: nlFr("tussen midden mei en begin juni 2023", "entre la mi-mai et le début de juin 2023"),
    edtf: "2023-05-11~/2023-06-10~",
  }),
  assemblies: [
    fuzzyDate({ text: nlFr("13 juni 2023", "13 juin 2023"), edtf: "2023-06-13" }),
    fuzzyDate({ text: nlFr("11 juli 2023", "11 juillet 2023"), edtf: "2023-07-11" }),
  ],
};

/** The memorandum names no day on which it appeared: `date` is left out. */
export const publications: readonly VclpPublicationSeed[] = [
  {
    id: memorandumId,
    type: "MEMORANDUM",
    title: nlFr("Memorandum van de Lokale Politie 2024-2028", "Mémorandum de la Police Locale 2024-2028"),
    summary: nlFr(
      "Zeven aanbevelingen aan beleid, overheden en partners en vijf engagementen van de Lokale Politie zelf, gegroeid uit overleg met alle korpschefs.",
      "Sept recommandations aux responsables politiques, aux autorités et aux partenaires et cinq engagements de la Police Locale elle-même, issus d'une concertation avec tous les chefs de corps.",
    ),
    themes: ["TRUST", "TECHNOLOGY", "QUADRUPLE_HELIX", "DIVERSITY_HR", "FUNDING_SCALE"],
    criteria: ["EFFICIENCY"],
    provenance: memorandum("Woord van de voorzitter"),
    period: fuzzyDate({ text: nlFr("2024-2028", "2024-2028"), edtf: "2024/2028" }),
    consultation,
  },
];
