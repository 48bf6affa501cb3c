import { nlFr, type PublicationSeed, recordId } from "@segpol/kit";
import { dossier, dossierId, reportedOn } from "./dossier.js";

export const publications: readonly PublicationSeed[] = [
  {
    id: dossierId,
    type: "DOSSIER",
    date: reportedOn,
    title: nlFr(
      "Dossier commissie AFB van 19 februari 2024: opvolging van het onderzoek naar professioneel profileren",
      "Dossier de la commission AFB du 19 février 2024 : suites données à la recherche sur le profilage professionnel",
    ),
    summary: nlFr(
      "Twee presentaties voor de raadscommissie: wat de Gentse Politie deed met de aanbevelingen van VUB en UGent over het handelingskader professioneel profileren, en aan wie het project over dialoog en vertrouwen gegund werd.",
      "Deux présentations pour la commission du conseil : les suites que la police de Gand a données aux recommandations de la VUB et de l'UGent sur le cadre d'action « profilage professionnel », et l'attribution du projet sur le dialogue et la confiance.",
    ),
    themes: ["TRUST", "DIVERSITY_HR"],
    criteria: ["PROCEDURAL_JUSTICE", "DISTRIBUTIVE_JUSTICE"],
    provenance: dossier("Beide presentaties"),
    links: [{ rel: "event", id: recordId("GENT", "Event", "2024-02-19-commissie-afb") }],
  },
];
