import { Trans } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
import { AS_OF } from "../address/as-of.js";
import { useOrigin } from "../address/origin.js";
import { useAsOf, usePagePath } from "../address/use-page-path.js";

/** Names in the address that choose no events. */
const NOT_FILTERS: ReadonlySet<string> = new Set([AS_OF, "after", "order"]);

/** The events of the filter chosen as a file, and for a calendar program that asks for them again and again. */
export function CalendarLinks() {
  const path = usePagePath();
  const { host } = new URL(useOrigin());
  const isPast = useAsOf() !== undefined;
  const [search] = useSearchParams();
  const filters = Object.fromEntries(
    [...new Set(search.keys())].filter((name) => !NOT_FILTERS.has(name)).map((name) => [name, search.getAll(name)]),
  );
  const file = path("agenda.ics", filters);
  return (
    <div>
      <ul className="links">
        <li>
          <a href={file} download="agenda.ics" type="text/calendar">
            <Trans>Calendar file (.ics) of this choice</Trans>
          </a>
        </li>
        {!isPast && (
          <li>
            <a href={`webcal://${host}${file}`}>
              <Trans>Subscribe in a calendar program</Trans>
            </a>
          </li>
        )}
      </ul>
      <small>
        <Trans>
          Events without an end or without a date do not fit in a calendar: it names them in its description. A calendar
          program that subscribes gets what is public.
        </Trans>
      </small>
    </div>
  );
}
