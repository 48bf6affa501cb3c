import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { DateWords } from "../shared/date-words.js";
import { useFormat } from "../shared/format.js";
import { PUBLICATION_TYPES } from "../shared/labels.js";
import { OldCopy } from "../shared/old-copy.js";
import { RecordLink } from "../shared/record-text.js";
import type { PublicationData } from "./publication-data.js";

interface PublicationFactsProps {
  readonly publication: PublicationData;
}

export function PublicationFacts({
  publication: { type, date, event, themes, criteria, partner, updatedAt, languages },
}: PublicationFactsProps) {
  const { t } = useLingui();
  const format = useFormat();
  const path = usePagePath();
  return (
    <dl className="facts">
      <dt>{t`Kind`}</dt>
      <dd>{t(PUBLICATION_TYPES[type])}</dd>
      <dt>{t`Date`}</dt>
      <dd>
        <DateWords date={date} />
      </dd>
      <dt>{t`Event`}</dt>
      <dd>
        {event ? (
          <>
            <RecordLink id={event.id} languages={event.languages}>
              {event.title}
            </RecordLink>
            , <DateWords date={event.date} />
          </>
        ) : (
          <Trans>none named</Trans>
        )}
      </dd>
      <dt>{t`Described in`}</dt>
      <dd>{languages.map((language) => format.language(language)).join(", ")}</dd>
      <dt>{t`Themes`}</dt>
      <dd>
        {themes.map(({ code, title }) => (
          <Link key={code} className="tag" to={path("publications", { theme: code })}>
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
