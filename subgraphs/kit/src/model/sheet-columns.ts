import { optional } from "./field.js";
import { BOOLEAN, LINE, WHOLE } from "./plain-sorts.js";

/** The columns before the fields in a sheet whose rows are records. */
export const RECORD_COLUMNS = {
  id: optional(LINE, "What the record is known by.", ["Kenmerk", "Identifiant", "Kennung", "Id"], {
    headers: ["identificatie|kenmerk", "identifiant"],
    explained: "What the record is known by, or the last part of it. Without it a record is added, and gets one.",
  }),
  version: optional(WHOLE, "What counts up with each change.", ["Versie", "Version", "Version", "Version"], {
    explained: "As exported. Where the record has another by now, the row is refused.",
  }),
  draft: optional(BOOLEAN, "Whether it is for the desk alone.", ["Ontwerp", "Brouillon", "Entwurf", "Draft"], {
    headers: ["ontwerp|concept", "brouillon"],
    explained: "Whether only the partner sees the record.",
  }),
};

/** The column before the others in a sheet whose rows belong to records: the record's id. */
export const OWNER_COLUMNS = {
  recommendation: optional(
    LINE,
    "The recommendation that the row belongs to.",
    ["Aanbeveling", "Recommandation", "Empfehlung", "Recommendation"],
    { explained: "Id of the recommendation that the row belongs to." },
  ),
  indicator: optional(
    LINE,
    "The indicator that the row belongs to.",
    ["Indicator", "Indicateur", "Indikator", "Indicator"],
    { explained: "Id of the indicator that the row belongs to." },
  ),
};
