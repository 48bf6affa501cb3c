import { chosen, chosenOf, listed } from "../address/filters.js";
import { type GapFilter, type GapKind, Gaps } from "../generated/operations.js";
import { askAll } from "../graph/ask-all.js";
import type { LoaderArgs } from "../graph/ask.js";
import { GAP_KINDS } from "../shared/labels.js";

/** More would be read by nobody; each list says how many it leaves out. */
const MAX_ROWS = 1_000;

/** Everything that is missing of what a filter chooses. */
export async function readGaps(args: LoaderArgs, filter: GapFilter) {
  return await askAll(args, {
    document: Gaps,
    variables: { filter },
    pageOf: (data) => data.overview.gapsConnection,
    atMost: MAX_ROWS,
  });
}

/** What an address chooses of them. */
export function gapFilter(search: URLSearchParams): GapFilter {
  return {
    ...listed("kinds", chosenOf<GapKind>(search, "kind", GAP_KINDS)),
    ...listed("themes", chosen(search, "theme")),
    ...listed("partners", chosen(search, "partner")),
  };
}
