import type { LanguageMap } from "../languages/language-map.js";
import { type EdtfBounds, edtfBounds } from "./edtf-bounds.js";

/** Whether the source states a date, or it was inferred. */
export type DateBasis = "STATED" | "INFERRED";

/** A date as sources give it: the contract's FuzzyDate, its words in every language there is. */
export interface FuzzyDateValue extends EdtfBounds {
  /** The date in words. */
  readonly text: LanguageMap;
  /** The date in EDTF. */
  readonly edtf: string;
  readonly basis: DateBasis;
}

/** Input of {@link fuzzyDate}. Default `basis`: STATED. */
export interface FuzzyDateInput {
  readonly text: LanguageMap;
  readonly edtf: string;
  readonly basis?: DateBasis | undefined;
}

/**
 * A date with its first and last day.
 * @throws EdtfError as {@link edtfBounds} does.
 */
export function fuzzyDate({ text, edtf, basis = "STATED" }: FuzzyDateInput): FuzzyDateValue {
  return { text, edtf, ...edtfBounds(edtf), basis };
}
