import { Trans } from "@lingui/react/macro";
import type { EventDateFragment } from "../generated/operations.js";
import { DateWords } from "../shared/date-words.js";
import { useFormat } from "../shared/format.js";

interface EventDateProps {
  readonly date: EventDateFragment | null | undefined;
}

/** A date in its source's words; what these leave open and is inferred, such as the year, is said to be. */
export function EventDate({ date }: EventDateProps) {
  const format = useFormat();
  const inferredDay = date?.basis === "INFERRED" && date.earliest === date.latest ? date.earliest : undefined;
  const day = inferredDay === undefined ? undefined : format.day(inferredDay);
  return (
    <>
      <DateWords date={date} />
      {date?.basis === "INFERRED" && (
        <>
          {" "}
          <small>
            {day === undefined ? <Trans>inferred, not stated</Trans> : <Trans>inferred, not stated: {day}</Trans>}
          </small>
        </>
      )}
    </>
  );
}
