import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useLoaderData } from "react-router";
import { asOfDay, dayInBelgium } from "../address/as-of.js";
import { usePagePath } from "../address/use-page-path.js";
import { Agenda } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ListPage } from "../shared/list-page.js";
import { CalendarLinks } from "./calendar-links.js";
import { agendaVariables } from "./filter.js";
import { Filters } from "./filters.js";
import { Sections } from "./sections.js";

export async function loader(args: LoaderArgs) {
  const { searchParams } = new URL(args.request.url);
  const today = asOfDay(searchParams) ?? dayInBelgium(new Date());
  return { today, ...(await ask(args, Agenda, agendaVariables(searchParams))) };
}

export function Component() {
  const { t } = useLingui();
  const path = usePagePath();
  const { today, ...answer } = useLoaderData<typeof loader>();
  const { events } = answer.data;
  const { totalCount } = events;
  return (
    <ListPage
      list="agenda"
      title={t`Agenda`}
      heading={t`Agenda of all partners`}
      answer={answer}
      page={events}
      filters={
        <>
          <p>
            <Link to={path("agenda", { from: today })}>
              <Trans>What may still take place</Trans>
            </Link>
          </p>
          <Filters data={answer.data} />
        </>
      }
      count={
        <Plural value={totalCount} _0="No event matches. Choose less, or other days." one="# event" other="# events" />
      }
      links={<CalendarLinks />}
    >
      <Sections rows={events.nodes} />
    </ListPage>
  );
}
