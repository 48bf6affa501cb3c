import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { PublicationMentionFragment } from "../generated/operations.js";
import { DateWords } from "./date-words.js";
import { PUBLICATION_TYPES } from "./labels.js";
import { RecordLink } from "./record-text.js";

interface PublicationMentionsProps {
  readonly publications: { readonly totalCount: number; readonly nodes: readonly PublicationMentionFragment[] };
}

/** Publications in a list; those that are too many are counted. */
export function PublicationMentions({ publications: { totalCount, nodes } }: PublicationMentionsProps) {
  const { t } = useLingui();
  if (totalCount === 0) {
    return (
      <p>
        <Trans>None is recorded.</Trans>
      </p>
    );
  }
  return (
    <ul>
      {nodes.map(({ id, title, languages, type, date }) => (
        <li key={id}>
          <RecordLink id={id} languages={languages}>
            {title}
          </RecordLink>
          , {t(PUBLICATION_TYPES[type])}, <DateWords date={date} />
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
