/** The kinds of record, named as the contract's interfaces are. */
export const RECORD_KINDS = ["Event", "Publication", "Recommendation", "LegitimacyIndicator"] as const;

/** One of {@link RECORD_KINDS}. */
export type RecordKind = (typeof RECORD_KINDS)[number];

/** The middle part of a record's id, by kind. */
export const KIND_SEGMENTS: Readonly<Record<RecordKind, string>> = {
  Event: "event",
  Publication: "publication",
  Recommendation: "recommendation",
  LegitimacyIndicator: "indicator",
};

/** Whether a name is that of a kind of record. */
export function isRecordKind(name: string): name is RecordKind {
  return (RECORD_KINDS as readonly string[]).includes(name);
}
