import { Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { asOfDay, dayIn, endOfDay } from "../address/as-of.js";
import { Overview as OverviewQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { Problems } from "../shared/problems.js";
import { Changes } from "./changes.js";
import { Coverage } from "./coverage.js";
import { Due } from "./due.js";
import { IndicatorsByCriterion } from "./indicators-by-criterion.js";
import { Progress } from "./progress.js";
import { UpcomingEvents } from "./upcoming-events.js";

const WEEK_MS = 7 * 86_400_000;

/** What changed is counted from a day that the reader picks; by default a week ago. */
export async function loader(args: LoaderArgs) {
  const { searchParams } = new URL(args.request.url);
  const until = asOfDay(searchParams);
  const picked = dayIn(searchParams, "since");
  const now = until === undefined ? new Date() : new Date(endOfDay(until));
  const since = picked ?? new Date(now.getTime() - WEEK_MS).toISOString().slice(0, 10);
  return { since, ...(await ask(args, OverviewQuery, { since: `${since}T00:00:00Z` })) };
}

export function Component() {
  const { t } = useLingui();
  const { since, data, problems, requestId } = useLoaderData<typeof loader>();
  const { overview } = data;
  return (
    <>
      <title>{t`Overview`}</title>
      <h1>
        <Trans>Overview of all partners</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <Changes since={since} changes={data.changes} />
      <Progress
        themes={overview.progressByTheme}
        partners={overview.progressByPartner}
        titles={
          new Map(
            overview.coverage.flatMap(({ theme, partner }) => [
              [theme.code, theme.title],
              [partner.code, partner.name],
            ]),
          )
        }
        dated={data.dated.totalCount}
        overdue={overview.overdueRecommendations.totalCount}
      />
      <Due dated={data.dated.totalCount} overdue={overview.overdueRecommendations} next={data.due.nodes} />
      <Coverage cells={overview.coverage} gaps={overview.gapsConnection.totalCount} />
      <UpcomingEvents events={overview.upcomingEvents} />
      <IndicatorsByCriterion criteria={data.criteria} />
    </>
  );
}
