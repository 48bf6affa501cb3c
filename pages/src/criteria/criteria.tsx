import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useLoaderData } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { type CriteriaQuery, Criteria as Query } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { IndicatorTable } from "../shared/indicator-table.js";
import { Problems } from "../shared/problems.js";
import { Objectives } from "./objectives.js";

export const loader = (args: LoaderArgs) => ask(args, Query, {});

/** What legitimacy is measured by, and what the police of 2030 is to be. */
export function Component() {
  const { t } = useLingui();
  const { data, problems, requestId } = useLoaderData<typeof loader>();
  return (
    <>
      <title>{t`Criteria and objectives`}</title>
      <h1>
        <Trans>Criteria of legitimacy and strategic objectives</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <section aria-labelledby="criteria">
        <h2 id="criteria">
          <Trans>Criteria of legitimacy</Trans>
        </h2>
        {data.criteria.map((criterion) => (
          <Criterion key={criterion.code} criterion={criterion} />
        ))}
        <ExportLinks list="criteria" />
      </section>
      <Objectives objectives={data.objectives} />
    </>
  );
}

function Criterion({ criterion }: { readonly criterion: CriteriaQuery["criteria"][number] }) {
  const path = usePagePath();
  const { code, title, definition, legitimacyIndicators, recommendations } = criterion;
  const { totalCount, nodes } = legitimacyIndicators;
  return (
    <section aria-labelledby={code}>
      <h3 id={code}>{title}</h3>
      {definition != null && (
        <p>
          <bdi>{definition}</bdi>
        </p>
      )}
      <p>
        <Link to={path("indicators", { criterion: code })}>
          <Plural value={totalCount} _0="No partner measures this." one="# indicator" other="# indicators" />
        </Link>
        {" · "}
        <Link to={path("recommendations", { criterion: code })}>
          <Plural
            value={recommendations.totalCount}
            _0="No recommendation names it."
            one="# recommendation"
            other="# recommendations"
          />
        </Link>
      </p>
      {nodes.length > 0 && <IndicatorTable caption={title} isBelowHeading rows={nodes} />}
      {nodes.length > 0 && <ExportLinks list="indicators" search={{ criterion: code }} />}
    </section>
  );
}
