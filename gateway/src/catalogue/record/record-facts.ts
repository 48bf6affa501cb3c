import { monthsLater } from "../../base/days.js";
import { isJsonObject, type Json, jsonList, type JsonObject } from "../../base/json.js";
import { monthsOf } from "./frequency.js";
import type { PreparedRecord } from "./prepare-record.js";

/** How well it is known when an event takes place; named as the graph's DateCertainty is. */
export type DateCertainty = "DAY" | "APPROXIMATE" | "OPEN_ENDED" | "UNDATED";

/** What a record itself can lack; named as the graph's GapKind is. */
export type RecordGap =
  | "RECOMMENDATION_WITHOUT_RESPONSE"
  | "INDICATOR_WITHOUT_DATA"
  | "CLAIM_WITHOUT_EVIDENCE"
  | "CLAIM_WITHOUT_ASSESSMENT"
  | "RECOMMENDATION_WITHOUT_DUE_DATE"
  | "TENTATIVE_EVENT_IN_THE_PAST"
  | "INDICATOR_OVERDUE"
  | "TEXT_MISSING_NL"
  | "TEXT_MISSING_FR"
  | "TEXT_MISSING_DE";

export interface Lack {
  readonly gap: RecordGap;
  /** The last day on which nothing is lacking yet; null: it is lacking whatever day it is. */
  readonly after: string | null;
}

/** What lists filter by, count and show of a record that stands in no field of its own. Days are YYYY-MM-DD. */
export interface RecordFacts {
  /** Bodies that a recommendation is addressed to, each once; see `bodyCode`. */
  readonly bodies: readonly string[];
  readonly lastFollowUpOn: string | null;
  /** Whether anybody said what was done about a recommendation. */
  readonly reported: boolean;
  /** Whether any of that has evidence. */
  readonly evidenced: boolean;
  /** Days on which an open recommendation and its open measures are due, the first first. */
  readonly dueDays: readonly string[];
  /** The first day on which what was assessed is to be assessed again. */
  readonly reviewOn: string | null;
  /** Of events. */
  readonly certainty: DateCertainty | null;
  /** Name and NIS code of an event's place; see `placeCode`. */
  readonly places: readonly string[];
  readonly lacks: readonly Lack[];
}

type Given = Pick<PreparedRecord, "kind" | "content" | "texts">;

/** Characters of a body's name that it is known by: an index takes no more than some kilobytes. */
const MAX_BODY = 300;

/** What a body is filtered and counted by: the beginning of its name, which all but a few names are no longer than. */
export function bodyCode(name: string): string {
  return Array.from(name.trim()).slice(0, MAX_BODY).join("");
}

/** What a place is filtered by: its name without accents and case, or its NIS code. */
export function placeCode(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").trim().toLowerCase();
}

/** A day, with or without a time, of which nothing is uncertain, in EDTF. */
const DAY = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}(:?\d{2})?)?)?$/;

export function recordFacts(record: Given): RecordFacts {
  const { kind, content } = record;
  const isRecommendation = kind === "Recommendation";
  const followUps = objects(content["followUps"]);
  const lastFollowUpOn = isRecommendation ? textAt(content, "progress", "lastFollowUpOn") : null;
  const facts = {
    bodies: isRecommendation ? distinct(texts(content["addressees"]).map(bodyCode)) : [],
    lastFollowUpOn,
    reported: lastFollowUpOn !== null || followUps.length > 0,
    evidenced: followUps.some(({ evidence }) => jsonList(evidence).length > 0),
    dueDays: isRecommendation ? dueDaysOf(content) : [],
    reviewOn: reviewDayOf(objects(content["assessments"])),
    certainty: kind === "Event" ? certaintyOf(content["date"]) : null,
    places: placesOf(content["place"]),
  };
  return { ...facts, lacks: [...lacksOf(record, facts), ...missingTexts(record)] };
}

