import { fuzzyDate, type LegitimacyIndicatorSeed, nlFr, recordId } from "@segpol/kit";
import { GHENT_NIS, part } from "./dossier.js";

/** The dossier dates its training figures by nothing but itself. */
const asOfDossier = fuzzyDate({
  text: nlFr("stand in het dossier van 19 februari 2024", "état dans le dossier du 19 février 2024"),
  edtf: "2024-02-19",
  basis: "INFERRED",
});

/** The beginning is stated; that the count ends with the dossier is not. */
const sinceJuly2023 = fuzzyDate({
  text: nlFr("sinds 1 juli 2023", "depuis le 1er juillet 2023"),
  edtf: "2023-07-01/2024-02-19",
  basis: "INFERRED",
});

const trainees = nlFr("Medewerkers van de Gentse Politie", "Membres du personnel de la police de Gand");

/**
 * Ghent's figures. No targets, baselines or frequencies, and no direction for the counts of checks: the dossier states none.
 */
export const indicators: readonly LegitimacyIndicatorSeed[] = [
  {
    id: recordId("GENT", "LegitimacyIndicator", "opgeleid-module-1"),
    title: nlFr("Medewerkers die module 1 (theorie) volgden", "Collaborateurs ayant suivi le module 1 (théorie)"),
    criterion: "PROCEDURAL_JUSTICE",
    criteria: ["PROCEDURAL_JUSTICE", "DISTRIBUTIVE_JUSTICE"],
    themes: ["TRUST", "DIVERSITY_HR"],
    unit: "medewerkers",
    direction: "HIGHER_IS_BETTER",
    territory: GHENT_NIS,
    population: trainees,
    observations: [{ period: asOfDossier, value: 714 }],
    provenance: part(3, "peildatum afgeleid uit de datum van het dossier"),
  },
  {
    id: recordId("GENT", "LegitimacyIndicator", "opgeleid-module-1-en-2"),
    title: nlFr(
      "Medewerkers die module 1 (theorie) én module 2 (VR) volgden",
      "Collaborateurs ayant suivi le module 1 (théorie) et le module 2 (réalité virtuelle)",
    ),
    criterion: "PROCEDURAL_JUSTICE",
    criteria: ["PROCEDURAL_JUSTICE", "DISTRIBUTIVE_JUSTICE"],
    themes: ["TRUST", "DIVERSITY_HR"],
    unit: "medewerkers",
    direction: "HIGHER_IS_BETTER",
    territory: GHENT_NIS,
    population: trainees,
    observations: [{ period: asOfDossier, value: 437 }],
    provenance: part(3, "peildatum afgeleid uit de datum van het dossier"),
  },
  {
    id: recordId("GENT", "LegitimacyIndicator", "positieve-ervaring-controle-winterfeesten"),
    title: nlFr(
      "Positieve ervaring met een controle op de Winterfeesten",
      "Expérience positive d'un contrôle aux Winterfeesten",
    ),
    criterion: "PROCEDURAL_JUSTICE",
    criteria: ["PROCEDURAL_JUSTICE"],
    themes: ["TRUST"],
    unit: "%",
    direction: "HIGHER_IS_BETTER",
    territory: GHENT_NIS,
    method: nlFr(
      "Opleiders bevroegen mensen na hun controle over uitleg en omgang, tijdens de opleiding tot behaviour detection officer.",
      "Les formateurs ont interrogé les personnes après leur contrôle sur l'explication et la manière d'être traitées, pendant la formation de behaviour detection officer.",
    ),
    population: nlFr(
      "Mensen die tijdens de opleiding op de Winterfeesten 2023 gecontroleerd werden",
      "Personnes contrôlées pendant la formation aux Winterfeesten 2023",
    ),
    limitations: nlFr(
      "Het dossier vermeldt niet hoeveel mensen bevraagd werden; de opleiders stelden de vragen zelf.",
      "Le dossier n'indique pas le nombre de personnes interrogées ; les formateurs ont posé eux-mêmes les questions.",
    ),
    observations: [
      {
        period: fuzzyDate({ text: nlFr("Winterfeesten 2023", "Winterfeesten 2023"), edtf: "2023" }),
        value: 95,
      },
    ],
    provenance: part(2),
    links: [{ rel: "event", id: recordId("GENT", "Event", "2023-winterfeesten-bdo") }],
  },
  {
    id: recordId("GENT", "LegitimacyIndicator", "systematische-controles-acties"),
    title: nlFr(
      "Acties met een toelating voor systematische controles",
      "Actions avec autorisation de contrôles systématiques",
    ),
    criterion: "LEGALITY",
    criteria: ["LEGALITY", "PROCEDURAL_JUSTICE"],
    themes: ["TRUST"],
    unit: "acties",
    territory: GHENT_NIS,
    observations: [
      {
        period: sinceJuly2023,
        value: 6,
        note: nlFr(
          "Bij een actie Zuid worden een 50-tal mensen gecontroleerd.",
          "Lors d'une action « Zuid », une cinquantaine de personnes sont contrôlées.",
        ),
      },
    ],
    provenance: part(5, "einde van de periode afgeleid uit de datum van het dossier"),
  },
  {
    id: recordId("GENT", "LegitimacyIndicator", "systematische-controles-ordediensten"),
    title: nlFr(
      "Ordediensten met een toelating voor systematische controles",
      "Services d'ordre avec autorisation de contrôles systématiques",
    ),
    criterion: "LEGALITY",
    criteria: ["LEGALITY", "PROCEDURAL_JUSTICE"],
    themes: ["TRUST"],
    unit: "ordediensten",
    territory: GHENT_NIS,
    observations: [{ period: sinceJuly2023, value: 8 }],
    provenance: part(5, "einde van de periode afgeleid uit de datum van het dossier"),
  },
];
