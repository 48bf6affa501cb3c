import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { ExcerptWordsFragment, FoundRecordFragment } from "../generated/operations.js";
import { OldCopy } from "../shared/old-copy.js";
import { LocalizedContent, RecordLink, RecordText } from "../shared/record-text.js";

interface FoundEdge {
  readonly node: FoundRecordFragment;
  /** Null: none of the words stands in a text of the record. */
  readonly excerpt?: ExcerptWordsFragment | null;
}

interface FoundRecordsProps {
  /** Name of the kind, which heads it. */
  readonly kind: string;
  /** The page with the whole list. */
  readonly page: string;
  readonly text: string;
  readonly found: { readonly totalCount: number; readonly edges: readonly FoundEdge[] };
}

/** The best of what was found of one kind, how many there are, and the way to all of them. */
export function FoundRecords({ kind, page, text, found: { totalCount, edges } }: FoundRecordsProps) {
  const path = usePagePath();
  return (
    <section aria-labelledby={`found-${page}`}>
      <h2 id={`found-${page}`}>
        {kind} ({totalCount})
      </h2>
      {edges.length > 0 && (
        <ul className="found">
          {edges.map(({ node: record, excerpt }) => (
            <li key={record.id}>
              <RecordLink record={record} /> <small>{record.partner.acronym}</small>{" "}
              <OldCopy state={record.partner.source.state} />
              {excerpt ? <ExcerptText excerpt={excerpt} /> : <FoundOtherwise record={record} />}
            </li>
          ))}
        </ul>
      )}
      {totalCount > 0 && (
        <p>
          <Link to={path(page, { text })}>
            <Plural value={totalCount} one="To the list with # hit" other="To the list with all # hits" />
          </Link>
        </p>
      )}
    </section>
  );
}

/** The text around the words that were searched, which are marked. */
function ExcerptText({ excerpt: { parts, language } }: { readonly excerpt: ExcerptWordsFragment }) {
  return (
    <p className="excerpt">
      <LocalizedContent language={language}>
        {parts.map(({ text, isHit }, index) =>
          // oxlint-disable-next-line react/no-array-index-key -- Parts stay where they are.
          isHit ? <mark key={index}>{text}</mark> : text,
        )}
      </LocalizedContent>
    </p>
  );
}

/** A record that has the words in no text: they are its number, its place, its theme or the like. */
function FoundOtherwise({ record: { summaryText } }: { readonly record: FoundRecordFragment }) {
  return (
    <p className="excerpt">
      <small>
        <Trans>By its number, its place, a name or its theme.</Trans>
      </small>{" "}
      {summaryText && <RecordText localized={summaryText}>{summaryText.value}</RecordText>}
    </p>
  );
}
