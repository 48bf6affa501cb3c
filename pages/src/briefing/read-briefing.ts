import { asOfDay, dayInBelgium } from "../address/as-of.js";
import { chosen, listed } from "../address/filters.js";
import { readGaps } from "../gaps/read-gaps.js";
import { Briefing, BriefingEvents, BriefingIndicators } from "../generated/operations.js";
import { askAll, type WholeList } from "../graph/ask-all.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { readRoadmap } from "../roadmap/read-roadmap.js";

/** A paper with more would be read by nobody; each part says how many it leaves out. */
const MAX_ROWS = 2_000;

/** Events that are not cancelled. */
export const STILL_ON = ["TENTATIVE", "CONFIRMED"] as const;

/** Rows of a part, and how many more there are. */
export interface Part<Row> {
  readonly rows: readonly Row[];
  readonly leftOut: number;
}

/** Reads every page of every list that the briefing has. Bodies have recommendations alone. */
export async function readBriefing(args: LoaderArgs) {
  const { searchParams: search } = new URL(args.request.url);
  const filter = { ...listed("themes", chosen(search, "theme")), ...listed("partners", chosen(search, "partner")) };
  const from = asOfDay(search) ?? dayInBelgium(new Date());
  const [frame, recommendations, rest] = await Promise.all([
    ask(args, Briefing, {}),
    readRoadmap(args, filter),
    chosen(search, "body") ? undefined : readRest(args, filter, from),
  ]);
  return {
    frame: frame.data,
    from,
    recommendations: partOf(recommendations),
    rest,
    problems: [...frame.problems, ...recommendations.problems, ...(rest?.problems ?? [])],
    requestId: frame.requestId ?? recommendations.requestId,
  };
}

interface BriefingFilter {
  readonly themes?: readonly string[];
  readonly partners?: readonly string[];
}

async function readRest(args: LoaderArgs, filter: BriefingFilter, from: string) {
  const [events, indicators, gaps] = await Promise.all([
    askAll(args, {
      document: BriefingEvents,
      variables: { filter: { ...filter, from, statuses: STILL_ON } },
      pageOf: (data) => data.events,
      atMost: MAX_ROWS,
    }),
    askAll(args, {
      document: BriefingIndicators,
      variables: { filter },
      pageOf: (data) => data.legitimacyIndicators,
      atMost: MAX_ROWS,
    }),
    readGaps(args, filter),
  ]);
  return {
    events: partOf(events),
    indicators: partOf(indicators),
    gaps: partOf(gaps),
    problems: [...events.problems, ...indicators.problems, ...gaps.problems],
  };
}

function partOf<Row>({ rows, totalCount }: Pick<WholeList<unknown, Row>, "rows" | "totalCount">): Part<Row> {
  return { rows, leftOut: totalCount - rows.length };
}
