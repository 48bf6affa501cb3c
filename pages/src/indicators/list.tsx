import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { Indicators as IndicatorsQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { IndicatorTable } from "../shared/indicator-table.js";
import { Pager } from "../shared/pager.js";
import { Problems } from "../shared/problems.js";
import { indicatorVariables } from "./filter.js";
import { Filters } from "./filters.js";

export const loader = (args: LoaderArgs) =>
  ask(args, IndicatorsQuery, indicatorVariables(new URL(args.request.url).searchParams));

export function Component() {
  const { t } = useLingui();
  const { data, problems, requestId } = useLoaderData<typeof loader>();
  const { totalCount, nodes, pageInfo } = data.legitimacyIndicators;
  return (
    <>
      <title>{t`Indicators`}</title>
      <h1>
        <Trans>Indicators of legitimacy</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <Filters data={data} />
      <p role="status">
        <Plural
          value={totalCount}
          _0="No indicator matches. Choose less, or another word."
          one="# indicator"
          other="# indicators"
        />
      </p>
      <ExportLinks list="indicators" />
      {nodes.length > 0 && <IndicatorTable caption={t`Indicators`} rows={nodes} />}
      <Pager pageInfo={pageInfo} />
    </>
  );
}
