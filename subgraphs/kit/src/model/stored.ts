import { fuzzyDate, type FuzzyDateInput, type FuzzyDateValue } from "@segpol/schema";

/** A typed value as it is stored: dates with the days that are worked out from them. */
export function stored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stored);
  if (typeof value !== "object" || value === null) return value;
  if ("edtf" in value) return fuzzyDate(value as FuzzyDateInput);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, stored(each)]));
}

/** A stored value as it was typed: dates without the days that are worked out from them, and nothing that is null. */
export function typed(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(typed);
  if (typeof value !== "object") return value;
  if (isFuzzyDate(value)) return { text: value.text, edtf: value.edtf, basis: value.basis } satisfies FuzzyDateInput;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const kept = typed(each);
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}

function isFuzzyDate(value: object): value is FuzzyDateValue {
  return "edtf" in value && "earliest" in value;
}
