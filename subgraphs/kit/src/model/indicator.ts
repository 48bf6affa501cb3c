import { defaulted, optional } from "./field.js";
import { CRITERION, LINE, WORDS } from "./plain-sorts.js";
import { OBSERVATION, OBSERVATIONS } from "./row-types.js";
import { oneOf } from "./sort.js";
import { TARGET } from "./value-objects.js";
import { Direction } from "../vocabulary/vocabulary.js";

/** Fields of an indicator of legitimacy, beside those that all records have. */
export const INDICATOR = {
  criterion: optional(CRITERION, "Code of the main criterion.", [
    "Hoofdcriterium",
    "Critère principal",
    "Hauptkriterium",
    "Main criterion",
  ]),
  unit: optional(LINE, "UCUM unit, or the counted noun.", ["Eenheid", "Unité", "Einheit", "Unit"]),
  direction: defaulted(
    oneOf(Direction),
    "NEUTRAL",
    "Which way it should move; NEUTRAL by default.",
    ["Gewenste richting", "Évolution souhaitée", "Gewünschte Richtung", "Desired direction"],
    { headers: ["richting", "direction"] },
  ),
  territory: optional(LINE, "NIS code, or number of the police zone.", ["Gebied", "Territoire", "Gebiet", "Territory"]),
  baseline: optional(
    OBSERVATION,
    "What it is compared with.",
    ["Referentiewaarde", "Valeur de référence", "Ausgangswert", "Baseline"],
    { headersOfFields: false, explained: "The value to compare with." },
  ),
  target: optional(TARGET, "What it should reach.", ["Streefwaarde", "Valeur cible", "Zielwert", "Target"], {
    headersOfFields: false,
    explained: "The value to be reached, and when.",
  }),
  method: optional(WORDS, "How it is measured.", ["Methode", "Méthode", "Methode", "Method"]),
  population: optional(WORDS, "Whom or what it is about.", [
    "Populatie",
    "Population",
    "Grundgesamtheit",
    "Population",
  ]),
  frequency: optional(LINE, "How often it is measured.", ["Frequentie", "Fréquence", "Häufigkeit", "Frequency"]),
  limitations: optional(WORDS, "What it does not say.", ["Beperkingen", "Limites", "Einschränkungen", "Limitations"]),
  observations: defaulted(OBSERVATIONS, [], "What was measured, in the order written down.", [
    "Metingen",
    "Valeurs mesurées",
    "Messwerte",
    "Observations",
  ]),
};
