import { chosen, chosenOf } from "../address/filters.js";
import type { GapKind, GapRowFragment } from "../generated/operations.js";
import { GAP_KINDS } from "../shared/labels.js";

const PAGE_SIZE = 50;

export interface Count {
  readonly code: string;
  readonly count: number;
}

export interface ChosenGaps {
  readonly rows: readonly GapRowFragment[];
  /** How many there are on every page together. */
  readonly total: number;
  /** Each leaves out its own choice. */
  readonly byKind: readonly Count[];
  readonly byPartner: readonly Count[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** Those that an address chooses by kind and partner, a page of them. */
export function chooseGaps(gaps: readonly GapRowFragment[], search: URLSearchParams): ChosenGaps {
  const kinds = chosenOf<GapKind>(search, "kind", GAP_KINDS);
  const partners = chosen(search, "partner");
  const isOfKind = ({ kind }: GapRowFragment): boolean => kinds?.includes(kind) ?? true;
  const isOfPartner = ({ partner }: GapRowFragment): boolean =>
    partners === undefined || (partner != null && partners.includes(partner.code));
  const matching = gaps.filter((gap) => isOfKind(gap) && isOfPartner(gap));
  const start = startOf(search.get("after"));
  const end = start + PAGE_SIZE;
  return {
    rows: matching.slice(start, end),
    total: matching.length,
    byKind: countBy(gaps.filter(isOfPartner), ({ kind }) => kind),
    byPartner: countBy(gaps.filter(isOfKind), ({ partner }) => partner?.code),
    pageInfo: { hasNextPage: matching.length > end, endCursor: String(end) },
  };
}

/** How many come before the page; what is no number is the first page. */
function startOf(after: string | null): number {
  const given = Number(after ?? 0);
  return Number.isSafeInteger(given) && given > 0 ? given : 0;
}

function countBy(
  gaps: readonly GapRowFragment[],
  codeOf: (gap: GapRowFragment) => string | undefined,
): readonly Count[] {
  return [...Map.groupBy(gaps, codeOf)].flatMap(([code, all]) =>
    code === undefined ? [] : [{ code, count: all.length }],
  );
}
