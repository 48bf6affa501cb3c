import { Plural } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { FoundRecordFragment } from "../generated/operations.js";
import { OldCopy } from "../shared/old-copy.js";
import { RecordLink, RecordText } from "../shared/record-text.js";

interface FoundRecordsProps {
  /** Name of the kind, which heads it. */
  readonly kind: string;
  /** The page with the whole list. */
  readonly page: string;
  readonly text: string;
  readonly found: { readonly totalCount: number; readonly nodes: readonly FoundRecordFragment[] };
}

/** The best of what was found of one kind, how many there are, and the way to all of them. */
export function FoundRecords({ kind, page, text, found: { totalCount, nodes } }: FoundRecordsProps) {
  const path = usePagePath();
  return (
    <section aria-labelledby={`found-${page}`}>
      <h2 id={`found-${page}`}>
        {kind} ({totalCount})
      </h2>
      {nodes.length > 0 && (
        <ul className="found">
          {nodes.map(({ id, title, summary, languages, partner }) => (
            <li key={id}>
              <RecordLink id={id} languages={languages}>
                {title}
              </RecordLink>{" "}
              <small>{partner.acronym}</small> <OldCopy state={partner.source.state} />
              {summary != null && (
                <p className="excerpt">
                  <RecordText languages={languages}>{summary}</RecordText>
                </p>
              )}
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
