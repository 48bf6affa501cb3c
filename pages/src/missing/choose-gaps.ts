import { gapFilter, passes } from "../gaps/read-gaps.js";
import type { GapRowFragment } from "../generated/operations.js";
import type { Counted } from "../shared/filter-form.js";

const PAGE_SIZE = 50;

export interface ChosenGaps {
  readonly rows: readonly GapRowFragment[];
  /** How many there are on every page together. */
  readonly total: number;
  /** Each leaves out its own choice. */
  readonly byKind: readonly Counted[];
  readonly byTheme: readonly Counted[];
  readonly byPartner: readonly Counted[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** Those that an address chooses, a page of them. */
export function chooseGaps(gaps: readonly GapRowFragment[], search: URLSearchParams): ChosenGaps {
  const filter = gapFilter(search);
  const { kinds: _kinds, ...anyKind } = filter;
  const { themes: _themes, ...anyTheme } = filter;
  const { partners: _partners, ...anyPartner } = filter;
  const matching = gaps.filter(passes(filter));
  const start = startOf(search.get("after"));
  const end = start + PAGE_SIZE;
  return {
    rows: matching.slice(start, end),
    total: matching.length,
    byKind: countBy(gaps.filter(passes(anyKind)), ({ kind }) => [kind]),
    byTheme: countBy(gaps.filter(passes(anyTheme)), ({ theme, record }) =>
      [theme, ...(record?.themes ?? [])].flatMap((each) => each?.code ?? []),
    ),
    byPartner: countBy(gaps.filter(passes(anyPartner)), ({ partner }) => (partner ? [partner.code] : [])),
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
  codesOf: (gap: GapRowFragment) => readonly string[],
): readonly Counted[] {
  return [...Map.groupBy(gaps.flatMap(codesOf), (code) => code)].map(([code, all]) => ({ code, count: all.length }));
}
