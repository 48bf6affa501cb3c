import { type EventSeed, fuzzyDate, nlFr, recordId } from "@segpol/kit";
import { CODE } from "../config.js";
import { DOCUMENT } from "./source.js";

const common = {
  kind: "STUDY_DAY",
  organisers: ["CPS"],
  registration: { state: "TO_BE_ANNOUNCED" },
} as const satisfies Partial<EventSeed>;

function provenance(line: string): { document: string; locator: string } {
  return {
    document: DOCUMENT,
    locator: `Activiteiten, Studiedagen (CPS), ${line}; het jaar staat er niet bij: in 2021 valt de dag op een vrijdag`,
  };
}

/**
 * The two study days. The source gives day and month; both are a Friday in 2021, the first autumn after the start event. Their
 * themes are an editorial choice: the source says only that they are linked to those of the States General.
 */
export const studyDays: readonly EventSeed[] = [
  {
    ...common,
    id: recordId(CODE, "Event", "2021-10-15-opleiding-van-de-politie"),
    title: nlFr("Opleiding van de politie", "Formation de la police"),
    summary: nlFr(
      "Studiedag van CPS over hoe politiemensen worden opgeleid.",
      "Journée d'étude du CPS sur la manière dont les policiers sont formés.",
    ),
    themes: ["DIVERSITY_HR"],
    date: fuzzyDate({ text: nlFr("15 oktober", "15 octobre"), edtf: "2021?-10-15", basis: "INFERRED" }),
    provenance: provenance("15 oktober"),
  },
  {
    ...common,
    id: recordId(CODE, "Event", "2021-11-26-financiering-van-de-politie"),
    title: nlFr("Financiering van de politie", "Financement de la police"),
    summary: nlFr(
      "Studiedag van CPS over waar de middelen van de politie vandaan komen en hoe ze worden verdeeld.",
      "Journée d'étude du CPS sur l'origine des moyens de la police et leur répartition.",
    ),
    themes: ["FUNDING_SCALE"],
    date: fuzzyDate({ text: nlFr("26 november", "26 novembre"), edtf: "2021?-11-26", basis: "INFERRED" }),
    provenance: provenance("26 november"),
  },
];
