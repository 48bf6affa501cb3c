import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { ListedRecordFragment } from "../generated/operations.js";
import { useFormat } from "./format.js";
import { OldCopy } from "./old-copy.js";
import { RecordLink } from "./record-text.js";
import { RECORD_KINDS, type RecordKind } from "./record-kinds.js";

interface Given {
  readonly totalCount: number;
  readonly nodes: readonly ListedRecordFragment[];
}

interface GivenRecordsProps {
  readonly given: Readonly<Record<RecordKind["field"], Given>>;
  /** Whether they are of several partners. */
  readonly ofSeveral: boolean;
  /** What the whole lists are filtered by. */
  readonly search: Readonly<Record<string, string>>;
}

/** The first records of each kind, each with when its content last changed; kinds without any are said too. */
export function GivenRecords({ given, ofSeveral, search }: GivenRecordsProps) {
  const { t } = useLingui();
  return RECORD_KINDS.map((kind) => (
    <section key={kind.field} aria-labelledby={kind.field}>
      <h2 id={kind.field}>{t(kind.name)}</h2>
      <RecordsOfKind kind={kind} given={given[kind.field]} ofSeveral={ofSeveral} search={search} />
    </section>
  ));
}

interface RecordsOfKindProps extends Omit<GivenRecordsProps, "given"> {
  readonly kind: RecordKind;
  readonly given: Given;
}

function RecordsOfKind({ kind, given: { totalCount, nodes }, ofSeveral, search }: RecordsOfKindProps) {
  const { t } = useLingui();
  const format = useFormat();
  const path = usePagePath();
  const total = format.number(totalCount);
  if (totalCount === 0) {
    return (
      <p>
        <Trans>None.</Trans>
      </p>
    );
  }
  return (
    <>
      <ul>
        {nodes.map((record) => (
          <li key={record.id}>
            <RecordLink record={record} />
            {ofSeveral && `, ${record.partner.acronym}`} <OldCopy state={record.partner.source.state} />{" "}
            <small>
              {t`changed`} {format.instant(record.updatedAt)}
            </small>
          </li>
        ))}
      </ul>
      {nodes.length < totalCount && (
        <p>
          <Link to={path(kind.page, search)}>
            <Trans>All {total}</Trans>
          </Link>
        </p>
      )}
    </>
  );
}
