import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** A kind of record, as fields of the graph and addresses of pages have it. */
export interface RecordKind {
  readonly field: "events" | "publications" | "recommendations" | "legitimacyIndicators";
  readonly name: MessageDescriptor;
  /** The page that lists them. */
  readonly page: string;
}

export const RECORD_KINDS: readonly RecordKind[] = [
  { field: "events", name: msg`Events`, page: "agenda" },
  { field: "publications", name: msg`Publications`, page: "publications" },
  { field: "recommendations", name: msg`Recommendations`, page: "recommendations" },
  { field: "legitimacyIndicators", name: msg`Indicators`, page: "indicators" },
];
