import { AppendAssessment, AppendFollowUp, AppendObservation, AppendResponse } from "../generated/operations.js";
import type { GraphDocument } from "../graph/document.js";
import type { Values } from "./values.js";
import type { Outcome } from "./write.js";

interface Appending {
  readonly id: string;
  readonly input: Values;
  readonly key?: string | null | undefined;
  readonly dryRun: boolean;
}

/** How rows are appended, by the field of the record that they stand in. */
export const APPEND: Readonly<Record<string, GraphDocument<{ readonly outcome: Outcome }, Appending>>> = {
  followUps: AppendFollowUp,
  responses: AppendResponse,
  assessments: AppendAssessment,
  observations: AppendObservation,
};
