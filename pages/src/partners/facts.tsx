import { Trans, useLingui } from "@lingui/react/macro";
import type { PartnerPageQuery } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { PARTNER_ROLES, SOURCE_STATES } from "../shared/labels.js";
import { lastChanged } from "./last-changed.js";

interface FactsProps {
  readonly partner: NonNullable<PartnerPageQuery["partner"]>;
}

/** Who it is, and how fresh what the hub has of it is. */
export function Facts({ partner }: FactsProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { acronym, role, website, joinedAt, source } = partner;
  const changed = lastChanged(partner);
  return (
    <dl className="facts">
      <dt>{t`Acronym`}</dt>
      <dd>{acronym}</dd>
      <dt>{t`Role`}</dt>
      <dd>{t(PARTNER_ROLES[role])}</dd>
      <dt>{t`Website`}</dt>
      <dd>{website == null ? <Trans>not given</Trans> : <a href={website}>{website}</a>}</dd>
      <dt>{t`Joined the hub`}</dt>
      <dd>{format.instant(joinedAt)}</dd>
      <dt>{t`State`}</dt>
      <dd>{t(SOURCE_STATES[source.state])}</dd>
      <dt>{t`Read up to`}</dt>
      <dd>{source.asOf == null ? <Trans>never</Trans> : format.instant(source.asOf)}</dd>
      <dt>{t`Last contact`}</dt>
      <dd>{source.lastContactAt == null ? <Trans>never</Trans> : format.instant(source.lastContactAt)}</dd>
      <dt>{t`Content last changed`}</dt>
      <dd>{changed === undefined ? <Trans>never</Trans> : format.instant(changed)}</dd>
      <dt>{t`Records in the hub`}</dt>
      <dd>{format.number(source.records)}</dd>
      <dt>{t`Trouble`}</dt>
      <dd>{source.problem ?? <Trans>none</Trans>}</dd>
    </dl>
  );
}
