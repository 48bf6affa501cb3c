import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { DIRECTIONS } from "../shared/labels.js";
import { ObservedValue, WantedValue } from "../shared/observed-value.js";
import { RecordFacts } from "../shared/record-facts.js";
import { RecordText } from "../shared/record-text.js";
import type { IndicatorData } from "./indicator-data.js";

interface FactsProps {
  readonly indicator: IndicatorData;
}

export function Facts({ indicator }: FactsProps) {
  const { t } = useLingui();
  const path = usePagePath();
  const { latest, target, baseline, direction, populationText, frequency, frequencyLabel } = indicator;
  const { territory, territoryName } = indicator;
  return (
    <dl className="facts">
      <dt>{t`Latest value`}</dt>
      <dd>
        <ObservedValue observation={latest} unit={indicator} />
      </dd>
      <dt>{t`Target`}</dt>
      <dd>
        <WantedValue target={target} unit={indicator} />
      </dd>
      <dt>{t`Baseline`}</dt>
      <dd>{baseline ? <ObservedValue observation={baseline} unit={indicator} /> : <Trans>not given</Trans>}</dd>
      <dt>{t`Better is`}</dt>
      <dd>{t(DIRECTIONS[direction])}</dd>
      <dt>{t`Of whom or what`}</dt>
      <dd>
        {populationText ? (
          <RecordText localized={populationText}>{populationText.value}</RecordText>
        ) : (
          <Trans>not given</Trans>
        )}
      </dd>
      <dt>{t`How often`}</dt>
      <dd>{frequencyLabel ?? frequency ?? <Trans>not given</Trans>}</dd>
      <dt>{t`Territory`}</dt>
      <dd>
        {territory == null ? (
          <Trans>not given</Trans>
        ) : (
          <Link to={path("indicators", { territory })}>{territoryName ?? territory}</Link>
        )}
        {territory != null && territoryName != null && <small> ({territory})</small>}
      </dd>
      <RecordFacts record={indicator} list="indicators" />
    </dl>
  );
}
