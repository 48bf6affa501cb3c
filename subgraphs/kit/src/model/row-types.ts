import { listLimit } from "@segpol/schema/values";
import { z } from "zod";
import { defaulted, type FieldTable, made, membersOf, optional, required } from "./field.js";
import { objectOf } from "./object-sort.js";
import { COUNT, DATE, DAY, DECIMAL, LINE, POSITIVE, REF, ROW_ID, WHOLE, WORDS } from "./plain-sorts.js";
import { appendedRows, rowsOf } from "./row-type.js";
import { oneOf } from "./sort.js";
import type { Typed } from "./typed.js";
import { DIMENSIONS, EVIDENCES } from "./value-objects.js";
import { Closure, ImplementationStatus, ObservationStatus, ResponseValue } from "../vocabulary/vocabulary.js";

/** Of the field `date`, whatever it stands in. */
export const WHEN = {
  wordsHeaders: ["datum in woorden", "date en mots"],
  headers: ["datum|wanneer", "date|quand"],
  explained: "When, as exactly as it is known; in words where those are left out.",
} as const;
/** Of the field `kind`, whatever it stands in. */
export const WHAT_SORT = { headers: ["soort", "sorte|genre"], explained: "What sort of thing it is." } as const;
/** Of the field `status`, whatever it stands in. */
export const STATUS = { headers: ["status|toestand", "statut|etat"] } as const;

/** Of the field `dueOn`, whatever it stands in. */
export const DUE = { headers: ["tegen|vervaldatum|uiterste datum", "echeance"] } as const;

const MEASURE_OWN = {
  ref: required(REF, "The source's own number, unique within the recommendation: R5.1.2.", [
    "Nummer",
    "Numéro",
    "Nummer",
    "Number",
  ]),
  text: required(WORDS, "What is to be done.", ["Tekst", "Texte", "Text", "Text"]),
  weight: defaulted(
    POSITIVE,
    1,
    "Share in the parent's progress, relative to its siblings; more than 0, 1 where it is left out.",
    ["Gewicht", "Poids", "Gewicht", "Weight"],
  ),
  dueOn: optional(
    DAY,
    "Last day on which it is to be done.",
    ["Uiterste datum", "Échéance", "Fällig am", "Due on"],
    DUE,
  ),
  responsible: optional(
    LINE,
    "The body that is to do it, not a person.",
    ["Verantwoordelijke", "Responsable", "Zuständige Stelle", "Responsible body"],
    { headers: ["verantwoordelijke|wie", "responsable|qui"] },
  ),
};

/** A measure and those below it. */
export interface MeasureInput extends Typed<typeof MEASURE_OWN> {
  measures?: MeasureInput[];
}
const below: z.ZodType<MeasureInput[]> = z.lazy(() => MEASURES.schema);
const measure: z.ZodType<MeasureInput> = z.strictObject({
  ...membersOf(MEASURE_OWN),
  measures: below.exactOptional(),
});

/** Whether refs are unique, and how deep the tree is, is looked at across fields. */
export const MEASURES = rowsOf(
  {
    name: "Measure",
    description: "A step of a recommendation; measures form a tree of ten levels at most.",
    get fields() {
      return MEASURE_FIELDS;
    },
    appended: false,
    table: "measure",
    owner: "recommendation",
    sheet: "measure",
    sheetColumns: {
      parent: optional(LINE, "The ref of the measure above it.", ["Hoort onder", "Relève de", "Gehört zu", "Below"], {
        headers: ["hoort onder", "sous"],
        explained: "The ref of the measure above; empty: the recommendation itself.",
      }),
    },
    sameBy: ["ref"],
  },
  measure,
  listLimit("Measure", "measures"),
);
const MEASURE_FIELDS: FieldTable = {
  ...MEASURE_OWN,
  measures: optional(MEASURES, "The steps below it, in order.", ["Maatregelen", "Mesures", "Maßnahmen", "Measures"]),
};

export const RESPONSE = objectOf("Response", "What the addressee answered to a recommendation.", {
  body: required(LINE, "The body that answered.", ["Instantie", "Instance", "Stelle", "Body"]),
  value: required(oneOf(ResponseValue), "What it answered.", ["Antwoord", "Réponse", "Antwort", "Response"], {
    headers: ["waarde|antwoord", "valeur|reponse"],
  }),
  reason: optional(WORDS, "Why.", ["Reden", "Motif", "Grund", "Reason"], { headers: ["reden", "motif|raison"] }),
  date: optional(DATE, "When.", ["Datum", "Date", "Datum", "Date"], WHEN),
});

export const RESPONSES = rowsOf(
  appendedRows(RESPONSE, { table: "response", owner: "recommendation", sheet: "response", sameBy: ["body", "date"] }),
  RESPONSE.schema,
  listLimit("Recommendation", "responses"),
);

const ROW_START = {
  id: made(
    ROW_ID,
    "Unique within the partner; made where it is left out.",
    ["Kenmerk", "Identifiant", "Kennung", "Id"],
    {
      headers: ["identificatie|kenmerk", "identifiant"],
    },
  ),
  measure: optional(REF, "The ref of the measure it is about; none: the whole recommendation.", [
    "Maatregel",
    "Mesure",
    "Maßnahme",
    "Measure",
  ]),
};

