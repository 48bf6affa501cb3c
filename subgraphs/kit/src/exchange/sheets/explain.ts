import { contractInterface, contractSchema } from "@segpol/schema";
import { isInterfaceType, isObjectType } from "graphql";
import type { Column, ColumnType } from "./columns.js";
import { aliasesOf } from "./headers.js";
import type { SheetDefinition } from "./sheet-kinds.js";

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
  date: "a date: 15/10/2021, 15 oktober 2021, 10/2021, 2021, or EDTF: 2022-03/2022-10",
  choice: "one of the allowed values",
  codes: "codes with ; between",
  pairs: "one pair on each line",
  language: "NL, FR, DE or EN: the language in which the text was first written",
};
const PAIRS: Readonly<Record<string, string>> = {
  links: "on each line a relation and an id: series cpl:event:ronde-tafels-cps-cpl",
  dimensions: "on each line a name and a value: gender=women",
};
/** Explains a column, in the words of the contract. */
export function explain(definition: SheetDefinition, { name, type, allowed, perLine }: Column): Explanation {
  const [field = ""] = name.split(".", 1);
  const own = { ...definition.leading, ...definition.table }[field]?.explained;
  const required = definition.required.includes(field) ? " Needed for a new row." : "";
  const form = type === "pairs" ? (PAIRS[field] ?? FORMS.pairs) : FORMS[type];
  return {
    column: name,
    holds: `${own ?? descriptionOf(definition, field)}${required}`,
    form: perLine && type !== "pairs" ? `${form}; one line for each item` : form,
    allowed: (allowed ?? []).join(", "),
    alsoCalled: aliasesOf(definition, name).join(", "),
  };
}

function descriptionOf({ rows, record }: SheetDefinition, field: string): string {
  const type = rows ? contractSchema.getType(rows.name) : contractInterface(record);
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  return (fields[field]?.description ?? "").replaceAll(/\s+/g, " ").trim();
}
