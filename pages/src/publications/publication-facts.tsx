import { Trans, useLingui } from "@lingui/react/macro";
import { DateWords } from "../shared/date-words.js";
import { useFormat } from "../shared/format.js";
import { PUBLICATION_TYPES } from "../shared/labels.js";
import { RecordFacts } from "../shared/record-facts.js";
import { RecordLink } from "../shared/record-text.js";
import type { PublicationData } from "./publication-data.js";

interface PublicationFactsProps {
  readonly publication: PublicationData;
}

export function PublicationFacts({ publication }: PublicationFactsProps) {
  const { type, date, event, languages } = publication;
  const { t } = useLingui();
  const format = useFormat();
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
            <RecordLink record={event} />, <DateWords date={event.date} />
          </>
        ) : (
          <Trans>none named</Trans>
        )}
      </dd>
      <dt>{t`Described in`}</dt>
      <dd>{languages.map((language) => format.language(language)).join(", ")}</dd>
      <RecordFacts record={publication} list="publications" />
    </dl>
  );
}
