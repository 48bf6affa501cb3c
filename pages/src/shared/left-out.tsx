import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "react-router";

interface LeftOutProps {
  /** How many rows the page does not show. */
  readonly count: number;
  /** The page that lists all of them; undefined: its own files have them. */
  readonly all?: string;
}

/** Says that a list is cut, by how many rows, and how to get all of them. */
export function LeftOut({ count, all }: LeftOutProps) {
  if (count <= 0) return null;
  return (
    <p className="left-out">
      <strong>
        <Plural value={count} one="# more is left out here." other="# more are left out here." />
      </strong>{" "}
      {all === undefined ? (
        <Trans>The files of this list have all of them.</Trans>
      ) : (
        <Trans>
          Choose less, or read <Link to={all}>the list that has all of them</Link>, page by page or as a file.
        </Trans>
      )}
    </p>
  );
}
