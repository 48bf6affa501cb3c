import { Trans, useLingui } from "@lingui/react/macro";
import type { PartnerPageQuery } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { PARTNER_ROLES, SOURCE_STATES } from "../shared/labels.js";
import { ContactPoint } from "../shared/contact.js";
import { LicenceLink } from "../shared/licence-link.js";

interface FactsProps {
  readonly partner: NonNullable<PartnerPageQuery["partner"]>;
}

/** Who it is, and how fresh what the hub has of it is. */
export function Facts({ partner }: FactsProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { acronym, role, website, contactPoint, licence, joinedAt, source } = partner;
  return (
    <dl className="facts">
      <dt>{t`Acronym`}</dt>
      <dd>{acronym}</dd>
      <dt>{t`Role`}</dt>
      <dd>{t(PARTNER_ROLES[role])}</dd>
      <dt>{t`Website`}</dt>
      <dd>{website == null ? <Trans>not given</Trans> : <a href={website}>{website}</a>}</dd>
      <dt>{t`Whom to ask about its data`}</dt>
      <dd>{contactPoint == null ? <Trans>not given</Trans> : <ContactPoint point={contactPoint} />}</dd>
      <dt>{t`Licence of its data`}</dt>
      <dd>
        <LicenceLink licence={licence} />
      </dd>
      <dt>{t`Joined the hub`}</dt>
      <dd>{format.instant(joinedAt)}</dd>
      <dt>{t`State`}</dt>
      <dd>{t(SOURCE_STATES[source.state])}</dd>
      <dt>{t`Read up to`}</dt>
      <dd>{source.asOf == null ? <Trans>never</Trans> : format.instant(source.asOf)}</dd>
      <dt>{t`Last contact`}</dt>
      <dd>{source.lastContactAt == null ? <Trans>never</Trans> : format.instant(source.lastContactAt)}</dd>
      <dt>{t`Content last changed`}</dt>
      <dd>{source.lastChangeAt == null ? <Trans>never</Trans> : format.instant(source.lastChangeAt)}</dd>
      <dt>{t`Records in the hub`}</dt>
      <dd>{format.number(source.records)}</dd>
      <dt>{t`Trouble`}</dt>
      <dd>{source.problem ?? <Trans>none</Trans>}</dd>
    </dl>
  );
}
