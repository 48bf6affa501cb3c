import { countGaps, type GapsPage, hasGapsBefore, readGaps, readGapsPlace } from "../read/gaps.js";
import { MAX_SIZE } from "../read/lists/list-query.js";
import { oldestAsOf, readCoverage } from "../read/overview.js";
import { type ProgressDimension, readProgress } from "../read/progress.js";
import { connection } from "./connection.js";
import type { Resolvers } from "./types.js";

interface FirstArgument {
  readonly first?: number | null;
}

interface GapArguments extends FirstArgument {
  readonly after?: string | null;
}

export const overviewFields: Resolvers<unknown> = {
  asOf: async (_parent, _args, { catalogue }) => await oldestAsOf(catalogue),
  coverage: async (_parent, _args, { catalogue }) => await readCoverage(catalogue),
  progress: async (_parent, { by }: { by: ProgressDimension }, { catalogue }) => await readProgress(catalogue, by),
  upcomingEvents: (_parent, { first = null }: FirstArgument, { catalogue }, info) =>
    connection(catalogue, { list: "events" }, { filter: { from: catalogue.today }, orderBy: "DATE", first }, info),
  overdueRecommendations: (_parent, { first = null }: FirstArgument, { catalogue }, info) =>
    connection(catalogue, { list: "recommendations" }, { filter: { overdue: true }, orderBy: "DUE", first }, info),
  gaps: async (_parent, _args, { catalogue }, info) => {
    const { entries } = await readGaps(catalogue, { size: MAX_SIZE, fields: catalogue.selected.below(info) });
    return entries.map(({ gap }) => gap);
  },
  gapsConnection: (_parent, args: GapArguments, { catalogue }, info) => {
    const place = readGapsPlace(args);
    let reading: Promise<GapsPage> | undefined;
    const page = (): Promise<GapsPage> =>
      (reading ??= readGaps(catalogue, { ...place, fields: catalogue.selected.below(info) }));
    return {
      nodes: async () => (await page()).entries.map(({ gap }) => gap),
      edges: async () => (await page()).entries.map(({ gap, cursor }) => ({ cursor, node: gap })),
      pageInfo: () => ({
        hasNextPage: async () => (await page()).goesOn,
        hasPreviousPage: async () => await hasGapsBefore(catalogue, place.after),
        startCursor: async () => (await page()).entries.at(0)?.cursor ?? null,
        endCursor: async () => (await page()).entries.at(-1)?.cursor ?? null,
      }),
      totalCount: async () => await countGaps(catalogue),
    };
  },
  sources: async (_parent, _args, { catalogue }) => await catalogue.sources(),
};

/** What Query answers of the overview. */
export const overviewRoots: Resolvers<unknown> = { overview: () => ({}) };
