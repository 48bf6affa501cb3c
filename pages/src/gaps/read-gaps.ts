import { chosen, chosenOf, listed } from "../address/filters.js";
import { type GapKind, type GapRowFragment, Gaps } from "../generated/operations.js";
import { askAll } from "../graph/ask-all.js";
import type { LoaderArgs } from "../graph/ask.js";
import { GAP_KINDS } from "../shared/labels.js";

/** More would be read by nobody; each list says how many it leaves out. */
const MAX_ROWS = 1_000;

/** Everything that is missing, as the graph lists it: it neither filters nor counts them by kind, theme or partner. */
export async function readGaps(args: LoaderArgs) {
  return await askAll(args, {
    document: Gaps,
    variables: {},
    pageOf: (data) => data.overview.gapsConnection,
    atMost: MAX_ROWS,
  });
}

export interface GapFilter {
  readonly kinds?: readonly GapKind[];
  readonly themes?: readonly string[];
  readonly partners?: readonly string[];
}

/** What an address chooses of them. */
export function gapFilter(search: URLSearchParams): GapFilter {
  return {
    ...listed("kinds", chosenOf<GapKind>(search, "kind", GAP_KINDS)),
    ...listed("themes", chosen(search, "theme")),
    ...listed("partners", chosen(search, "partner")),
  };
}

/** Whether a gap passes; a record's themes are those of its gap too. */
export function passes({ kinds, themes, partners }: GapFilter): (gap: GapRowFragment) => boolean {
  return ({ kind, theme, record, partner }) =>
    (kinds?.includes(kind) ?? true) &&
    (!themes || [theme, ...(record?.themes ?? [])].some((each) => each != null && themes.includes(each.code))) &&
    (!partners || (partner != null && partners.includes(partner.code)));
}
