import { Plural, Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";

interface RecordListProps<Row> {
  readonly list: { readonly totalCount: number; readonly nodes: readonly Row[] };
  readonly children: (row: Row) => ReactNode;
}

/** Records in a list, each with what is said of it; those that are too many are counted. */
export function RecordList<Row extends { readonly id: string }>({
  list: { totalCount, nodes },
  children,
}: RecordListProps<Row>) {
  if (totalCount === 0) {
    return (
      <p>
        <Trans>None is recorded.</Trans>
      </p>
    );
  }
  return (
    <ul>
      {nodes.map((row) => (
        <li key={row.id}>{children(row)}</li>
      ))}
      {totalCount > nodes.length && (
        <li>
          <Plural value={totalCount - nodes.length} one="and # more" other="and # more" />
        </li>
      )}
    </ul>
  );
}
