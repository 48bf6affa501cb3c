import { edtfBounds, type FuzzyDateInput, type RecordKind, vocabulary } from "@segpol/schema";
import { belgianDay } from "@segpol/server";
import { isConsistent } from "../../progress/consistency.js";
import type {
  AssessmentInput,
  EventInput,
  FollowUpInput,
  LegitimacyIndicatorInput,
  ObservationInput,
  RecommendationInput,
  RecordInput,
} from "../../model/inputs.js";
import { type DeskProblem, problem } from "../../vocabulary/problem.js";
import { didYouMean } from "./did-you-mean.js";
import { checkLinkKinds } from "./link-kinds.js";
import { allRefs, checkMeasures } from "./measures.js";
import type { CrossFindings, Findings, ValidationScope } from "./findings.js";

/** Looks at fields together, of those that are good alone. `measuresKnown`: the measures are among them, if there are any. */
export function crossCheck(
  kind: RecordKind,
  content: RecordInput,
  { code, today }: ValidationScope,
  measuresKnown = true,
): CrossFindings {
  const problems: DeskProblem[] = [];
  const warnings: DeskProblem[] = [];
  const findings: Findings = {
    code,
    today: today ?? belgianDay(new Date()),
    refuse: (parts) => problems.push(problem(parts)),
    warn: (parts) => warnings.push(problem(parts)),
  };
  checkLinkKinds(content, findings);
  switch (kind) {
    case "Event":
      checkEvent(content, findings);
      break;
    case "Recommendation":
      checkRecommendation(content, measuresKnown, findings);
      break;
    case "LegitimacyIndicator":
      checkIndicator(content, findings);
      break;
    case "Publication":
      break;
  }
  return { problems, warnings };
}

function checkEvent({ organisers, date, registration }: Partial<EventInput>, findings: Findings): void {
  const known = vocabulary.partners.map(({ code }) => code);
  for (const [index, organiser] of (organisers ?? []).entries()) {
    if (known.includes(organiser) || organiser === findings.code) continue;
    const near = didYouMean(organiser, known);
    findings.warn({
      field: `organisers.${index}`,
      code: "UNKNOWN_PARTNER",
      expected: `one of ${known.join(", ")}`,
      came: organiser,
      mend: near && `Did you mean ${near}? A partner that joins later may be named before.`,
    });
  }
  if (findings.code !== undefined && organisers !== undefined && organisers[0] !== findings.code) {
    findings.refuse({
      field: "organisers",
      code: "OWNER_NOT_FIRST",
      expected: `the owner ${findings.code} first among the organisers`,
      came: organisers.join(", ") || "none",
    });
  }
  const last = date && edtfBounds(date.edtf).latest;
  if (last == null || !registration) return;
  const { opensOn, closesOn } = registration;
  if (opensOn !== undefined && opensOn > last) {
    findings.refuse({
      field: "registration.opensOn",
      code: "DATES_CONTRADICT",
      expected: `registration to open no later than the event ends (${last})`,
      came: opensOn,
    });
  } else if (closesOn !== undefined && closesOn > last) {
    findings.warn({
      field: "registration.closesOn",
      code: "DATES_CONTRADICT",
      expected: `registration to close no later than the event ends (${last})`,
      came: closesOn,
    });
  }
}

function checkRecommendation(
  { measures = [], followUps = [], assessments = [] }: Partial<RecommendationInput>,
  measuresKnown: boolean,
  findings: Findings,
): void {
  checkMeasures(measures, findings);
  const refs = measuresKnown ? allRefs(measures) : undefined;
  for (const [index, row] of followUps.entries()) checkFollowUp(row, `followUps.${index}`, refs, findings);
  for (const [index, row] of assessments.entries()) checkAssessment(row, `assessments.${index}`, refs, findings);
  checkIds(followUps, "followUps", findings);
  checkIds(assessments, "assessments", findings);
}