export const FOLLOW_UP = objectOf(
  "FollowUp",
  "What an actor says it did. Never changed: append another to correct it.",
  {
    ...ROW_START,
    actor: required(LINE, "Who did it: a body, not a person.", ["Actor", "Acteur", "Akteur", "Actor"], {
      headers: ["actor|wie", "acteur|qui"],
    }),
    action: required(WORDS, "What was done.", ["Actie", "Action", "Aktion", "Action"], {
      headers: ["actie|wat", "action|quoi"],
    }),
    date: required(DATE, "When.", ["Datum", "Date", "Datum", "Date"], WHEN),
    status: required(
      oneOf(ImplementationStatus),
      "How far the measure is, the actor says.",
      ["Status", "Statut", "Umsetzungsstand", "Status"],
      { ...STATUS, explained: "How far it is." },
    ),
    evidence: optional(
      EVIDENCES,
      "What shows it. COMPLETE without any counts as SUBSTANTIAL.",
      ["Stavingsstukken", "Pièces justificatives", "Nachweise", "Supporting evidence"],
      { stored: [], explained: "What shows it: sort, description, address and checksum." },
    ),
  },
);

export const FOLLOW_UPS = rowsOf(
  appendedRows(FOLLOW_UP, {
    table: "follow_up",
    owner: "recommendation",
    sheet: "follow-up",
    sameBy: ["measure", "actor", "action", "date"],
  }),
  FOLLOW_UP.schema,
  listLimit("Recommendation", "followUps"),
);

export const ASSESSMENT = objectOf(
  "Assessment",
  "What somebody other than the actor found. Never changed: append another to correct it.",
  {
    ...ROW_START,
    assessor: required(LINE, "Who found it: a body, not a person.", [
      "Beoordelaar",
      "Évaluateur",
      "Bewertende Stelle",
      "Assessor",
    ]),
    status: required(
      oneOf(ImplementationStatus),
      "How far the measure is.",
      ["Status", "Statut", "Umsetzungsstand", "Status"],
      {
        ...STATUS,
        explained: "How far it is.",
      },
    ),
    closure: optional(oneOf(Closure), "Whether the recommendation is still followed up.", [
      "Afsluiting",
      "Clôture",
      "Abschluss",
      "Closure",
    ]),
    reason: optional(WORDS, "Why.", ["Reden", "Motif", "Grund", "Reason"], { headers: ["reden", "motif|raison"] }),
    date: required(DATE, "When.", ["Datum", "Date", "Datum", "Date"], WHEN),
    nextReviewOn: optional(DAY, "When it is looked at again; after this assessment.", [
      "Volgende beoordeling",
      "Prochaine évaluation",
      "Nächste Bewertung",
      "Next review",
    ]),
  },
);

export const ASSESSMENTS = rowsOf(
  appendedRows(ASSESSMENT, {
    table: "assessment",
    owner: "recommendation",
    sheet: "assessment",
    sameBy: ["measure", "assessor", "date"],
  }),
  ASSESSMENT.schema,
  listLimit("Recommendation", "assessments"),
);

export const OBSERVATION = objectOf(
  "Observation",
  "One measured value. Never changed: the one appended last about a period counts.",
  {
    period: required(DATE, "What it is about.", ["Periode", "Période", "Zeitraum", "Period"]),
    value: required(DECIMAL, "In the indicator's unit.", ["Waarde", "Valeur", "Wert", "Value"], {
      headers: ["waarde|antwoord", "valeur|reponse"],
    }),
    numerator: optional(WHOLE, "What was counted.", ["Teller", "Numérateur", "Zähler", "Numerator"]),
    denominator: optional(WHOLE, "Of how many.", ["Noemer", "Dénominateur", "Nenner", "Denominator"]),
    sampleSize: optional(
      COUNT,
      "How many were asked.",
      ["Steekproefgrootte", "Taille de l'échantillon", "Stichprobengröße", "Sample size"],
      { headers: ["steekproef", "taille de l echantillon"] },
    ),
    status: optional(
      oneOf(ObservationStatus),
      "How far it can be relied upon; NORMAL where it is left out.",
      ["Status", "Statut", "Status", "Status"],
      { ...STATUS, explained: "How far it can be relied upon.", stored: "NORMAL" },
    ),
    note: optional(WORDS, "What has to be known to read it.", ["Opmerking", "Remarque", "Anmerkung", "Note"], {
      headers: ["nota|opmerking", "note|remarque"],
    }),
    dimensions: optional(
      DIMENSIONS,
      "What it is broken down by.",
      ["Uitsplitsing", "Ventilation", "Aufgliederung", "Breakdown"],
      { stored: [] },
    ),
  },
);

export const OBSERVATIONS = rowsOf(
  appendedRows(OBSERVATION, {
    table: "observation",
    owner: "indicator",
    sheet: "observation",
    sameBy: ["period", "dimensions"],
  }),
  OBSERVATION.schema,
  listLimit("ObservationConnection", "nodes"),
);
