/** A date as the composer has it; what it cannot compose is written as EDTF. */
export type ComposedDate =
  | { readonly form: "NONE" }
  | { readonly form: "DAY" | "MONTH" | "YEAR"; readonly on: string; readonly isAbout: boolean }
  | { readonly form: "RANGE"; readonly from: string; readonly to: string }
  | { readonly form: "OPEN"; readonly from: string }
  | { readonly form: "EDTF"; readonly edtf: string };

export type DateForm = ComposedDate["form"];

const ONE = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(~?)$/;
const RANGE = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)\/(\d{4}(?:-\d{2}(?:-\d{2})?)?)$/;
const OPEN = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)\/(?:\.\.)?$/;

/** By how many characters a date has. */
const FORM_BY_LENGTH: Readonly<Record<number, "YEAR" | "MONTH" | "DAY">> = { 4: "YEAR", 7: "MONTH", 10: "DAY" };

export function composedFrom(edtf: string): ComposedDate {
  if (edtf === "") return { form: "NONE" };
  const [, on = "", about] = ONE.exec(edtf) ?? [];
  const form = FORM_BY_LENGTH[on.length];
  if (form) return { form, on, isAbout: about === "~" };
  const [, from, to] = RANGE.exec(edtf) ?? [];
  if (from !== undefined && to !== undefined) return { form: "RANGE", from, to };
  const [, since] = OPEN.exec(edtf) ?? [];
  return since === undefined ? { form: "EDTF", edtf } : { form: "OPEN", from: since };
}

/** Empty as long as a part of it is missing. */
export function edtfOf(date: ComposedDate): string {
  switch (date.form) {
    case "NONE":
      return "";
    case "DAY":
    case "MONTH":
    case "YEAR":
      return date.on === "" ? "" : `${date.on}${date.isAbout ? "~" : ""}`;
    case "RANGE":
      return date.from === "" || date.to === "" ? "" : `${date.from}/${date.to}`;
    case "OPEN":
      return date.from === "" ? "" : `${date.from}/..`;
    case "EDTF":
      return date.edtf;
  }
}

/** The same date said in another form, as far as it goes. */
export function inForm(form: DateForm, date: ComposedDate): ComposedDate {
  const first = "on" in date ? date.on : "from" in date ? date.from : "";
  switch (form) {
    case "NONE":
      return { form };
    case "DAY":
      return { form, on: first.length === 10 ? first : "", isAbout: "isAbout" in date && date.isAbout };
    case "MONTH":
      return {
        form,
        on: first.slice(0, 7).length === 7 ? first.slice(0, 7) : "",
        isAbout: "isAbout" in date && date.isAbout,
      };
    case "YEAR":
      return { form, on: first.slice(0, 4), isAbout: "isAbout" in date && date.isAbout };
    case "RANGE":
      return { form, from: first, to: "to" in date ? date.to : "" };
    case "OPEN":
      return { form, from: first };
    case "EDTF":
      return { form, edtf: edtfOf(date) };
  }
}
