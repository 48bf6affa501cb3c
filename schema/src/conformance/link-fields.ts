import type { RecordKind } from "../kinds.js";

/** Fields that the hub resolves for every partner: those that lead to other records from `_links`, pages of a record's own lists and days from its copy. */
export const LINK_FIELDS: Readonly<Record<RecordKind, readonly string[]>> = {
  Event: ["series", "events", "publications", "recommendations", "changes"],
  Publication: ["event", "recommendations", "changes"],
  Recommendation: [
    "publication",
    "event",
    "legitimacyIndicators",
    "legitimacyIndicatorsConnection",
    "relatedRecommendations",
    "relatedRecommendationsConnection",
    "measuresConnection",
    "responsesConnection",
    "followUpsConnection",
    "assessmentsConnection",
    "nextDue",
    "nextReviewOn",
    "changes",
  ],
  LegitimacyIndicator: ["recommendations", "recommendationsConnection", "changes"],
};
