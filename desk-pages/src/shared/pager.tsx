import { useLingui } from "@lingui/react/macro";
import { Link, useLocation, useSearchParams } from "react-router";

interface PagerProps {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** To the following page of a list, and back to the first. */
export function Pager({ pageInfo: { hasNextPage, endCursor } }: PagerProps) {
  const { t } = useLingui();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const first = new URLSearchParams(search);
  first.delete("after");
  const next = new URLSearchParams(first);
  next.set("after", endCursor ?? "");
  if (!search.has("after") && !hasNextPage) return null;
  return (
    <nav className="pager" aria-label={t`Pages of this list`}>
      {search.has("after") && <Link to={{ pathname, search: first.toString() }}>{t`First page`}</Link>}
      {hasNextPage && <Link to={{ pathname, search: next.toString() }}>{t`Next page`}</Link>}
    </nav>
  );
}
