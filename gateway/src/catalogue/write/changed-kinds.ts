import { parseRecordId, RECORD_KINDS, type RecordKind } from "@segpol/schema";

/** The kinds of records with these ids; all where an id does not say. */
export function kindsOf(ids: readonly string[]): ReadonlySet<RecordKind> {
  const kinds = new Set<RecordKind>();
  for (const id of ids) {
    const parts = parseRecordId(id);
    if (!parts) return new Set(RECORD_KINDS);
    kinds.add(parts.kind);
  }
  return kinds;
}
