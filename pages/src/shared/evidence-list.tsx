import { Trans } from "@lingui/react/macro";
import type { EvidenceItemFragment } from "../generated/operations.js";
import { useFormat } from "./format.js";
import { RecordText } from "./record-text.js";

interface EvidenceListProps {
  readonly evidence: readonly EvidenceItemFragment[];
}

/** What a claim rests on; evidence that is only told of is said to be so. */
export function EvidenceList({ evidence }: EvidenceListProps) {
  const { colon } = useFormat();
  if (evidence.length === 0) {
    return (
      <p>
        <Trans>No evidence.</Trans>
      </p>
    );
  }
  return (
    <ul className="evidence">
      {evidence.map(({ type, typeLabel, description, descriptionText, url }) => {
        const words = <RecordText localized={descriptionText}>{description}</RecordText>;
        return (
          <li key={`${type} ${description}`}>
            {typeLabel ?? <bdi>{type}</bdi>}
            {colon}
            {url == null ? words : <a href={url}>{words}</a>}
            {url == null && (
              <em>
                {" "}
                <Trans>described, not attached</Trans>
              </em>
            )}
          </li>
        );
      })}
    </ul>
  );
}
