import { type EventSeed, fuzzyDate, nlFr, recordId } from "@segpol/kit";
import { dossier, GHENT_NIS, part, reportedOn } from "./dossier.js";

/** Dated activities that the dossier tells of, oldest first. Places are left out where it names none. */
export const events: readonly EventSeed[] = [
  {
    id: recordId("GENT", "Event", "2023-06-blaarmeersen"),
    kind: "OTHER",
    title: nlFr(
      "Toelating voor systematische controles aan de Blaarmeersen",
      "Autorisation de contrôles systématiques aux Blaarmeersen",
    ),
    summary: nlFr(
      "Voor drie warme weekends was er een toelating en lag aangepaste communicatie klaar. Tot controles kwam het niet: grote problemen bleven uit.",
      "Pour trois week-ends chauds, l'autorisation était donnée et une communication adaptée était prête. Aucun contrôle n'a eu lieu : il n'y a pas eu de gros problèmes.",
    ),
    // The dossier writes June without a year; its own date leaves 2023 as the last June before it.
    date: fuzzyDate({
      text: nlFr("drie warme weekends in juni", "trois week-ends chauds en juin"),
      edtf: "2023?-06",
      basis: "INFERRED",
    }),
    place: { name: "Blaarmeersen", country: "BE", nisCode: GHENT_NIS },
    themes: ["TRUST"],
    criteria: ["LEGALITY", "PROCEDURAL_JUSTICE"],
    provenance: part(5, "jaar afgeleid uit de datum van het dossier"),
  },
  {
    id: recordId("GENT", "Event", "2023-winterfeesten-bdo"),
    kind: "TRAINING",
    title: nlFr(
      "Opleiding behaviour detection officer op de Winterfeesten 2023",
      "Formation de behaviour detection officer aux Winterfeesten 2023",
    ),
    summary: nlFr(
      "Opleiders vroegen mensen na hun controle hoe ze de uitleg en de omgang hadden ervaren; 95% was positief.",
      "Les formateurs ont demandé aux personnes contrôlées leur avis sur l'explication reçue et la manière d'être traitées ; 95 % ont répondu positivement.",
    ),
    date: fuzzyDate({ text: nlFr("Winterfeesten 2023", "Winterfeesten 2023"), edtf: "2023" }),
    themes: ["TRUST"],
    criteria: ["PROCEDURAL_JUSTICE"],
    provenance: part(2),
  },
  {
    id: recordId("GENT", "Event", "2023-12-13-uitwisselingsdag"),
    kind: "EXCHANGE_DAY",
    title: nlFr(
      "Uitwisselingsdag over het handelingskader professioneel profileren",
      "Journée d'échange sur le cadre d'action « profilage professionnel »",
    ),
    summary: nlFr(
      "Door de PZ Gent georganiseerd voor korpsen en politiescholen van Oost-Vlaanderen, West-Vlaanderen en Brussel.",
      "Organisée par la zone de police de Gand pour les corps et les écoles de police de Flandre orientale, de Flandre occidentale et de Bruxelles.",
    ),
    date: fuzzyDate({ text: nlFr("13 december 2023", "13 décembre 2023"), edtf: "2023-12-13" }),
    topics: [
      nlFr("Zorgen voor goede gespreksleiders", "Disposer de bons animateurs"),
      nlFr(
        "Oefenen met VR: hoe, en wat het oplevert",
        "S'exercer en réalité virtuelle : comment, et avec quels avantages",
      ),
      nlFr(
        "Oefenen zonder VR: rollenspel en intervisie",
        "S'exercer sans réalité virtuelle : jeu de rôle et intervision",
      ),
    ],
    topicsOpen: false,
    themes: ["TRUST", "DIVERSITY_HR"],
    criteria: ["PROCEDURAL_JUSTICE"],
    provenance: part(4),
  },
  {
    id: recordId("GENT", "Event", "2024-02-19-commissie-afb"),
    kind: "OTHER",
    title: nlFr(
      "Vergadering van de commissie Algemene Zaken, Financiën en Burgerzaken (AFB)",
      "Réunion de la commission Affaires générales, Finances et Affaires civiles (AFB)",
    ),
    summary: nlFr(
      "De commissie kreeg toelichting bij de opvolging van het onderzoek en bij de gunning van het dialoogproject.",
      "La commission a entendu un exposé sur les suites de la recherche et sur l'attribution du projet de dialogue.",
    ),
    date: reportedOn,
    themes: ["TRUST"],
    provenance: dossier("Titelblad"),
  },
  {
    id: recordId("GENT", "Event", "2024-05-proeftrainingen"),
    kind: "TRAINING",
    status: "TENTATIVE",
    title: nlFr("Proeftrainingen ‘de-escalerend communiceren’", "Formations d'essai « communiquer en désescalade »"),
    summary: nlFr(
      "Eerste trainingen van de nieuwe module; een mastertrainer leidde al 10 trainers op.",
      "Premières séances du nouveau module ; un formateur principal a déjà formé 10 formateurs.",
    ),
    date: fuzzyDate({ text: nlFr("vanaf mei 2024", "à partir de mai 2024"), edtf: "2024-05/.." }),
    themes: ["TRUST"],
    criteria: ["PROCEDURAL_JUSTICE"],
    provenance: part(4),
  },
];
