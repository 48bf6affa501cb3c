import type { RecordKind } from "@segpol/schema";
import type { RecordSeed } from "../model/seed.js";
import type { PartnerSeed } from "../partner/partner.js";

/** The seeds of a partner by kind; a kind that it does not seed has none. */
export function seedsByKind(seed: PartnerSeed): Readonly<Record<RecordKind, readonly RecordSeed[]>> {
  return {
    Event: seed.events ?? [],
    Publication: seed.publications ?? [],
    Recommendation: seed.recommendations ?? [],
    LegitimacyIndicator: seed.legitimacyIndicators ?? [],
  };
}
