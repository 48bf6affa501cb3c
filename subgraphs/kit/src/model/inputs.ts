import type { z } from "zod";
import type { COMMON } from "./common.js";
import type { EVENT } from "./event.js";
import type { INDICATOR } from "./indicator.js";
import type { RECOMMENDATION } from "./recommendation.js";
import type { ASSESSMENT, FOLLOW_UP, OBSERVATION } from "./row-types.js";
import type { Typed } from "./typed.js";

/** What somebody types of a record: dates without the days that are worked out from them, no id. */
export type EventInput = Typed<typeof COMMON & typeof EVENT>;
export type RecommendationInput = Typed<typeof COMMON & typeof RECOMMENDATION>;
export type LegitimacyIndicatorInput = Typed<typeof COMMON & typeof INDICATOR>;
export type { MeasureInput } from "./row-types.js";
/** The id may be left out: it is made then. */
export type FollowUpInput = z.infer<typeof FOLLOW_UP.schema>;
/** The id may be left out: it is made then. */
export type AssessmentInput = z.infer<typeof ASSESSMENT.schema>;
export type ObservationInput = z.infer<typeof OBSERVATION.schema>;

/** The input of a record of any kind, as names and values: what is written, audited and compared. */
export type RecordInput = Readonly<Record<string, unknown>>;
