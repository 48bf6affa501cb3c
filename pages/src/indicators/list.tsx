import { Plural, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { Indicators as IndicatorsQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { IndicatorTable } from "../shared/indicator-table.js";
import { ListPage } from "../shared/list-page.js";
import { indicatorVariables } from "./filter.js";
import { Filters } from "./filters.js";

export const loader = (args: LoaderArgs) =>
  ask(args, IndicatorsQuery, indicatorVariables(new URL(args.request.url).searchParams));

export function Component() {
  const { t } = useLingui();
  const answer = useLoaderData<typeof loader>();
  const { legitimacyIndicators: indicators } = answer.data;
  const { totalCount } = indicators;
  return (
    <ListPage
      list="indicators"
      title={t`Indicators`}
      heading={t`Indicators of legitimacy`}
      answer={answer}
      page={indicators}
      filters={<Filters data={answer.data} />}
      count={
        <Plural
          value={totalCount}
          _0="No indicator matches. Choose less, or another word."
          one="# indicator"
          other="# indicators"
        />
      }
    >
      <IndicatorTable caption={t`Indicators`} rows={indicators.nodes} canBeSorted />
    </ListPage>
  );
}
