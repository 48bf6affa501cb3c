import { contractInterface, contractSchema } from "@segpol/schema";
import { isObjectType } from "graphql";
import type { Column, ColumnType } from "./columns.js";
import { aliasesOf } from "./headers.js";
import type { SheetDefinition, SheetKind } from "./sheet-kinds.js";

/** What a column is for, for whoever fills in the sheet. */
export interface Explanation {
  readonly column: string;
  readonly holds: string;
  readonly form: string;
  readonly allowed: string;
  readonly alsoCalled: string;
}

const FORMS: Readonly<Record<ColumnType, string>> = {
  text: "text",
  number: "a number; a comma before decimals: 12,5",
  boolean: "yes or no",
  day: "a day: 15/10/2021",
  date: "a date: 15/10/2021, 10/2021, 2021, or EDTF: 2022-03/2022-10",
  choice: "one of the allowed values",
  codes: "codes with ; between",
  pairs: "one pair on each line",
  language: "NL, FR, DE or EN: the language in which the text was first written",
};
const PAIRS: Readonly<Record<string, string>> = {
  links: "on each line a relation and an id: series cpl:event:ronde-tafels-cps-cpl",
  dimensions: "on each line a name and a value: gender=women",
};
const ROW_TYPES: Partial<Record<SheetKind, string>> = {
  measure: "Measure",
  response: "Response",
  "follow-up": "FollowUp",
  assessment: "Assessment",
  observation: "Observation",
};
/** In words for people who fill in a sheet; what is not here is in the contract's. */
const OWN: Readonly<Record<string, string>> = {
  id: "What the record is known by, or the last part of it. Without it a record is added, and gets one.",
  version: "As exported. Where the record has another by now, the row is refused.",
  draft: "Whether only the partner sees the record.",
  recommendation: "Id of the recommendation that the row belongs to.",
  indicator: "Id of the indicator that the row belongs to.",
  parent: "The ref of the measure above; empty: the recommendation itself.",
  title: "The title, in at least one language.",
  summary: "What it is about, in one or two sentences.",
  themes: "Themes of the States General, by code or title.",
  criteria: "Criteria of legitimacy, by code or title.",
  visibility: "Who may see it: everybody, staff of all partners, or the cabinet. PUBLIC if nothing is said.",
  links: "Other records that it has to do with, of any partner.",
  provenance: "Where it was taken from: the document, the place in it, its address, and when it was read.",
  kind: "What sort of thing it is.",
  status: "How far it is.",
  date: "When, as exactly as it is known; in words where those are left out.",
  place: "Where, with the country (BE if nothing is said) and the NIS code of the municipality.",
  attendance: "Where people take part.",
  organisers: "Codes of partners, the owner first.",
  topics: "What is spoken about.",
  speakers: "Who speaks.",
  capacity: "How many people it takes, in all and in groups.",
  registration: "How people register.",
  livestream: "Address at which it can be followed.",
  documents: "Its files: address, language, media type, size and checksum.",
  addressees: "Whom it is addressed to.",
  priority: "Its rank among how many, and how that was found.",
  baseline: "The value to compare with.",
  target: "The value to be reached, and when.",
  evidence: "What shows it: sort, description, address and checksum.",
};

/** Explains a column, in the words of the contract. */
export function explain(definition: SheetDefinition, { name, type, allowed, perLine }: Column): Explanation {
  const [field = ""] = name.split(".", 1);
  const own = definition.rowsOf && name === "id" ? undefined : (OWN[name] ?? OWN[field]);
  const required = definition.required.includes(field) ? " Needed for a new row." : "";
  const form = type === "pairs" ? (PAIRS[field] ?? FORMS.pairs) : FORMS[type];
  return {
    column: name,
    holds: `${own ?? descriptionOf(definition, field)}${required}`,
    form: perLine && type !== "pairs" ? `${form}; one line for each item` : form,
    allowed: (allowed ?? []).join(", "),
    alsoCalled: aliasesOf(name).join(", "),
  };
}

function descriptionOf({ kind, record }: SheetDefinition, field: string): string {
  const rowType = ROW_TYPES[kind];
  const type = rowType === undefined ? contractInterface(record) : contractSchema.getType(rowType);
  const fields = type && (isObjectType(type) || rowType === undefined) && "getFields" in type ? type.getFields() : {};
  const description = (fields as Record<string, { description?: string | null }>)[field]?.description ?? "";
  return description.replaceAll(/\s+/g, " ").trim();
}
