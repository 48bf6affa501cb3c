import { z } from "zod";
import * as lists from "../../model/vocabulary.js";
import type {
  AssessmentInput,
  FollowUpInput,
  MeasureInput,
  ObservationInput,
  ResponseInput,
} from "../../model/inputs.js";
import { line, longText } from "../../model/checks/texts.js";
import {
  date,
  day,
  dimension,
  evidence,
  listOf,
  number,
  oneOf,
  rowId,
  whole,
  count,
} from "../../model/checks/values.js";

const MOST_WEIGHT = 1_000_000;
const MOST_MEASURES = 500;

/** A measure and those below it. Whether refs are unique, and how deep the tree is, `checkMeasures` looks at. */
export const measure: z.ZodType<MeasureInput> = z.strictObject({
  ref: line,
  text: longText,
  weight: z.number().gt(0).max(MOST_WEIGHT).optional(),
  get measures() {
    return z.array(measure).max(MOST_MEASURES).optional();
  },
}) as unknown as z.ZodType<MeasureInput>;

export const response = z.strictObject({
  body: line,
  value: oneOf(lists.ResponseValue),
  reason: longText.optional(),
  date: date.optional(),
}) as unknown as z.ZodType<ResponseInput>;

export const followUp = z.strictObject({
  id: rowId.optional(),
  measure: line.optional(),
  actor: line,
  action: longText,
  date,
  status: oneOf(lists.ImplementationStatus),
  evidence: listOf(evidence, 100).optional(),
}) as unknown as z.ZodType<FollowUpInput>;

export const assessment = z.strictObject({
  id: rowId.optional(),
  measure: line.optional(),
  assessor: line,
  status: oneOf(lists.ImplementationStatus),
  closure: oneOf(lists.Closure).optional(),
  reason: longText.optional(),
  date,
  nextReviewOn: day.optional(),
}) as unknown as z.ZodType<AssessmentInput>;

export const observation = z.strictObject({
  period: date,
  value: number,
  numerator: whole.optional(),
  denominator: whole.optional(),
  sampleSize: count.optional(),
  status: oneOf(lists.ObservationStatus).optional(),
  note: longText.optional(),
  dimensions: listOf(dimension, 20, ({ name }) => name).optional(),
}) as unknown as z.ZodType<ObservationInput>;
