import type { IndicatorPageQuery, MeasuredRowFragment } from "../generated/operations.js";

type RecordData = NonNullable<IndicatorPageQuery["record"]>;

/** What the page knows of an indicator. */
export type IndicatorData = Extract<RecordData, { readonly direction: unknown }>;

/** One measurement. */
export type Measured = MeasuredRowFragment;

/** A record of another kind has none of an indicator's fields. */
export function isIndicator(record: RecordData): record is IndicatorData {
  return "direction" in record;
}
