import { Trans, useLingui } from "@lingui/react/macro";
import { data, useLoaderData } from "react-router";
import { NotFound } from "../app/not-found.js";
import { RecordHistory } from "../changes/record-history.js";
import { IndicatorPage } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { useFormat } from "../shared/format.js";
import { Origin } from "../shared/origin.js";
import { Problems } from "../shared/problems.js";
import { RecommendationMentions } from "../shared/recommendation-mentions.js";
import { RecordText } from "../shared/record-text.js";
import { Texts } from "../shared/texts.js";
import { Facts } from "./facts.js";
import { isIndicator } from "./indicator-data.js";
import { MeasuredValues } from "./measured-values.js";

export async function loader(args: LoaderArgs) {
  const after = new URL(args.request.url).searchParams.get("after");
  const answer = await ask(args, IndicatorPage, { id: args.params["id"] ?? "", after });
  const { record, ...names } = answer.data;
  const indicator = record && isIndicator(record) ? record : undefined;
  return data({ ...answer, data: undefined, indicator, names }, { status: indicator ? 200 : 404 });
}

/** One indicator: what was measured, how, and what it is to show. */
export function Component() {
  const { t } = useLingui();
  const { colon } = useFormat();
  const { indicator, names, problems, requestId } = useLoaderData<typeof loader>();
  if (!indicator) return <NotFound />;
  const { title, titleText, summaryText, methodText, limitationsText, provenance, url } = indicator;
  return (
    <article>
      <title>{`${t`Indicator`}${colon}${title}`}</title>
      <h1>
        <RecordText localized={titleText}>{title}</RecordText>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <Facts indicator={indicator} />
      <MeasuredValues indicator={indicator} />
      <Texts
        texts={[
          { heading: t`In short`, text: summaryText },
          { heading: t`How it is measured`, text: methodText, instead: t`The owner does not say.` },
          { heading: t`What it does not tell`, text: limitationsText, instead: t`The owner does not say.` },
        ]}
      />
      <section aria-labelledby="effect-of">
        <h2 id="effect-of">
          <Trans>Recommendations whose effect it shows</Trans>
        </h2>
        <RecommendationMentions recommendations={indicator.recommendationsConnection} />
      </section>
      <Origin provenance={provenance} url={url} />
      <RecordHistory record={indicator} names={names} />
      <p className="version">
        <Trans>
          Version {indicator.version} at its owner. Kept by {indicator.partner.acronym}.
        </Trans>
      </p>
    </article>
  );
}
