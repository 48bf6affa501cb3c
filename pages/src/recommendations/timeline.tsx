import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { DateWords } from "../shared/date-words.js";
import { EvidenceList } from "../shared/evidence-list.js";
import { useFormat } from "../shared/format.js";
import { CLOSURES, IMPLEMENTATION_STATUSES, RESPONSE_VALUES } from "../shared/labels.js";
import { RecordText } from "../shared/record-text.js";
import type { RecommendationData } from "./recommendation-data.js";

interface Entry {
  readonly key: string;
  /** First day that the date can mean; what has no date comes first. */
  readonly earliest: string;
  readonly date: { readonly text: string; readonly latest?: string | null } | null | undefined;
  readonly what: ReactNode;
}

interface TimelineProps {
  readonly recommendation: RecommendationData;
}

/** Responses, follow-ups and assessments in one order of time, each with who said it. */
export function Timeline({ recommendation }: TimelineProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { languages, responsesConnection, followUpsConnection, assessmentsConnection } = recommendation;
  const text = (value: string | null | undefined): ReactNode =>
    value == null ? null : (
      <p>
        <RecordText languages={languages}>{value}</RecordText>
      </p>
    );
  const about = (measure: string | null | undefined): string => (measure == null ? "" : `, ${t`about`} ${measure}`);
  const entries: readonly Entry[] = [
    ...(responsesConnection?.nodes ?? []).map(({ body, value, reason, date }, index) => ({
      key: `response ${index}`,
      earliest: date?.earliest ?? "",
      date,
      what: (
        <>
          <strong>{t`Response`}</strong>: {body}, {t(RESPONSE_VALUES[value])}
          {value === "DECLINED" && reason == null && (
            <>
              {" "}
              <Trans>(no reason given)</Trans>
            </>
          )}
          {text(reason)}
        </>
      ),
    })),
    ...(followUpsConnection?.nodes ?? []).map(({ id, measure, actor, action, status, date, evidence }) => ({
      key: id,
      earliest: date.earliest,
      date,
      what: (
        <>
          <strong>{t`Follow-up`}</strong>: {actor} {t`claims`} {t(IMPLEMENTATION_STATUSES[status])}
          {about(measure)}
          {text(action)}
          <EvidenceList evidence={evidence} languages={languages} />
        </>
      ),
    })),
    ...(assessmentsConnection?.nodes ?? []).map(
      ({ id, measure, assessor, status, closure, reason, nextReviewOn, date }) => ({
        key: id,
        earliest: date.earliest,
        date,
        what: (
          <>
            <strong>{t`Assessment`}</strong>: {assessor} {t`found`} {t(IMPLEMENTATION_STATUSES[status])}
            {closure != null && `, ${t(CLOSURES[closure])}`}
            {about(measure)}
            {nextReviewOn != null && `, ${t`next review`} ${format.day(nextReviewOn)}`}
            {text(reason)}
          </>
        ),
      }),
    ),
  ].toSorted((a, b) => (a.earliest < b.earliest ? -1 : Number(a.earliest > b.earliest)));
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">
        <Trans>What was answered, done and found</Trans>
      </h2>
      {entries.length === 0 ? (
        <p>
          <Trans>Nobody has answered, reported or assessed anything yet.</Trans>
        </p>
      ) : (
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
      )}
    </section>
  );
}
