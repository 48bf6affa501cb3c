import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { Recommendations as RecommendationsQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { Pager } from "../shared/pager.js";
import { Problems } from "../shared/problems.js";
import { recommendationVariables } from "./filter.js";
import { Filters } from "./filters.js";
import { RecommendationTable } from "./recommendation-table.js";

export const loader = (args: LoaderArgs) =>
  ask(args, RecommendationsQuery, recommendationVariables(new URL(args.request.url).searchParams));

export function Component() {
  const { t } = useLingui();
  const { data, problems, requestId } = useLoaderData<typeof loader>();
  const { totalCount, nodes, pageInfo } = data.recommendations;
  return (
    <>
      <title>{t`Recommendations`}</title>
      <h1>
        <Trans>Recommendations and commitments</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <Filters data={data} />
      <p role="status">
        <Plural
          value={totalCount}
          _0="No recommendation matches. Choose less, or another word."
          one="# recommendation"
          other="# recommendations"
        />
      </p>
      <ExportLinks list="recommendations" />
      {nodes.length > 0 && <RecommendationTable caption={t`Recommendations`} rows={nodes} />}
      <Pager pageInfo={pageInfo} />
    </>
  );
}
