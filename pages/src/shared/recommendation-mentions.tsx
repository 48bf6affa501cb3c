import { Plural, Trans } from "@lingui/react/macro";
import type { Language } from "../generated/operations.js";
import { RecordLink } from "./record-text.js";

interface RecommendationMentionsProps {
  readonly recommendations: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly id: string;
      readonly ref?: string | null;
      readonly title: string;
      readonly languages: readonly Language[];
    }[];
  };
}

/** Recommendations in a list, with their number at the source; those that are too many are counted. */
export function RecommendationMentions({ recommendations: { totalCount, nodes } }: RecommendationMentionsProps) {
  if (totalCount === 0) {
    return (
      <p>
        <Trans>None is recorded.</Trans>
      </p>
    );
  }
  return (
    <ul>
      {nodes.map(({ id, ref, title, languages }) => (
        <li key={id}>
          {ref != null && `${ref} `}
          <RecordLink id={id} languages={languages}>
            {title}
          </RecordLink>
        </li>
      ))}
      {totalCount > nodes.length && (
        <li>
          <Plural value={totalCount - nodes.length} one="and # more" other="and # more" />
        </li>
      )}
    </ul>
  );
}
