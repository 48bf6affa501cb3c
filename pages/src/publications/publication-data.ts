import type { PublicationPageQuery } from "../generated/operations.js";

type RecordData = NonNullable<PublicationPageQuery["record"]>;

/** What the page knows of a publication. */
export type PublicationData = Extract<RecordData, { readonly type: unknown }>;

/** A record of another kind has none of a publication's fields. */
export function isPublication(record: RecordData): record is PublicationData {
  return "documents" in record;
}
