import { Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { Overview as OverviewQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { historyDays } from "../progress/history-days.js";
import { ProgressHistory } from "../progress/progress-history.js";
import { Problems } from "../shared/problems.js";
import { Changes } from "./changes.js";
import { Coverage } from "./coverage.js";
import { Due } from "./due.js";
import { IndicatorsByCriterion } from "./indicators-by-criterion.js";
import { Progress } from "./progress.js";
import { sinceOf } from "./since.js";
import { UpcomingEvents } from "./upcoming-events.js";

export async function loader(args: LoaderArgs) {
  const { searchParams: search } = new URL(args.request.url);
  const since = sinceOf(search);
  return { since, ...(await ask(args, OverviewQuery, { since: `${since}T00:00:00Z`, ...historyDays(search) })) };
}

export function Component() {
  const { t } = useLingui();
  const { since, data, problems, requestId } = useLoaderData<typeof loader>();
  const { overview } = data;
  const dated = data.dated.totalCount;
  return (
    <>
      <title>{t`Overview`}</title>
      <h1>
        <Trans>Overview of all partners</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <Changes since={since} data={data} />
      <Progress overview={overview} dated={dated} />
      <Due dated={dated} overdue={overview.overdueRecommendations} next={overview.nextDue} />
      <ProgressHistory points={overview.progressHistory} />
      <Coverage cells={overview.coverage} gaps={overview.gapsConnection.totalCount} />
      <UpcomingEvents events={overview.upcomingEvents} />
      <IndicatorsByCriterion criteria={data.criteria} />
    </>
  );
}
