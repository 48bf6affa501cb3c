import { msg } from "@lingui/core/macro";
import { ownerOf } from "../address/record-owner.js";
import {
  type AssessmentEntryFragment,
  ExportMeasures,
  ExportTimeline,
  type FollowUpEntryFragment,
  type MeasureLevelFragment,
  type ResponseEntryFragment,
} from "../generated/operations.js";
import { CLOSURES, IMPLEMENTATION_STATUSES, RESPONSE_VALUES } from "../shared/labels.js";
import { type Column, defineList, onePage } from "./list.js";
import { joined } from "./record-columns.js";

/** Exactly one of them. */
interface Entry {
  readonly response?: ResponseEntryFragment;
  readonly followUp?: FollowUpEntryFragment;
  readonly assessment?: AssessmentEntryFragment;
}

const dateOf = ({ response, followUp, assessment }: Entry) => (response ?? followUp ?? assessment)?.date;

const TIMELINE: readonly Column<Entry>[] = [
  { heading: msg`Date`, value: (entry) => dateOf(entry)?.text },
  { heading: msg`From`, value: (entry) => dateOf(entry)?.earliest },
  { heading: msg`To`, value: (entry) => dateOf(entry)?.latest },
  {
    heading: msg`What happened`,
    value: ({ response, followUp }, words) =>
      words(response ? msg`Response` : followUp ? msg`Follow-up` : msg`Assessment`),
  },
  {
    heading: msg`Who`,
    value: ({ response, followUp, assessment }) =>
      response?.responder?.name ??
      followUp?.actorBody?.name ??
      assessment?.assessorBody?.name ??
      response?.body ??
      followUp?.actor ??
      assessment?.assessor,
  },
  { heading: msg`About`, value: ({ followUp, assessment }) => followUp?.measure ?? assessment?.measure },
  { heading: msg`Response`, value: ({ response }, words) => response && words(RESPONSE_VALUES[response.value]) },
  {
    heading: msg`Claimed`,
    value: ({ followUp }, words) => followUp && words(IMPLEMENTATION_STATUSES[followUp.status]),
  },
  {
    heading: msg`Assessed`,
    value: ({ assessment }, words) => assessment && words(IMPLEMENTATION_STATUSES[assessment.status]),
  },
  {
    heading: msg`Open or closed`,
    value: ({ assessment }, words) => assessment?.closure && words(CLOSURES[assessment.closure]),
  },
  {
    heading: msg`In words`,
    value: ({ response, followUp, assessment }) =>
      response?.reasonText?.value ?? followUp?.action ?? assessment?.reasonText?.value,
  },
  {
    heading: msg`Evidence`,
    value: ({ followUp }, words, { colon }) =>
      joined(
        followUp?.evidence.map(
          ({ type, typeLabel, description, url }) =>
            `${typeLabel ?? type}${colon}${description} (${url ?? words(msg`described, not attached`)})`,
        ),
      ),
  },
  { heading: msg`To be assessed again on`, value: ({ assessment }) => assessment?.nextReviewOn },
];

const idIn = (search: URLSearchParams): string => search.get("recommendation") ?? "";

/** What was answered, done and found of one recommendation, whose id the address has, in the order of time. */
export const timeline = defineList({
  title: msg`What was answered, done and found`,
  document: ExportTimeline,
  variables: (search) => ({ id: idIn(search) }),
  pageOf({ record }) {
    const found = record && "responsesConnection" in record ? record : undefined;
    const entries: readonly Entry[] = [
      ...(found?.responsesConnection?.nodes ?? []).map((response) => ({ response })),
      ...(found?.followUpsConnection?.nodes ?? []).map((followUp) => ({ followUp })),
      ...(found?.assessmentsConnection?.nodes ?? []).map((assessment) => ({ assessment })),
    ];
    const day = (entry: Entry): string => dateOf(entry)?.earliest ?? "";
    return onePage(entries.toSorted((a, b) => (day(a) < day(b) ? -1 : Number(day(a) > day(b)))));
  },
  choose: (search) => ({ filter: { recommendation: idIn(search) }, passes: () => true }),
  columns: TIMELINE,
  ownerOf: (_row, search) => ownerOf(idIn(search)),
});

interface Branch extends MeasureLevelFragment {
  readonly measures?: readonly Branch[];
}

interface PlacedMeasure {
  readonly measure: MeasureLevelFragment;
  /** Number of the measure that it is part of; undefined: of the first level. */
  readonly above: string | undefined;
}

const MEASURES: readonly Column<PlacedMeasure>[] = [
  { heading: msg`Number`, value: ({ measure }) => measure.ref },
  { heading: msg`Part of`, value: ({ above }) => above },
  { heading: msg`Measure`, value: ({ measure }) => measure.text },
  { heading: msg`To be done by`, value: ({ measure }) => measure.responsibleBody?.name ?? measure.responsible },
  { heading: msg`Due`, value: ({ measure }, words) => measure.dueOn ?? words(msg`no date`) },
  { heading: msg`Weight`, value: ({ measure }) => measure.weight },
  { heading: msg`Claimed`, value: ({ measure }, words) => words(IMPLEMENTATION_STATUSES[measure.progress.claimed]) },
  {
    heading: msg`Assessed`,
    value: ({ measure: { progress } }, words) =>
      words(progress.assessed == null ? msg`by nobody` : IMPLEMENTATION_STATUSES[progress.assessed]),
  },
  { heading: msg`Overdue`, value: ({ measure }, words) => words(measure.progress.overdue ? msg`yes` : msg`no`) },
];

function placed(branches: readonly Branch[], above?: string): readonly PlacedMeasure[] {
  return branches.flatMap(({ measures = [], ...measure }) => [{ measure, above }, ...placed(measures, measure.ref)]);
}

/** The measures of one recommendation, each after the one that it is part of. */
export const measures = defineList({
  title: msg`Measures`,
  document: ExportMeasures,
  variables: (search) => ({ id: idIn(search) }),
  pageOf: ({ record }) =>
    onePage(placed((record && "measuresConnection" in record && record.measuresConnection?.nodes) || [])),
  choose: (search) => ({ filter: { recommendation: idIn(search) }, passes: () => true }),
  columns: MEASURES,
  ownerOf: (_row, search) => ownerOf(idIn(search)),
});
