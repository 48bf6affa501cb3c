import { optional, required } from "./field.js";
import { DATE } from "./plain-sorts.js";
import { WHEN } from "./row-types.js";
import { oneOf } from "./sort.js";
import { DOCUMENTS } from "./value-objects.js";
import { PublicationType } from "../vocabulary/vocabulary.js";

/** Fields of a publication, beside those that all records have. */
export const PUBLICATION = {
  type: required(oneOf(PublicationType), "What sort of text it is.", ["Soort", "Type", "Art", "Type"], {
    headers: ["soort|type", "type"],
  }),
  date: optional(DATE, "When it was published.", ["Datum", "Date", "Datum", "Date"], WHEN),
  documents: optional(DOCUMENTS, "Its files, in order.", ["Bestanden", "Fichiers", "Dateien", "Files"], {
    explained: "Its files: address, language, media type, size and checksum.",
  }),
};
