import type { RecordKind } from "@segpol/schema/values";

/** Sheets whose rows are records, by their kind. */
export const RECORD_SHEETS = {
  Event: "event",
  Publication: "publication",
  Recommendation: "recommendation",
  LegitimacyIndicator: "indicator",
} as const satisfies Readonly<Record<RecordKind, string>>;

/** Sheets whose rows belong to records. */
const ROW_SHEETS = ["measure", "response", "follow-up", "assessment", "observation"] as const;
export type RowSheetKind = (typeof ROW_SHEETS)[number];

/** What the rows of a sheet are. */
export const SHEET_KINDS = [...Object.values(RECORD_SHEETS), ...ROW_SHEETS] as const;
export type SheetKind = (typeof SHEET_KINDS)[number];
