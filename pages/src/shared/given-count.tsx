import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { useFormat } from "./format.js";
import type { RecordKind } from "./record-kinds.js";

interface GivenCountProps {
  readonly kind: RecordKind;
  readonly count: number;
  /** What the list that it leads to is filtered by. */
  readonly search: Readonly<Record<string, string>>;
}

/** A number of records in a table, leading to their list; nothing stands out. */
export function GivenCount({ kind, count, search }: GivenCountProps) {
  const format = useFormat();
  const path = usePagePath();
  if (count === 0) return <td className="none">{format.number(0)}</td>;
  return (
    <td>
      <Link to={path(kind.page, search)}>{format.number(count)}</Link>
    </td>
  );
}
