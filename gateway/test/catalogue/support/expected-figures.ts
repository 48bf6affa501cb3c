import type { Viewer } from "../../../src/catalogue/database/visibility.js";
import { CLAIMS } from "./generate.js";
import { hasDutchParts, type ModelRecord } from "./model.js";

/** What one list of records is worked out by: by which day, apart from how the hub does it. */
export const CLOSURES = [
  "OPEN",
  "CLOSED_IMPLEMENTED",
  "CLOSED_NOT_IMPLEMENTED",
  "NO_LONGER_RELEVANT",
  "COULD_NOT_BE_VERIFIED",
];

export function sees(viewer: Viewer, { visibility, partner }: Pick<ModelRecord, "visibility" | "partner">): boolean {
  if (visibility === "PUBLIC" || viewer.cabinet) return true;
  return visibility === "PARTNERS" ? viewer.partners : viewer.own.includes(partner);
}

const isToBeDone = ({ closure, status }: ModelRecord): boolean => closure === "OPEN" && status !== "COMPLETE";

/** As the graph's ProgressRow has it, by a day. */
export function progressOf(recommendations: readonly ModelRecord[], today: string) {
  const count = (passes: (record: ModelRecord) => boolean): number => recommendations.filter(passes).length;
  return {
    total: recommendations.length,
    claimed: CLAIMS.map((status) => ({ status, count: count((record) => record.status === status) })),
    assessed: CLAIMS.map((status) => ({ status, count: count(({ assessed }) => assessed === status) })),
    unassessed: count(({ assessed }) => assessed === null),
    withDueDate: count(({ dueOn }) => dueOn !== null),
    overdue: count((record) => record.dueOn !== null && record.dueOn < today && isToBeDone(record)),
    neverReported: count(({ lastFollowUp }) => lastFollowUp === null),
    closures: CLOSURES.map((closure) => ({ closure, count: count((record) => record.closure === closure) })),
  };
}

/** Days after which an indicator of the model is overdue. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  jaarlijks: { "2021-06-30": "2022-06-30", "2021-12-31": "2022-12-31", "2022-03-31": "2023-03-31" },
  P6M: { "2021-06-30": "2021-12-31", "2021-12-31": "2022-06-30", "2022-03-31": "2022-09-30" },
};

type Lacks = (record: ModelRecord, today: string) => boolean;
const isOf =
  (kind: ModelRecord["kind"], lacks: Lacks): Lacks =>
  (record, today) =>
    record.kind === kind && lacks(record, today);
const claims = ({ status }: ModelRecord): boolean => status !== "NO_EVIDENCE" && status !== "NOT_STARTED";
const lacksText =
  (language: "NL" | "FR" | "DE"): Lacks =>
  (record) =>
    record.title[language] === undefined ||
    (record.summary !== null && record.summary[language] === undefined) ||
    // Dates of the model are in Dutch and French.
    (record.date !== null && language === "DE") ||
    (hasDutchParts(record) && language !== "NL");

/** What records lack, by the kind of gap, in the order in which they are listed. */
export const GAPS: Readonly<Record<string, Lacks>> = {
  RECOMMENDATION_WITHOUT_RESPONSE: isOf(
    "Recommendation",
    ({ category, responses }) => category !== "COMMITMENT" && responses.every(({ value }) => value === "NO_RESPONSE"),
  ),
  INDICATOR_WITHOUT_DATA: isOf("LegitimacyIndicator", ({ latest }) => latest === null),
  CLAIM_WITHOUT_EVIDENCE: isOf(
    "Recommendation",
    (record) => claims(record) && record.lastFollowUp?.hasEvidence !== true,
  ),
  CLAIM_WITHOUT_ASSESSMENT: isOf("Recommendation", (record) => claims(record) && record.assessed === null),
  RECOMMENDATION_WITHOUT_DUE_DATE: isOf("Recommendation", (record) => isToBeDone(record) && record.dueOn === null),
  TENTATIVE_EVENT_IN_THE_PAST: isOf(
    "Event",
    ({ status, date }, today) => status === "TENTATIVE" && (date?.latest ?? "9999") < today,
  ),
  INDICATOR_OVERDUE: isOf("LegitimacyIndicator", ({ latest, frequency }, today) => {
    const expected = EXPECTED[frequency ?? ""]?.[latest?.until ?? ""];
    return expected !== undefined && expected < today;
  }),
  TEXT_MISSING_NL: lacksText("NL"),
  TEXT_MISSING_FR: lacksText("FR"),
  TEXT_MISSING_DE: lacksText("DE"),
};
