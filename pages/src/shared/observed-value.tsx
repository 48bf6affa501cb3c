import { Trans, useLingui } from "@lingui/react/macro";
import type {
  InUnitFragment,
  ObservationStatus,
  ObservedValueFragment,
  TargetValueFragment,
} from "../generated/operations.js";
import { DateWords } from "./date-words.js";
import { useFormat } from "./format.js";
import { OBSERVATION_STATUSES } from "./labels.js";

interface ObservedValueProps {
  readonly observation: ObservedValueFragment | null | undefined;
  /** The indicator, which says in what it is measured. */
  readonly unit: InUnitFragment;
}

/** Signs that every language reads. */
const SIGNS: ReadonlySet<string> = new Set(["%", "‰", "€"]);

/** In what an indicator is measured, in the reader's language as far as the hub has a name for it; undefined: it does not say. */
export function unitOf({ unit, unitLabel }: InUnitFragment): string | undefined {
  if (unit == null) return undefined;
  return SIGNS.has(unit) ? unit : (unitLabel ?? unit);
}

/** A measured value, with what it was worked out from, when, and how sure it is. */
export function ObservedValue({ observation, unit }: ObservedValueProps) {
  return (
    <>
      <MeasuredValue observation={observation} unit={unit} />
      {observation && (
        <>
          , <HowSure observation={observation} />
        </>
      )}
    </>
  );
}

/** A measured value, with what it was worked out from, and when. */
export function MeasuredValue({ observation, unit }: ObservedValueProps) {
  const format = useFormat();
  if (!observation) return <Trans>never measured</Trans>;
  const { value, numerator, denominator, period } = observation;
  const name = unitOf(unit);
  return (
    <>
      <strong>
        {format.number(value)}
        {name !== undefined && `\u00A0${name}`}
      </strong>{" "}
      (<DateWords date={period} />
      {numerator != null &&
        denominator != null &&
        `${format.semicolon}${format.number(numerator)} / ${format.number(denominator)}`}
      )
    </>
  );
}

/** Whether a value is final and agrees with itself, and how many it rests on. */
export function HowSure({ observation: { status, sampleSize } }: { readonly observation: ObservedValueFragment }) {
  const format = useFormat();
  return (
    <>
      <StatusWords status={status} />,{" "}
      {sampleSize == null ? <Trans>n not given</Trans> : `n = ${format.number(sampleSize)}`}
    </>
  );
}

export function StatusWords({ status }: { readonly status: ObservationStatus }) {
  const { t } = useLingui();
  const words = t(OBSERVATION_STATUSES[status]);
  return status === "INCONSISTENT" ? <strong className="overdue">{words}</strong> : words;
}

interface WantedValueProps {
  readonly target: TargetValueFragment | null | undefined;
  readonly unit: InUnitFragment;
}

/** The value that is wanted, and by when. */
export function WantedValue({ target, unit }: WantedValueProps) {
  const format = useFormat();
  if (!target) return <Trans>no target</Trans>;
  const name = unitOf(unit);
  return (
    <>
      {format.number(target.value)}
      {name !== undefined && `\u00A0${name}`} (<DateWords date={target.period} />)
    </>
  );
}
