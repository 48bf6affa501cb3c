import { useLingui } from "@lingui/react/macro";
import type { EventStatus } from "../generated/operations.js";
import { EVENT_STATUSES } from "../shared/labels.js";

interface EventStatusWordProps {
  readonly status: EventStatus;
}

/** Says that an event is cancelled, or not certain; of the others nothing. */
export function EventStatusWord({ status }: EventStatusWordProps) {
  const { t } = useLingui();
  if (status === "CONFIRMED") return null;
  const word = t(EVENT_STATUSES[status]);
  return status === "CANCELLED" ? <strong className="overdue">{word}</strong> : <small>{word}</small>;
}
