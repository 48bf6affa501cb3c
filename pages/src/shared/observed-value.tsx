import { Trans, useLingui } from "@lingui/react/macro";
import type { ObservedValueFragment } from "../generated/operations.js";
import { useFormat } from "./format.js";
import { OBSERVATION_STATUSES } from "./labels.js";

interface ObservedValueProps {
  readonly observation: ObservedValueFragment | null | undefined;
  readonly unit: string | null | undefined;
}

/** A measured value, with what it was worked out from, of how many, when, and how sure it is. */
export function ObservedValue({ observation, unit }: ObservedValueProps) {
  const { t } = useLingui();
  const format = useFormat();
  if (!observation) return <Trans>never measured</Trans>;
  const { value, numerator, denominator, sampleSize, status, period } = observation;
  return (
    <>
      <strong>
        {format.number(value)}
        {unit != null && ` ${unit}`}
      </strong>{" "}
      ({period.text}
      {numerator != null && denominator != null && `; ${format.number(numerator)} / ${format.number(denominator)}`}
      {sampleSize != null && `; n = ${format.number(sampleSize)}`})
      {status !== "NORMAL" && <em> {t(OBSERVATION_STATUSES[status])}</em>}
    </>
  );
}
