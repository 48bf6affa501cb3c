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
  const path = usePagePath();
  if (count === 0) return <Count count={count} />;
  return (
    <Link to={path(kind.page, search)}>
      <Count count={count} />
    </Link>
  );
}

/** A number in a table; nothing stands out. */
export function Count({ count }: { readonly count: number }) {
  const format = useFormat();
  const text = format.number(count);
  return count === 0 ? <span className="zero">{text}</span> : text;
}
