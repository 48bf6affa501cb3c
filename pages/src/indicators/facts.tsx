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
  const { languages, unit, latest, target, baseline, direction, population, frequency, territory } = indicator;
  return (
    <dl className="facts">
      <dt>{t`Latest value`}</dt>
      <dd>
        <ObservedValue observation={latest} unit={unit} />
      </dd>
      <dt>{t`Target`}</dt>
      <dd>
        <WantedValue target={target} unit={unit} />
      </dd>
      <dt>{t`Baseline`}</dt>
      <dd>{baseline ? <ObservedValue observation={baseline} unit={unit} /> : <Trans>not given</Trans>}</dd>
      <dt>{t`Better is`}</dt>
      <dd>{t(DIRECTIONS[direction])}</dd>
      <dt>{t`Of whom or what`}</dt>
      <dd>
        {population == null ? <Trans>not given</Trans> : <RecordText languages={languages}>{population}</RecordText>}
      </dd>
      <dt>{t`How often`}</dt>
      <dd>{frequency ?? <Trans>not given</Trans>}</dd>
      <dt>{t`Territory (NIS code)`}</dt>
      <dd>
        {territory == null ? <Trans>not given</Trans> : <Link to={path("indicators", { territory })}>{territory}</Link>}
      </dd>
      <RecordFacts record={indicator} list="indicators" />
    </dl>
  );
}
