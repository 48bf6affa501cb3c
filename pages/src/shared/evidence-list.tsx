import { Trans } from "@lingui/react/macro";
import type { Language } from "../generated/operations.js";
import { RecordText } from "./record-text.js";

interface EvidenceListProps {
  readonly evidence: readonly {
    readonly type: string;
    readonly description: string;
    readonly url?: string | null;
  }[];
  readonly languages: readonly Language[];
}

/** What a claim rests on; evidence that is only told of is said to be so. */
export function EvidenceList({ evidence, languages }: EvidenceListProps) {
  if (evidence.length === 0) {
    return (
      <p>
        <Trans>No evidence.</Trans>
      </p>
    );
  }
  return (
    <ul className="evidence">
      {evidence.map(({ type, description, url }) => (
        <li key={`${type} ${description}`}>
          {type}:{" "}
          {url == null ? <RecordText languages={languages}>{description}</RecordText> : <a href={url}>{description}</a>}
          {url == null && (
            <em>
              {" "}
              <Trans>described, not attached</Trans>
            </em>
          )}
        </li>
      ))}
    </ul>
  );
}
