import { chosen, chosenOf } from "../address/filters.js";
import { Roadmap, type RecommendationFilter, type RoadmapRowFragment } from "../generated/operations.js";
import { askAll } from "../graph/ask-all.js";
import type { LoaderArgs } from "../graph/ask.js";
import { recommendationFilter } from "../recommendations/filter.js";
import type { Counted } from "../shared/filter-form.js";
import { CLOSURES } from "../shared/labels.js";

/** A page with more rows would be read by nobody; it says how many it leaves out. */
const MAX_ROWS = 2_000;

/** Chooses closed ones too. */
export const CLOSED_TOO = "ALL";

/** What is open has to be done; what is closed is shown where the address asks for it. */
export function roadmapFilter(search: URLSearchParams): RecommendationFilter {
  const filter = recommendationFilter(search);
  const allClosures = search.get("closure") === CLOSED_TOO;
  return { ...filter, ...(!allClosures && { closures: chosenOf(search, "closure", CLOSURES) ?? ["OPEN"] }) };
}

/** The graph has no filter by body: whom the address names is chosen of all. */
export function isForBody(search: URLSearchParams): (row: Pick<RoadmapRowFragment, "addressees">) => boolean {
  const bodies = chosen(search, "body");
  return ({ addressees }) => !bodies || bodies.some((body) => (addressees ?? []).includes(body));
}

/** Every recommendation and commitment that a filter chooses, the first due first, with what was done last. */
export async function readRoadmap(args: LoaderArgs, filter: RecommendationFilter) {
  return await askAll(args, {
    document: Roadmap,
    variables: { filter },
    pageOf: (data) => data.recommendations,
    atMost: MAX_ROWS,
  });
}

/** Bodies that recommendations name, in the order of the alphabet, each with how many name it. */
export function countBodies(rows: readonly Pick<RoadmapRowFragment, "addressees">[]): readonly Counted[] {
  const named = rows.flatMap(({ addressees }) => [...new Set(addressees)]);
  return [...Map.groupBy(named, (body) => body)]
    .map(([code, all]) => ({ code, count: all.length }))
    .toSorted((a, b) => a.code.localeCompare(b.code));
}
