import { Trans, useLingui } from "@lingui/react/macro";
import { data, useLoaderData } from "react-router";
import { NotFound } from "../app/not-found.js";
import { RecommendationPage } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { useFormat } from "../shared/format.js";
import { Problems } from "../shared/problems.js";
import { RecordHistory } from "../changes/record-history.js";
import { RecordText } from "../shared/record-text.js";
import { Texts } from "../shared/texts.js";
import { CameFrom } from "./came-from.js";
import { Facts } from "./facts.js";
import { Measures } from "./measures.js";
import { isRecommendation } from "./recommendation-data.js";
import { Related } from "./related.js";
import { Timeline } from "./timeline.js";

export async function loader(args: LoaderArgs) {
  const answer = await ask(args, RecommendationPage, { id: args.params["id"] ?? "" });
  const { record, ...names } = answer.data;
  const recommendation = record && isRecommendation(record) ? record : undefined;
  return data({ ...answer, data: undefined, recommendation, names }, { status: recommendation ? 200 : 404 });
}

/** One recommendation: where it came from, what was answered, what was done and what others found, in the order of time. */
export function Component() {
  const { t } = useLingui();
  const { colon } = useFormat();
  const { recommendation, names, problems, requestId } = useLoaderData<typeof loader>();
  if (!recommendation) return <NotFound />;
  const { ref, title, titleText, summaryText, goalText, contextText } = recommendation;
  return (
    <article>
      <title>{`${ref ?? t`Recommendation`}${colon}${title}`}</title>
      <h1>
        {ref != null && <span className="ref">{ref} </span>}
        <RecordText localized={titleText}>{title}</RecordText>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <Facts recommendation={recommendation} />
      <Texts
        texts={[
          { heading: t`In short`, text: summaryText },
          { heading: t`Goal`, text: goalText },
          { heading: t`Context`, text: contextText },
        ]}
      />
      <CameFrom recommendation={recommendation} />
      <Measures recommendation={recommendation} />
      <Timeline recommendation={recommendation} />
      <Related recommendation={recommendation} />
      <RecordHistory record={recommendation} names={names} />
      <p className="version">
        <Trans>
          Version {recommendation.version} at its owner. Kept by {recommendation.partner.acronym}.
        </Trans>
      </p>
    </article>
  );
}
