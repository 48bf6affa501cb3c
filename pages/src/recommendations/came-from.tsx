import { Trans } from "@lingui/react/macro";
import { DateWords } from "../shared/date-words.js";
import { RecordLink } from "../shared/record-text.js";
import { TakenFrom } from "../shared/taken-from.js";
import type { RecommendationData } from "./recommendation-data.js";

interface CameFromProps {
  readonly recommendation: RecommendationData;
}

/** The event and the publication that a recommendation goes back to, and the place in the document. */
export function CameFrom({ recommendation: { event, publication, provenance } }: CameFromProps) {
  const sources = [event, publication].filter((each) => each != null);
  if (sources.length === 0 && !provenance) return null;
  return (
    <section aria-labelledby="came-from">
      <h2 id="came-from">
        <Trans>Where it came from</Trans>
      </h2>
      <ul>
        {sources.map((source) => (
          <li key={source.id}>
            <RecordLink record={source} />, <DateWords date={source.date} />
          </li>
        ))}
        {provenance && (
          <li>
            <TakenFrom provenance={provenance} />
          </li>
        )}
      </ul>
    </section>
  );
}
