import { chosen, chosenOf } from "../address/filters.js";
import { type ForBodiesFragment, type RecommendationFilter, Roadmap } from "../generated/operations.js";
import { askAll } from "../graph/ask-all.js";
import type { LoaderArgs } from "../graph/ask.js";
import { recommendationFilter } from "../recommendations/filter.js";
import { CLOSURES } from "../shared/labels.js";
import type { Task } from "./tasks.js";

/** A page with more rows would be read by nobody; it says how many it leaves out. */
const MAX_ROWS = 2_000;

/** Chooses closed ones too. */
export const CLOSED_TOO = "ALL";

/** What is open has to be done; what is closed is shown where the address asks for it. A body is chosen later: it may have to do a measure alone. */
export function roadmapFilter(search: URLSearchParams): RecommendationFilter {
  const allClosures = search.get("closure") === CLOSED_TOO;
  // That is a choice of the roadmap alone.
  const others = new URLSearchParams([...search].filter(([name]) => !allClosures || name !== "closure"));
  const { addressees: _chosenLater, ...filter } = recommendationFilter(others);
  return { ...filter, ...(!allClosures && { closures: chosenOf(search, "closure", CLOSURES) ?? ["OPEN"] }) };
}

/** Whether a task is for a body that the address names by its id, or as recommendations name it. */
export function isForBody(search: URLSearchParams): (task: Pick<Task, "names" | "bodies">) => boolean {
  const isNamed = isAnyBody(search);
  return ({ names, bodies }) => isNamed(names, bodies);
}

/** The same of a recommendation as a whole. */
export function isAddressed(search: URLSearchParams): (row: ForBodiesFragment) => boolean {
  const isNamed = isAnyBody(search);
  return ({ addressees, addresseeBodies }) => isNamed(addressees ?? [], addresseeBodies ?? []);
}

function isAnyBody(
  search: URLSearchParams,
): (names: readonly string[], bodies: readonly { readonly id: string }[]) => boolean {
  const wanted = chosen(search, "body");
  return (names, bodies) =>
    !wanted || wanted.some((each) => names.includes(each) || bodies.some(({ id }) => id === each));
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
