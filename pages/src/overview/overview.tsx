import { Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { Overview as OverviewQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { Problems } from "../shared/problems.js";
import { Changes } from "./changes.js";
import { Coverage } from "./coverage.js";
import { Due } from "./due.js";
import { IndicatorsByCriterion } from "./indicators-by-criterion.js";
import { Progress } from "./progress.js";
import { sinceOf } from "./since.js";
import { UpcomingEvents } from "./upcoming-events.js";

export async function loader(args: LoaderArgs) {
  const since = sinceOf(new URL(args.request.url).searchParams);
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
