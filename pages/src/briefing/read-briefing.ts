import { asOfDay, dayInBelgium } from "../address/as-of.js";
import { chosen, listed } from "../address/filters.js";
import {
  Briefing,
  BriefingEvents,
  BriefingGaps,
  type BriefingGapsQuery,
  BriefingIndicators,
} from "../generated/operations.js";
import { askAll } from "../graph/ask-all.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { isForBody, readRoadmap } from "../roadmap/read-roadmap.js";

/** A paper with more would be read by nobody; each part says how many it leaves out. */
const MAX_ROWS = 2_000;

export type Gap = BriefingGapsQuery["overview"]["gapsConnection"]["nodes"][number];

/** Reads every page of every list that the briefing has. Bodies have recommendations alone. */
export async function readBriefing(args: LoaderArgs) {
  const { searchParams: search } = new URL(args.request.url);
  const filter = { ...listed("themes", chosen(search, "theme")), ...listed("partners", chosen(search, "partner")) };
  const from = asOfDay(search) ?? dayInBelgium(new Date());
  const [frame, recommendations, rest] = await Promise.all([
    ask(args, Briefing, {}),
    readRoadmap(args, filter),
    chosen(search, "body") ? undefined : readRest(args, filter, from, search),
  ]);
  return {
    frame: frame.data,
    recommendations: recommendations.rows.filter(isForBody(search)),
    /** Of all bodies, to choose from. */
    ofAllBodies: recommendations.rows.map(({ addressees }) => ({ addressees: addressees ?? [] })),
    leftOut: recommendations.totalCount - recommendations.rows.length,
    rest,
    problems: [...frame.problems, ...recommendations.problems, ...(rest?.problems ?? [])],
    requestId: frame.requestId,
  };
}

interface BriefingFilter {
  readonly themes?: readonly string[];
  readonly partners?: readonly string[];
}

async function readRest(args: LoaderArgs, filter: BriefingFilter, from: string, search: URLSearchParams) {
  const [events, indicators, gaps] = await Promise.all([
    askAll(args, {
      document: BriefingEvents,
      variables: { filter: { ...filter, from, statuses: ["TENTATIVE", "CONFIRMED"] as const } },
      pageOf: (data) => data.events,
      atMost: MAX_ROWS,
    }),
    askAll(args, {
      document: BriefingIndicators,
      variables: { filter },
      pageOf: (data) => data.legitimacyIndicators,
      atMost: MAX_ROWS,
    }),
    askAll(args, {
      document: BriefingGaps,
      variables: {},
      pageOf: (data) => data.overview.gapsConnection,
      atMost: MAX_ROWS,
    }),
  ]);
  return {
    events: events.rows,
    indicators: indicators.rows,
    gaps: gaps.rows.filter(isGapOf(search)),
    problems: [...events.problems, ...indicators.problems, ...gaps.problems],
  };
}

/** The graph gives all gaps; what a theme or a partner lacks is chosen of them. */
function isGapOf(search: URLSearchParams): (gap: Gap) => boolean {
  const themes = chosen(search, "theme");
  const partners = chosen(search, "partner");
  return ({ theme, record, partner }) => {
    const about = [...(theme ? [theme] : []), ...(record?.themes ?? [])];
    return (
      (!themes || about.some(({ code }) => themes.includes(code))) &&
      (!partners || (partner != null && partners.includes(partner.code)))
    );
  };
}
