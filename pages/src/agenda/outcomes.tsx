import { Trans } from "@lingui/react/macro";
import { PublicationMentions } from "../shared/publication-mentions.js";
import { RecommendationMentions } from "../shared/recommendation-mentions.js";
import type { EventData } from "./event-data.js";

interface OutcomesProps {
  readonly event: Pick<EventData, "publications" | "recommendations">;
}

/** What came from an event. */
export function Outcomes({ event: { publications, recommendations } }: OutcomesProps) {
  return (
    <>
      <section aria-labelledby="publications">
        <h2 id="publications">
          <Trans>Publications that came from it</Trans>
        </h2>
        <PublicationMentions publications={publications} />
      </section>
      <section aria-labelledby="recommendations">
        <h2 id="recommendations">
          <Trans>Recommendations that came from it</Trans>
        </h2>
        <RecommendationMentions recommendations={recommendations} />
      </section>
    </>
  );
}
