import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { useFormat } from "../shared/format.js";
import { CLOSURES, RECOMMENDATION_KINDS } from "../shared/labels.js";
import { OldCopy } from "../shared/old-copy.js";
import { ClaimAndAssessment } from "./claim-and-assessment.js";
import type { RecommendationData } from "./recommendation-data.js";

interface FactsProps {
  readonly recommendation: RecommendationData;
}

export function Facts({ recommendation }: FactsProps) {
  const { t } = useLingui();
  const format = useFormat();
  const path = usePagePath();
  const { kind, partner, addressees, themes, criteria, dueOn, progress, priority, updatedAt } = recommendation;
  const [rank, of] = [priority?.rank, priority?.of];
  return (
    <dl className="facts">
      <dt>{t`Kind`}</dt>
      <dd>{t(RECOMMENDATION_KINDS[kind])}</dd>
      <dt>{t`For whom`}</dt>
      <dd>{addressees && addressees.length > 0 ? addressees.join(", ") : <Trans>nobody named</Trans>}</dd>
      <dt>{t`How far`}</dt>
      <dd>
        <ClaimAndAssessment recommendation={recommendation} />
      </dd>
      <dt>{t`Open or closed`}</dt>
      <dd>{t(CLOSURES[progress.closure])}</dd>
      <dt>{t`Due`}</dt>
      <dd>
        {dueOn == null ? <Trans>no date</Trans> : format.day(dueOn)}
        {progress.overdue && (
          <strong className="overdue">
            {" "}
            <Trans>overdue</Trans>
          </strong>
        )}
      </dd>
      {priority && (
        <>
          <dt>{t`Priority at its source`}</dt>
          <dd>
            <Trans>
              {rank} of {of}
            </Trans>
            {priority.method != null && ` (${priority.method})`}
          </dd>
        </>
      )}
      <dt>{t`Themes`}</dt>
      <dd>
        {themes.map(({ code, title }) => (
          <Link key={code} className="tag" to={path("recommendations", { theme: code })}>
            {title}
          </Link>
        ))}
      </dd>
      {criteria.length > 0 && (
        <>
          <dt>{t`Criteria of legitimacy`}</dt>
          <dd>{criteria.map(({ title }) => title).join(", ")}</dd>
        </>
      )}
      <dt>{t`Kept by`}</dt>
      <dd>
        {partner.acronym} <OldCopy state={partner.source.state} />
      </dd>
      <dt>{t`Content last changed`}</dt>
      <dd>{format.instant(updatedAt)}</dd>
    </dl>
  );
}
