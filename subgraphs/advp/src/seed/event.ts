import { fuzzyDate, nlFr, recordId } from "@segpol/kit";
import { CODE } from "../config.js";
import type { AdvpEventSeed } from "../records/event.js";

const provenance = { document: "Nieuwsbericht: Staten-Generaal van de Politie", locator: "Wanneer?" };

// The speakers of the start event named all nine as the themes to reflect on; the closing event takes up what the activities on them
// yield. Of the interim event no subject is given.
const allThemes = [
  "TRUST",
  "TECHNOLOGY",
  "QUADRUPLE_HELIX",
  "INTERNATIONALISATION",
  "INFORMATION_SHARING",
  "VIOLENCE_AGAINST_POLICE",
  "DIVERSITY_HR",
  "NEW_PROTEST",
  "FUNDING_SCALE",
];

/** The plenary events of the States General. */
export const events: readonly AdvpEventSeed[] = [
  {
    id: recordId(CODE, "Event", "2021-05-25-startevent"),
    title: nlFr(
      "Startevent van de Staten-Generaal van de Politie",
      "Événement de lancement des États généraux de la police",
    ),
    summary: nlFr(
      "Plenaire start met de minister van Binnenlandse Zaken als voorzitter: de sleutelpartners zijn ter plaatse aanwezig, andere belanghebbenden volgen via livestream.",
      "Lancement en séance plénière, présidée par la ministre de l'Intérieur : les partenaires clés sont présents sur place, les autres parties prenantes suivent en direct sur internet.",
    ),
    themes: allThemes,
    kind: "PLENARY",
    status: "CONFIRMED",
    date: fuzzyDate({ text: nlFr("25 mei 2021", "25 mai 2021"), edtf: "2021-05-25" }),
    attendance: "MIXED",
    organisers: ["ADVP"],
    chair: nlFr("De minister van Binnenlandse Zaken", "La ministre de l'Intérieur"),
    provenance: {
      ...provenance,
      locator: "Wanneer?; thema's uit de inleiding van “Overkoepelende thema's”",
    },
  },
  {
    id: recordId(CODE, "Event", "2022-tussentijds-event"),
    title: nlFr(
      "Tussentijds event van de Staten-Generaal van de Politie",
      "Événement intermédiaire des États généraux de la police",
    ),
    summary: nlFr(
      "Tweede plenaire bijeenkomst, gepland tussen de start en het slot van het traject.",
      "Deuxième rencontre plénière, prévue entre le lancement et la clôture du processus.",
    ),
    kind: "PLENARY",
    // The source plans this event, and says of the closing event that it takes place.
    status: "TENTATIVE",
    date: fuzzyDate({
      text: nlFr("begin 2022", "début 2022"),
      edtf: "[2022-01..2022-03]",
    }),
    organisers: ["ADVP"],
    provenance,
  },
  {
    id: recordId(CODE, "Event", "2022-2023-slotevent"),
    title: nlFr(
      "Slotevent van de Staten-Generaal van de Politie",
      "Événement de clôture des États généraux de la police",
    ),
    summary: nlFr(
      "De eigenlijke Staten-Generaal: hier komen de resultaten van alle tussentijdse activiteiten samen.",
      "Les États généraux proprement dits, où convergent les résultats de toutes les activités intermédiaires.",
    ),
    themes: allThemes,
    kind: "PLENARY",
    status: "CONFIRMED",
    date: fuzzyDate({
      text: nlFr("eind 2022 of begin 2023", "fin 2022 ou début 2023"),
      edtf: "[2022-10..2023-03]",
    }),
    organisers: ["ADVP"],
    provenance: {
      ...provenance,
      locator: "Wanneer?; inhoud uit de inleiding van “Overkoepelende thema's”",
    },
  },
];
