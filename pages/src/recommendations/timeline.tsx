import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type {
  AssessmentEntryFragment,
  DateInWordsFragment,
  FollowUpEntryFragment,
  ResponseEntryFragment,
  TextInFragment,
} from "../generated/operations.js";
import { BodyName } from "../shared/bodies.js";
import { DateWords } from "../shared/date-words.js";
import { EvidenceList } from "../shared/evidence-list.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { CLOSURES, IMPLEMENTATION_STATUSES, RESPONSE_VALUES } from "../shared/labels.js";
import { RecordText } from "../shared/record-text.js";
import type { RecommendationData } from "./recommendation-data.js";

interface Entry {
  readonly key: string;
  /** First day that the date can mean; what has no date comes first. */
  readonly earliest: string;
  readonly date: DateInWordsFragment | null | undefined;
  readonly what: ReactNode;
}

interface TimelineProps {
  readonly recommendation: RecommendationData;
}

/** Responses, follow-ups and assessments in one order of time, each with who said it. */
export function Timeline({ recommendation }: TimelineProps) {
  const { t } = useLingui();
  const { id, responsesConnection, followUpsConnection, assessmentsConnection } = recommendation;
  const entries: readonly Entry[] = [
    ...(responsesConnection?.nodes ?? []).map((response, index) => ({
      key: `response ${index}`,
      earliest: response.date?.earliest ?? "",
      date: response.date,
      what: <ResponseWords response={response} />,
    })),
    ...(followUpsConnection?.nodes ?? []).map((followUp) => ({
      key: followUp.id,
      earliest: followUp.date.earliest,
      date: followUp.date,
      what: <FollowUpWords followUp={followUp} />,
    })),
    ...(assessmentsConnection?.nodes ?? []).map((assessment) => ({
      key: assessment.id,
      earliest: assessment.date.earliest,
      date: assessment.date,
      what: <AssessmentWords assessment={assessment} />,
    })),
  ].toSorted((a, b) => (a.earliest < b.earliest ? -1 : Number(a.earliest > b.earliest)));
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{t`What was answered, done and found`}</h2>
      {entries.length === 0 ? (
        <p>
          <Trans>Nobody has answered, reported or assessed anything yet.</Trans>
        </p>
      ) : (
        <>
          <ol className="timeline">
            {entries.map(({ key, date, what }) => (
              <li key={key}>
                <p className="when">
                  <DateWords date={date} />
                </p>
                <div>{what}</div>
              </li>
            ))}
          </ol>
          <ExportLinks list="timeline" search={{ recommendation: id }} />
        </>
      )}
    </section>
  );
}

function ResponseWords({
  response: { body, responder, value, reasonText },
}: {
  readonly response: ResponseEntryFragment;
}) {
  const { t } = useLingui();
  const { colon } = useFormat();
  return (
    <>
      <strong>{t`Response`}</strong>
      {colon}
      <BodyName body={responder} called={body} />, {t(RESPONSE_VALUES[value])}
      {value === "DECLINED" && !reasonText && (
        <>
          {" "}
          <Trans>(no reason given)</Trans>
        </>
      )}
      <Paragraph text={reasonText} />
    </>
  );
}

function FollowUpWords({ followUp }: { readonly followUp: FollowUpEntryFragment }) {
  const { t } = useLingui();
  const { colon } = useFormat();
  const { measure, actor, actorBody, action, actionText, status, evidence } = followUp;
  return (
    <>
      <strong>{t`Follow-up`}</strong>
      {colon}
      <BodyName body={actorBody} called={actor} /> {t`claims`} {t(IMPLEMENTATION_STATUSES[status])}
      <About measure={measure} />
      <p>
        <RecordText localized={actionText}>{action}</RecordText>
      </p>
      <EvidenceList evidence={evidence} />
    </>
  );
}

function AssessmentWords({ assessment }: { readonly assessment: AssessmentEntryFragment }) {
  const { t } = useLingui();
  const format = useFormat();
  const { measure, assessor, assessorBody, status, closure, reasonText, nextReviewOn } = assessment;
  return (
    <>
      <strong>{t`Assessment`}</strong>
      {format.colon}
      <BodyName body={assessorBody} called={assessor} /> {t`found`} {t(IMPLEMENTATION_STATUSES[status])}
      {closure != null && `, ${t(CLOSURES[closure])}`}
      <About measure={measure} />
      {nextReviewOn != null && `, ${t`next review`} ${format.day(nextReviewOn)}`}
      <Paragraph text={reasonText} />
    </>
  );
}

/** The measure that is meant; none: the recommendation as a whole. */
function About({ measure }: { readonly measure: string | null | undefined }) {
  const { t } = useLingui();
  return measure == null ? null : `, ${t`about`} ${measure}`;
}

function Paragraph({ text }: { readonly text: TextInFragment | null | undefined }) {
  return (
    text && (
      <p>
        <RecordText localized={text}>{text.value}</RecordText>
      </p>
    )
  );
}
