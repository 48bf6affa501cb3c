import { type EventSeed, fuzzyDate, nlFr, recordId } from "@segpol/kit";
import { CODE, NAME } from "../config.js";

/** A sample that shows how a record is written. Replace it before you publish: its facts are made up. */
export const events: readonly EventSeed[] = [
  {
    id: recordId(CODE, "Event", "voorbeeld"),
    title: nlFr(`VOORBEELD: een activiteit van ${NAME}`, `EXEMPLE : une activité de ${NAME}`),
    summary: nlFr(
      "Dit is geen echte activiteit. Vervang dit voorbeeld door een eerste eigen record.",
      "Ceci n'est pas une activité réelle. Remplacez cet exemple par un premier enregistrement propre.",
    ),
    themes: ["TRUST"],
    kind: "OTHER",
    status: "TENTATIVE",
    // Some day in December 2030: EDTF writes what is not known as X.
    date: fuzzyDate({ text: nlFr("december 2030", "décembre 2030"), edtf: "2030-12-XX" }),
    organisers: [CODE],
    // Where the record was taken from: a document of yours, and the place in it.
    provenance: { document: "Voorbeeld bij de start van dit pakket", locator: "src/seed/event.ts" },
  },
];