function lacksOf(
  { kind, content }: Given,
  { evidenced, dueDays }: Pick<RecordFacts, "evidenced" | "dueDays">,
): readonly Lack[] {
  const always = (gap: RecordGap, isLacking: boolean): Lack[] => (isLacking ? [{ gap, after: null }] : []);
  const from = (gap: RecordGap, after: string | null): Lack[] => (after === null ? [] : [{ gap, after }]);
  switch (kind) {
    case "Recommendation": {
      const claimed = textAt(content, "progress", "claimed") ?? "NO_EVIDENCE";
      const claims = claimed !== "NO_EVIDENCE" && claimed !== "NOT_STARTED";
      const isAnswered = objects(content["responses"]).some(({ value }) => value !== "NO_RESPONSE");
      return [
        // Nobody has to answer a commitment: who made it is who keeps it.
        ...always("RECOMMENDATION_WITHOUT_RESPONSE", !isAnswered && content["kind"] !== "COMMITMENT"),
        ...always("CLAIM_WITHOUT_EVIDENCE", claims && !evidenced),
        ...always("CLAIM_WITHOUT_ASSESSMENT", claims && textAt(content, "progress", "assessed") === null),
        ...always("RECOMMENDATION_WITHOUT_DUE_DATE", isOpen(content) && dueDays.length === 0),
      ];
    }
    case "LegitimacyIndicator": {
      const isMeasured = isJsonObject(content["latest"]) || objects(observationsOf(content)).length > 0;
      return [...always("INDICATOR_WITHOUT_DATA", !isMeasured), ...from("INDICATOR_OVERDUE", expectedBy(content))];
    }
    case "Event":
      return from(
        "TENTATIVE_EVENT_IN_THE_PAST",
        content["status"] === "TENTATIVE" ? textAt(content, "date", "latest") : null,
      );
    case "Publication":
      return [];
  }
}

/** Some text stands there in another language, and not in this one. */
function missingTexts({ texts: maps }: Given): readonly Lack[] {
  return (["NL", "FR", "DE"] as const)
    .filter((language) => Object.values(maps).some((map) => map[language] === undefined))
    .map((language) => ({ gap: `TEXT_MISSING_${language}`, after: null }) as const);
}

/** The day by which the next measurement is there, where the frequency says so. */
function expectedBy({ latest, frequency }: JsonObject): string | null {
  const months = typeof frequency === "string" ? monthsOf(frequency) : undefined;
  const end = isJsonObject(latest) ? textAt(latest, "period", "latest") : null;
  return months === undefined || end === null ? null : monthsLater(end, months);
}

function observationsOf({ observations }: JsonObject): Json | undefined {
  return isJsonObject(observations) ? observations["nodes"] : undefined;
}

/** Of a recommendation or a measure. */
function isOpen(part: JsonObject): boolean {
  const closure = textAt(part, "progress", "closure") ?? "OPEN";
  return closure === "OPEN" && textAt(part, "progress", "claimed") !== "COMPLETE";
}

function dueDaysOf(recommendation: JsonObject): readonly string[] {
  const daysOf = (part: JsonObject): string[] => [
    ...(isOpen(part) ? texts([part["dueOn"] ?? null]) : []),
    ...objects(part["measures"]).flatMap(daysOf),
  ];
  // What is closed as a whole has nothing left to be done.
  return isOpen(recommendation) ? distinct(daysOf(recommendation)).toSorted() : [];
}

/** By the newest assessment of each part: an earlier one's review has taken place. */
function reviewDayOf(assessments: readonly JsonObject[]): string | null {
  const newest = new Map(assessments.map((assessment) => [assessment["measure"] ?? null, assessment]));
  return texts([...newest.values()].map(({ nextReviewOn }) => nextReviewOn ?? null)).toSorted()[0] ?? null;
}

function certaintyOf(date: Json | undefined): DateCertainty {
  if (!isJsonObject(date)) return "UNDATED";
  const { edtf, latest } = date;
  if (typeof latest !== "string") return "OPEN_ENDED";
  const days = typeof edtf === "string" ? edtf.split("/") : [];
  return days.length > 0 && days.length <= 2 && days.every((day) => DAY.test(day)) ? "DAY" : "APPROXIMATE";
}

function placesOf(place: Json | undefined): readonly string[] {
  return isJsonObject(place) ? distinct(texts([place["name"] ?? null, place["nisCode"] ?? null]).map(placeCode)) : [];
}

function textAt(value: JsonObject, ...[field, inner]: readonly [string, string]): string | null {
  const object = value[field];
  const found = isJsonObject(object) ? object[inner] : null;
  return typeof found === "string" ? found : null;
}

function objects(list: Json | undefined): readonly JsonObject[] {
  return jsonList(list).filter(isJsonObject);
}

function texts(list: Json | undefined): readonly string[] {
  return jsonList(list).filter((each) => typeof each === "string");
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
