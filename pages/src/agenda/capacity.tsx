import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useFormat } from "../shared/format.js";
import type { EventData } from "./event-data.js";

interface CapacityProps {
  readonly capacity: EventData["capacity"];
}

/** How many can take part, and in how many groups. */
export function Capacity({ capacity }: CapacityProps) {
  const range = useRange();
  if (!capacity) return <Trans>no limit given</Trans>;
  const { groups, groupMin, groupMax, min, max } = capacity;
  const people = range(min, max);
  const each = range(groupMin, groupMax);
  return (
    <ul className="plain">
      {people !== undefined && (
        <li>
          <Trans>{people} participants</Trans>
        </li>
      )}
      {groups != null && (
        <li>
          <Plural value={groups} one="# group" other="# groups" />
        </li>
      )}
      {each !== undefined && (
        <li>
          <Trans>{each} participants in each group</Trans>
        </li>
      )}
    </ul>
  );
}

/** Words for a least and a greatest number, either of which may be unknown. */
function useRange(): (min: number | null | undefined, max: number | null | undefined) => string | undefined {
  const { t } = useLingui();
  const format = useFormat();
  return (min, max) => {
    const [least, most] = [min, max].map((each) => (each == null ? undefined : format.number(each)));
    if (least === undefined) return most === undefined ? undefined : t`at most ${most}`;
    if (most === undefined) return t`at least ${least}`;
    return least === most ? least : t`${least} to ${most}`;
  };
}
