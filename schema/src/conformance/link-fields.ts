import type { RecordKind } from "../kinds.js";

/** Fields that lead from a record to others. The hub resolves them from `_links`; a partner must not serve them. */
export const LINK_FIELDS: Readonly<Record<RecordKind, readonly string[]>> = {
  Event: ["series", "events", "publications", "recommendations"],
  Publication: ["event", "recommendations"],
  Recommendation: [
    "publication",
    "event",
    "legitimacyIndicators",
    "legitimacyIndicatorsConnection",
    "relatedRecommendations",
    "relatedRecommendationsConnection",
  ],
  LegitimacyIndicator: ["recommendations", "recommendationsConnection"],
};
