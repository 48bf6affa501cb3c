import { fuzzyDate, type FuzzyDateInput } from "@segpol/schema";

/** A typed value as it is stored: dates with the days that are worked out from them. */
export function stored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stored);
  if (typeof value !== "object" || value === null) return value;
  if ("edtf" in value) return fuzzyDate(value as FuzzyDateInput);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, stored(each)]));
}
