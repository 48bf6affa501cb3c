import { plain } from "./plain.js";
import { SHEET_KINDS, type SheetKind } from "../../model/sheet-kind.js";

const NAMES: Readonly<Record<SheetKind, readonly string[]>> = {
  event: ["events", "evenement", "evenementen", "evenements", "activiteit", "activiteiten", "activites", "agenda"],
  publication: ["publications", "publicatie", "publicaties"],
  recommendation: ["recommendations", "aanbeveling", "aanbevelingen", "recommandation", "recommandations"],
  indicator: ["indicators", "indicatoren", "indicateur", "indicateurs", "legitimacyindicators"],
  measure: ["measures", "maatregel", "maatregelen", "mesure", "mesures"],
  response: ["responses", "antwoord", "antwoorden", "reponse", "reponses"],
  "follow-up": ["followups", "follow ups", "followup", "opvolging", "opvolgingen", "suivi", "suivis"],
  assessment: ["assessments", "beoordeling", "beoordelingen", "evaluation", "evaluations"],
  observation: ["observations", "waarneming", "waarnemingen", "meting", "metingen"],
};

/** What the worksheets of an export are called. */
export const SHEET_TITLES: Readonly<Record<SheetKind, string>> = {
  event: "Events",
  publication: "Publications",
  recommendation: "Recommendations",
  indicator: "Indicators",
  measure: "Measures",
  response: "Responses",
  "follow-up": "Follow-ups",
  assessment: "Assessments",
  observation: "Observations",
};

/** Name of the worksheet that explains the others, and is not read. */
export const EXPLANATIONS = "Explanations";

/** The kind of sheet that a name means: of a worksheet, a list in JSON, or `--kind`. */
export function sheetKindNamed(name: string): SheetKind | undefined {
  const key = plain(name);
  return SHEET_KINDS.find((kind) => plain(kind) === key || NAMES[kind].includes(key));
}

/** Longer names are read from their end. */
const MAX_NAME = 300;

/** The kind of sheet that a file's name begins with or holds: cps-events-2022.csv. */
export function sheetKindOfFile(fileName: string): SheetKind | undefined {
  const base = fileName
    .slice(-MAX_NAME)
    .replace(/^.*[/\\]/, "")
    .replace(/\.\w+$/, "");
  const words = plain(base).split(" ");
  const pairs = words.map((word, index) => `${word} ${words[index + 1] ?? ""}`);
  return [...pairs, ...words].map(sheetKindNamed).find((kind) => kind !== undefined);
}