/** `refs`: those of the recommendation's measures; undefined: they are not known, so nothing is said of them. */
export function checkFollowUp(
  row: FollowUpInput,
  field: string,
  refs: readonly string[] | undefined,
  findings: Findings,
): void {
  checkMeasureOf(row, field, refs, findings);
  checkNotInFuture(row.date, `${field}.date`, findings);
  if (row.status === "COMPLETE" && (row.evidence ?? []).length === 0) {
    findings.warn({
      field: at(field, "evidence"),
      code: "COMPLETE_WITHOUT_EVIDENCE",
      expected: "evidence for what is COMPLETE",
      came: "none",
    });
  }
}

export function checkAssessment(
  row: AssessmentInput,
  field: string,
  refs: readonly string[] | undefined,
  findings: Findings,
): void {
  checkMeasureOf(row, field, refs, findings);
  checkNotInFuture(row.date, `${field}.date`, findings);
  const { earliest } = edtfBounds(row.date.edtf);
  if (row.nextReviewOn !== undefined && row.nextReviewOn < earliest) {
    findings.refuse({
      field: at(field, "nextReviewOn"),
      code: "DATES_CONTRADICT",
      expected: `the next review after this one (${earliest})`,
      came: row.nextReviewOn,
    });
  }
  if (row.closure === "CLOSED_IMPLEMENTED" && row.status !== "COMPLETE") {
    findings.warn({
      field: at(field, "closure"),
      code: "CLOSURE_CONTRADICTS",
      expected: "status COMPLETE with CLOSED_IMPLEMENTED",
      came: row.status,
    });
  }
}

function checkMeasureOf(
  { measure }: { readonly measure?: string },
  field: string,
  refs: readonly string[] | undefined,
  findings: Findings,
): void {
  if (measure === undefined || refs === undefined || refs.includes(measure)) return;
  const near = didYouMean(measure, refs);
  findings.refuse({
    field: at(field, "measure"),
    code: "MEASURE_UNKNOWN",
    expected:
      refs.length > 0 ? `one of ${refs.slice(0, 20).join(", ")}` : "no measure, since the recommendation has none",
    came: measure,
    mend: near && `Did you mean ${near}?`,
  });
}

function checkIndicator(content: Partial<LegitimacyIndicatorInput>, findings: Findings): void {
  const { baseline, target, observations = [], unit } = content;
  if (baseline) checkObservation(baseline, "baseline", unit, findings);
  for (const [index, row] of observations.entries()) checkObservation(row, `observations.${index}`, unit, findings);
  if (!baseline || !target) return;
  const [from, to] = [edtfBounds(baseline.period.edtf).earliest, edtfBounds(target.period.edtf).latest];
  if (to !== null && to < from) {
    findings.refuse({
      field: "target.period",
      code: "DATES_CONTRADICT",
      expected: `the target after the baseline (${from})`,
      came: to,
    });
  }
}

export function checkObservation(
  row: ObservationInput,
  field: string,
  unit: string | null | undefined,
  findings: Findings,
): void {
  if (isConsistent(row, unit)) return;
  findings.warn({
    field: at(field, "value"),
    code: "NUMBERS_INCONSISTENT",
    expected: "numerator and denominator to give the value",
    came: `${row.value} of ${row.numerator}/${row.denominator}`,
  });
}

function checkNotInFuture({ edtf }: FuzzyDateInput, field: string, findings: Findings): void {
  const { earliest } = edtfBounds(edtf);
  if (earliest <= findings.today) return;
  findings.warn({
    field: field.replace(/^\./, ""),
    code: "DATE_IN_FUTURE",
    expected: `a date no later than today (${findings.today})`,
    came: edtf,
  });
}

function checkIds(rows: readonly { readonly id?: string }[], field: string, findings: Findings): void {
  const ids = rows.map(({ id }) => id);
  for (const [index, id] of ids.entries()) {
    if (id === undefined || ids.indexOf(id) === index) continue;
    findings.refuse({
      field: `${field}.${index}.id`,
      code: "DUPLICATE",
      expected: "each id once",
      came: `${id} again`,
    });
  }
}

function at(field: string, name: string): string {
  return field === "" ? name : `${field}.${name}`;
}
