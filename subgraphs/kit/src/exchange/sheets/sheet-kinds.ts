import { CRITERION_CODES, LANGUAGES, type RecordKind, THEME_CODES } from "@segpol/schema";
import type { AppendedField } from "../../model/inputs.js";
import {
  AttendanceMode,
  Closure,
  Direction,
  EventKind,
  EventStatus,
  ImplementationStatus,
  ObservationStatus,
  PublicationType,
  RecommendationKind,
  RegistrationState,
  ResponseValue,
  Visibility,
} from "../../model/vocabulary.js";
import { choice, date, day, decimal, type Fields, lines, type Shape, text, texts, whole } from "../../model/shape.js";

/** What the rows of a sheet are. */
export const SHEET_KINDS = [
  "event",
  "publication",
  "recommendation",
  "indicator",
  "measure",
  "response",
  "follow-up",
  "assessment",
  "observation",
] as const;
export type SheetKind = (typeof SHEET_KINDS)[number];

/** The kind of sheet whose rows are records of a kind. */
export const KIND_NAMES: Readonly<Record<RecordKind, SheetKind>> = {
  Event: "event",
  Publication: "publication",
  Recommendation: "recommendation",
  LegitimacyIndicator: "indicator",
};

/** What the rows of a sheet are, and what they are made of. */
export interface SheetDefinition {
  readonly kind: SheetKind;
  /** The kind of the record that a row is, or belongs to. */
  readonly record: RecordKind;
  /** Undefined: a row is a record. Otherwise the record's field that a row is added to. */
  readonly rowsOf: AppendedField | "measures" | undefined;
  readonly fields: Fields;
  /** Columns without which no row can be made. */
  readonly required: readonly string[];
}

const themes: Shape = { is: "codes", of: THEME_CODES };
const criteria: Shape = { is: "codes", of: CRITERION_CODES };
const links: Shape = { is: "pairs", keys: ["rel", "id"], between: " " };
const dimensions: Shape = { is: "pairs", keys: ["name", "value"], between: "=" };

const COMMON: Fields = {
  title: texts,
  summary: texts,
  themes,
  criteria,
  visibility: choice(Visibility),
  url: text,
  links,
  provenance: { is: "object", of: { document: text, locator: text, url: text, retrievedAt: day } },
};

const OBSERVATION: Fields = {
  period: date,
  value: decimal,
  numerator: whole,
  denominator: whole,
  sampleSize: whole,
  status: choice(ObservationStatus),
  note: texts,
  dimensions,
};

const DEFINITIONS: Readonly<Record<SheetKind, Omit<SheetDefinition, "kind">>> = {
  event: {
    record: "Event",
    rowsOf: undefined,
    required: ["title", "kind"],
    fields: {
      ...COMMON,
      kind: choice(EventKind),
      status: choice(EventStatus),
      date,
      place: { is: "object", of: { name: text, country: text, nisCode: text }, defaults: { country: "BE" } },
      attendance: choice(AttendanceMode),
      organisers: { is: "codes" },
      topics: { is: "textList" },
      topicsOpen: { is: "boolean" },
      speakers: lines,
      capacity: { is: "object", of: { groups: whole, groupMin: whole, groupMax: whole, min: whole, max: whole } },
      registration: {
        is: "object",
        of: { state: choice(RegistrationState), url: text, opensOn: day, closesOn: day, contact: text },
      },
      livestream: text,
    },
  },
  publication: {
    record: "Publication",
    rowsOf: undefined,
    required: ["title", "type"],
    fields: {
      ...COMMON,
      type: choice(PublicationType),
      date,
      documents: {
        is: "list",
        of: { url: text, language: choice(LANGUAGES), mediaType: text, bytes: whole, sha256: text },
      },
    },
  },
  recommendation: {
    record: "Recommendation",
    rowsOf: undefined,
    required: ["title"],
    fields: {
      ...COMMON,
      kind: choice(RecommendationKind),
      ref: text,
      goal: texts,
      context: texts,
      addressees: lines,
      priority: { is: "object", of: { rank: whole, of: whole, method: texts } },
      dueOn: day,
    },
  },
  indicator: {
    record: "LegitimacyIndicator",
    rowsOf: undefined,
    required: ["title"],
    fields: {
      ...COMMON,
      criterion: choice(CRITERION_CODES),
      unit: text,
      direction: choice(Direction),
      territory: text,
      baseline: { is: "object", of: OBSERVATION },
      target: { is: "object", of: { value: decimal, period: date } },
      method: texts,
      population: texts,
      frequency: text,
      limitations: texts,
    },
  },
  measure: {
    record: "Recommendation",
    rowsOf: "measures",
    required: ["ref", "text"],
    fields: { parent: text, ref: text, text: texts, weight: decimal },
  },
  response: {
    record: "Recommendation",
    rowsOf: "responses",
    required: ["body", "value"],
    fields: { body: text, value: choice(ResponseValue), reason: texts, date },
  },
  "follow-up": {
    record: "Recommendation",
    rowsOf: "followUps",
    required: ["actor", "action", "date", "status"],
    fields: {
      id: text,
      measure: text,
      actor: text,
      action: texts,
      date,
      status: choice(ImplementationStatus),
      evidence: { is: "list", of: { type: text, description: texts, url: text, sha256: text } },
    },
  },
  assessment: {
    record: "Recommendation",
    rowsOf: "assessments",
    required: ["assessor", "date", "status"],
    fields: {
      id: text,
      measure: text,
      assessor: text,
      status: choice(ImplementationStatus),
      closure: choice(Closure),
      reason: texts,
      date,
      nextReviewOn: day,
    },
  },
  observation: {
    record: "LegitimacyIndicator",
    rowsOf: "observations",
    required: ["period", "value"],
    fields: OBSERVATION,
  },
};

/** The definition of a kind of sheet. */
export function sheetDefinition(kind: SheetKind): SheetDefinition {
  return { kind, ...DEFINITIONS[kind] };
}

/** The kinds of sheet that a partner can fill: of the records it keeps, and of the rows that belong to them. */
export function sheetKindsFor(records: readonly RecordKind[]): SheetKind[] {
  return SHEET_KINDS.filter((kind) => records.includes(DEFINITIONS[kind].record));
}

/** The column that names the record a row belongs to. */
export function ownerColumn({ record }: SheetDefinition): "recommendation" | "indicator" {
  return record === "LegitimacyIndicator" ? "indicator" : "recommendation";
}
