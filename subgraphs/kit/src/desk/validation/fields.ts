import { CRITERION_CODES, type RecordKind, THEME_CODES } from "@segpol/schema";
import { z } from "zod";
import * as lists from "../../model/vocabulary.js";
import { assessment, followUp, measure, observation, response } from "./rows.js";
import { line, longText, titleText } from "../../model/checks/texts.js";
import {
  capacity,
  date,
  day,
  document,
  link,
  listOf,
  oneOf,
  partnerCode,
  place,
  priority,
  provenance,
  registration,
  sameText,
  target,
  url,
} from "../../model/checks/values.js";

/** A field of a kind of record. */
export interface FieldRule {
  readonly schema: z.ZodType;
  /** Has to be given when a record is made. */
  readonly required?: boolean;
  /** What an update with null leaves, which is nothing; without it null is refused. */
  readonly clearable?: boolean;
}

const MOST_LINKS = 500;
const MOST_ENTRIES = 200;
const MOST_ROWS = 5_000;

const required = (schema: z.ZodType): FieldRule => ({ schema, required: true });
const clearable = (schema: z.ZodType): FieldRule => ({ schema, clearable: true });
const fixed = (schema: z.ZodType): FieldRule => ({ schema });

const common = {
  title: required(titleText),
  summary: clearable(longText),
  themes: fixed(listOf(z.enum(THEME_CODES), MOST_ENTRIES, sameText)),
  criteria: fixed(listOf(z.enum(CRITERION_CODES), MOST_ENTRIES, sameText)),
  visibility: fixed(oneOf(lists.Visibility)),
  url: clearable(url),
  provenance: clearable(provenance),
  links: fixed(listOf(link, MOST_LINKS, ({ rel, id }) => `${rel} ${id}`)),
} satisfies Readonly<Record<string, FieldRule>>;

/** The fields of each kind of record: what may be typed, and how each is checked alone. */
export const FIELDS: Readonly<Record<RecordKind, Readonly<Record<string, FieldRule>>>> = {
  Event: {
    ...common,
    kind: required(oneOf(lists.EventKind)),
    status: fixed(oneOf(lists.EventStatus)),
    date: clearable(date),
    place: clearable(place),
    attendance: fixed(oneOf(lists.AttendanceMode)),
    organisers: fixed(listOf(partnerCode, MOST_ENTRIES, sameText)),
    topics: clearable(listOf(longText, MOST_ENTRIES)),
    topicsOpen: clearable(z.boolean()),
    speakers: clearable(listOf(line, MOST_ENTRIES)),
    capacity: clearable(capacity),
    registration: clearable(registration),
    livestream: clearable(url),
  },
  Publication: {
    ...common,
    type: required(oneOf(lists.PublicationType)),
    date: clearable(date),
    documents: clearable(listOf(document, MOST_ENTRIES)),
  },
  Recommendation: {
    ...common,
    kind: fixed(oneOf(lists.RecommendationKind)),
    ref: clearable(line),
    goal: clearable(longText),
    context: clearable(longText),
    addressees: clearable(listOf(line, MOST_ENTRIES, sameText)),
    priority: clearable(priority),
    dueOn: clearable(day),
    measures: fixed(z.array(measure).max(MOST_LINKS)),
    responses: fixed(z.array(response).max(MOST_ROWS)),
    followUps: fixed(z.array(followUp).max(MOST_ROWS)),
    assessments: fixed(z.array(assessment).max(MOST_ROWS)),
  },
  LegitimacyIndicator: {
    ...common,
    criterion: clearable(z.enum(CRITERION_CODES)),
    unit: clearable(line),
    direction: fixed(oneOf(lists.Direction)),
    territory: clearable(line),
    baseline: clearable(observation),
    target: clearable(target),
    method: clearable(longText),
    population: clearable(longText),
    frequency: clearable(line),
    limitations: clearable(longText),
    observations: fixed(z.array(observation).max(MOST_ROWS)),
  },
};
