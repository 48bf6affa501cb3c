import { Plural, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { Recommendations as RecommendationsQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ListPage } from "../shared/list-page.js";
import { recommendationVariables } from "./filter.js";
import { Filters } from "./filters.js";
import { RecommendationTable } from "./recommendation-table.js";

export const loader = (args: LoaderArgs) =>
  ask(args, RecommendationsQuery, recommendationVariables(new URL(args.request.url).searchParams));

export function Component() {
  const { t } = useLingui();
  const answer = useLoaderData<typeof loader>();
  const { recommendations } = answer.data;
  const { totalCount } = recommendations;
  return (
    <ListPage
      list="recommendations"
      title={t`Recommendations`}
      heading={t`Recommendations and commitments`}
      answer={answer}
      page={recommendations}
      filters={<Filters data={answer.data} />}
      count={
        <Plural
          value={totalCount}
          _0="No recommendation matches. Choose less, or another word."
          one="# recommendation"
          other="# recommendations"
        />
      }
    >
      <RecommendationTable caption={t`Recommendations`} rows={recommendations.nodes} />
    </ListPage>
  );
}
