import { defaulted, optional } from "./field.js";
import { DAY, DIFFERENT_LINES, LINE, WORDS } from "./plain-sorts.js";
import { ASSESSMENTS, DUE, FOLLOW_UPS, MEASURES, RESPONSES, WHAT_SORT } from "./row-types.js";
import { oneOf } from "./sort.js";
import { PRIORITY } from "./value-objects.js";
import { RecommendationKind } from "../vocabulary/vocabulary.js";

/** Fields of a recommendation, beside those that all records have. */
export const RECOMMENDATION = {
  kind: defaulted(
    oneOf(RecommendationKind),
    "RECOMMENDATION",
    "Advice to others or a promise of one's own; RECOMMENDATION by default.",
    ["Soort", "Type", "Typ", "Kind"],
    WHAT_SORT,
  ),
  ref: optional(LINE, "The source's own number: R1, E3.", ["Nummer", "Numéro", "Nummer", "Number"]),
  goal: optional(WORDS, "What it is to achieve.", ["Doel", "Objectif", "Ziel", "Goal"], {
    headers: ["doel|doelstelling", "but|objectif"],
  }),
  context: optional(WORDS, "Why it is made.", ["Achtergrond", "Contexte", "Hintergrund", "Context"]),
  addressees: optional(
    DIFFERENT_LINES,
    "Whom it is addressed to: bodies, not persons.",
    ["Bestemmelingen", "Destinataires", "Adressaten", "Addressees"],
    { headers: ["bestemmelingen|geadresseerden", "destinataires"], explained: "Whom it is addressed to." },
  ),
  priority: optional(
    PRIORITY,
    "Rank among the source's own priorities.",
    ["Prioriteit", "Priorité", "Priorität", "Priority"],
    { explained: "Its rank among how many, and how that was found." },
  ),
  dueOn: optional(DAY, "When it is due.", ["Uiterste datum", "Échéance", "Fällig am", "Due on"], DUE),
  measures: defaulted(
    MEASURES,
    [],
    "Its steps, as a tree; an update puts the whole tree in the place of the old one.",
    ["Maatregelen", "Mesures", "Maßnahmen", "Measures"],
  ),
  responses: defaulted(RESPONSES, [], "What addressees answered, in the order written down.", [
    "Antwoorden",
    "Réponses",
    "Antworten",
    "Responses",
  ]),
  followUps: defaulted(FOLLOW_UPS, [], "What actors say they did, in the order written down.", [
    "Opvolging",
    "Suivi",
    "Weiterverfolgung",
    "Follow-ups",
  ]),
  assessments: defaulted(ASSESSMENTS, [], "What others found, in the order written down.", [
    "Beoordelingen",
    "Évaluations",
    "Bewertungen",
    "Assessments",
  ]),
};
