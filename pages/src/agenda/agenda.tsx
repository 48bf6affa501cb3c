import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useLoaderData } from "react-router";
import { asOfDay, dayInBelgium } from "../address/as-of.js";
import { usePagePath } from "../address/use-page-path.js";
import { Agenda } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { Pager } from "../shared/pager.js";
import { Problems } from "../shared/problems.js";
import { CalendarLinks } from "./calendar-links.js";
import { agendaVariables } from "./filter.js";
import { Filters } from "./filters.js";
import { Sections } from "./sections.js";

export async function loader(args: LoaderArgs) {
  const { host, searchParams } = new URL(args.request.url);
  const today = asOfDay(searchParams) ?? dayInBelgium(new Date());
  return { host, today, ...(await ask(args, Agenda, agendaVariables(searchParams))) };
}

export function Component() {
  const { t } = useLingui();
  const path = usePagePath();
  const { host, today, data, problems, requestId } = useLoaderData<typeof loader>();
  const { totalCount, nodes, pageInfo } = data.events;
  return (
    <>
      <title>{t`Agenda`}</title>
      <h1>
        <Trans>Agenda of all partners</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <p>
        <Link to={path("agenda", { from: today })}>
          <Trans>What may still take place</Trans>
        </Link>
      </p>
      <Filters data={data} />
      <p role="status">
        <Plural value={totalCount} _0="No event matches. Choose less, or other days." one="# event" other="# events" />
        {nodes.length < totalCount && (
          <>
            {" "}
            <Plural value={nodes.length} one="(# of them on this page)" other="(# of them on this page)" />
          </>
        )}
      </p>
      <CalendarLinks host={host} />
      <ExportLinks list="agenda" />
      <Sections rows={nodes} />
      <Pager pageInfo={pageInfo} />
    </>
  );
}
