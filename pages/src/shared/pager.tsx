import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useLocation, useSearchParams } from "react-router";

interface PagerProps {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** To the following page of a list, and back to its first. The page stands in the address. */
export function Pager({ pageInfo: { hasNextPage, endCursor } }: PagerProps) {
  const { t } = useLingui();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const isFirst = !search.has("after");
  if (isFirst && !hasNextPage) return null;
  const at = (after: string | null): string => {
    const other = new URLSearchParams(search);
    if (after === null) other.delete("after");
    else other.set("after", after);
    return other.toString();
  };
  return (
    <nav className="pager" aria-label={t`Pages of this list`}>
      {!isFirst && (
        <Link to={{ pathname, search: at(null) }}>
          <Trans>First page</Trans>
        </Link>
      )}
      {hasNextPage && endCursor != null && (
        <Link to={{ pathname, search: at(endCursor) }} rel="next">
          <Trans>Next page</Trans>
        </Link>
      )}
    </nav>
  );
}
