import { Trans, useLingui } from "@lingui/react/macro";
import { data, useLoaderData } from "react-router";
import { NotFound } from "../app/not-found.js";
import { RecordHistory } from "../changes/record-history.js";
import { PublicationPage } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { Origin } from "../shared/origin.js";
import { Problems } from "../shared/problems.js";
import { RecommendationMentions } from "../shared/recommendation-mentions.js";
import { RecordText } from "../shared/record-text.js";
import { Texts } from "../shared/texts.js";
import { Documents } from "./documents.js";
import { isPublication } from "./publication-data.js";
import { PublicationFacts } from "./publication-facts.js";

export async function loader(args: LoaderArgs) {
  const answer = await ask(args, PublicationPage, { id: args.params["id"] ?? "" });
  const { record, ...names } = answer.data;
  const publication = record && isPublication(record) ? record : undefined;
  return data({ ...answer, data: undefined, publication, names }, { status: publication ? 200 : 404 });
}

/** One publication: its documents, the event that it came from, and what it recommends. */
export function Component() {
  const { t } = useLingui();
  const { publication, names, problems, requestId } = useLoaderData<typeof loader>();
  if (!publication) return <NotFound />;
  const { title, titleText, summaryText, documents, recommendations, provenance, url } = publication;
  return (
    <article>
      <title>{title}</title>
      <h1>
        <RecordText localized={titleText}>{title}</RecordText>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <PublicationFacts publication={publication} />
      <Texts texts={[{ heading: t`In short`, text: summaryText }]} />
      <Documents id={publication.id} documents={documents} />
      <section aria-labelledby="recommendations">
        <h2 id="recommendations">
          <Trans>Recommendations in it</Trans> ({recommendations.totalCount})
        </h2>
        <RecommendationMentions recommendations={recommendations} />
      </section>
      <Origin provenance={provenance} url={url} />
      <RecordHistory record={publication} names={names} />
      <p className="version">
        <Trans>
          Version {publication.version} at its owner. Kept by {publication.partner.acronym}.
        </Trans>
      </p>
    </article>
  );
}
