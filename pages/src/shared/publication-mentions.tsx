import { useLingui } from "@lingui/react/macro";
import type { PublicationMentionFragment } from "../generated/operations.js";
import { DateWords } from "./date-words.js";
import { PUBLICATION_TYPES } from "./labels.js";
import { RecordLink } from "./record-text.js";
import { RecordList } from "./record-list.js";

interface PublicationMentionsProps {
  readonly publications: { readonly totalCount: number; readonly nodes: readonly PublicationMentionFragment[] };
}

/** Publications in a list, each with its kind and its date. */
export function PublicationMentions({ publications }: PublicationMentionsProps) {
  const { t } = useLingui();
  return (
    <RecordList list={publications}>
      {(publication) => (
        <>
          <RecordLink record={publication} />, {t(PUBLICATION_TYPES[publication.type])},{" "}
          <DateWords date={publication.date} />
        </>
      )}
    </RecordList>
  );
}
