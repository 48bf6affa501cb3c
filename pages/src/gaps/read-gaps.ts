import { type GapRowFragment, Gaps } from "../generated/operations.js";
import { type Answer, ask, type LoaderArgs } from "../graph/ask.js";

/** Pages of a hundred that are read at most, so that a page of the hub stays one small question among others. */
const MAX_PAGES = 10;

interface GapsRead {
  readonly gaps: readonly GapRowFragment[];
  /** How many there are; more than were read where `gaps` has fewer. */
  readonly total: number;
}

/** Everything that is missing, as the graph lists it: it neither filters nor counts them by kind or partner. */
export async function readGaps(
  args: LoaderArgs,
  after: string | null = null,
  pagesLeft: number = MAX_PAGES,
): Promise<Answer<GapsRead>> {
  const { data, problems, requestId } = await ask(args, Gaps, { after });
  const { nodes, pageInfo, totalCount } = data.overview.gapsConnection;
  if (!pageInfo.hasNextPage || pagesLeft === 1) {
    return { data: { gaps: nodes, total: totalCount }, problems, requestId };
  }
  const rest = await readGaps(args, pageInfo.endCursor, pagesLeft - 1);
  return {
    data: { gaps: [...nodes, ...rest.data.gaps], total: totalCount },
    problems: [...problems, ...rest.problems],
    requestId: requestId ?? rest.requestId,
  };
}
