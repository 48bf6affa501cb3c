import { Trans } from "@lingui/react/macro";
import { RecordText } from "../shared/record-text.js";
import type { EventData } from "./event-data.js";

interface ProgrammeProps {
  readonly event: Pick<EventData, "topicTexts" | "topicsOpen">;
}

/** What it is about, in the order of its source. */
export function Programme({ event: { topicTexts: topics, topicsOpen } }: ProgrammeProps) {
  return (
    <section aria-labelledby="programme">
      <h2 id="programme">
        <Trans>Programme</Trans>
      </h2>
      {topics && topics.length > 0 ? (
        <ol>
          {topics.map((topic, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- A topic may be named twice; its place is what it is known by.
            <li key={index}>
              <RecordText localized={topic}>{topic.value}</RecordText>
            </li>
          ))}
        </ol>
      ) : (
        <p>
          <Trans>No topic is named.</Trans>
        </p>
      )}
      {topicsOpen === true && (
        <p>
          <Trans>The list is open: topics may be added.</Trans>
        </p>
      )}
    </section>
  );
}
