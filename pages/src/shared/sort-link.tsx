import type { Column } from "@segpol/page-base/table";
import type { ReactNode } from "react";
import { Link, useLocation, useSearchParams } from "react-router";

/** Orders of a list, as its graph's enumeration names them. */
export interface Sort {
  readonly ascending: string;
  readonly descending?: string;
  /** The one that the list has where the address names none, and no words are searched. */
  readonly usual?: string;
}

/** Makes columns whose heads lead to the list in their order, which stands in the address. */
export function useSortable(): (name: string, sort: Sort) => Column {
  const [search] = useSearchParams();
  return (name, sort) => {
    const sorted = sortedBy(search, sort);
    return {
      name,
      sorted,
      heading: (
        <SortLink sort={sort} sorted={sorted}>
          {name}
        </SortLink>
      ),
    };
  };
}

type Sorted = "ascending" | "descending" | "none";

function sortedBy(search: URLSearchParams, { ascending, descending, usual }: Sort): Sorted {
  const order = search.get("order") ?? (search.has("text") ? undefined : usual);
  if (order === ascending) return "ascending";
  return order !== undefined && order === descending ? "descending" : "none";
}

const SIGNS: Readonly<Record<Sorted, string>> = { ascending: "▲", descending: "▼", none: "↕" };

interface SortLinkProps {
  readonly sort: Sort;
  readonly sorted: Sorted;
  readonly children: ReactNode;
}

/** Leads to the order of a column, and from there to the reverse where there is one. */
function SortLink({ sort: { ascending, descending = ascending }, sorted, children }: SortLinkProps) {
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const other = new URLSearchParams(search);
  other.delete("after");
  other.set("order", sorted === "ascending" ? descending : ascending);
  return (
    <Link className="sort" to={{ pathname, search: other.toString() }}>
      {children} <span aria-hidden="true">{SIGNS[sorted]}</span>
    </Link>
  );
}
