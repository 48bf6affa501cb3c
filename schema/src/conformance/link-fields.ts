import type { RecordKind } from "../kinds.js";

/** Of records of all kinds. */
const OF_ALL = ["titleText", "summaryText", "changes"] as const;

/**
 * Fields that the hub resolves for every partner: those that lead to other records from `_links`, pages of a record's own lists and days
 * from its copy, and those that follow from other fields.
 */
export const LINK_FIELDS: Readonly<Record<RecordKind, readonly string[]>> = {
  Event: [...OF_ALL, "startsAt", "endsAt", "topicTexts", "series", "events", "publications", "recommendations"],
  Publication: [...OF_ALL, "event", "recommendations"],
  Recommendation: [
    ...OF_ALL,
    "goalText",
    "contextText",
    "addresseeBodies",
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
  ],
  LegitimacyIndicator: [
    ...OF_ALL,
    "unitLabel",
    "frequencyLabel",
    "territoryName",
    "methodText",
    "populationText",
    "limitationsText",
    "recommendations",
    "recommendationsConnection",
  ],
};
