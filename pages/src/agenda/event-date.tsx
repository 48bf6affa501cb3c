import { Trans } from "@lingui/react/macro";
import type { EventTimesFragment } from "../generated/operations.js";
import { DateWords } from "../shared/date-words.js";
import { useFormat } from "../shared/format.js";

interface EventDateProps {
  readonly event: EventTimesFragment;
}

/** A date in its source's words, with its times of day; what these leave open and is inferred, such as the year, is said to be. */
export function EventDate({ event: { date, startsAt, endsAt } }: EventDateProps) {
  const format = useFormat();
  const inferredDay = date?.basis === "INFERRED" && date.earliest === date.latest ? date.earliest : undefined;
  const day = inferredDay === undefined ? undefined : format.day(inferredDay);
  return (
    <>
      <DateWords date={date} />
      <Times startsAt={startsAt} endsAt={endsAt} />
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

/** When it begins and ends, by the clock in Belgium; nothing where no time of day is stated. */
function Times({ startsAt, endsAt }: Pick<EventTimesFragment, "startsAt" | "endsAt">) {
  const format = useFormat();
  if (startsAt != null && endsAt != null) return <>, {format.times(startsAt, endsAt)}</>;
  const [opens, closes] = [startsAt, endsAt].map((each) => (each == null ? undefined : format.time(each)));
  if (opens !== undefined) {
    return (
      <>
        , <Trans>from {opens}</Trans>
      </>
    );
  }
  return (
    closes !== undefined && (
      <>
        , <Trans>until {closes}</Trans>
      </>
    )
  );
}
