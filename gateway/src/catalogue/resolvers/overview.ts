import { countGaps, countGapsByKind, countGapsByPartner, countGapsByTheme } from "../read/gap-counts.js";
import { type GapsArguments, type GapsPage, hasGapsBefore, readGaps, readGapsQuery } from "../read/gaps.js";
import { MAX_SIZE } from "../read/lists/list-query.js";
import { oldestAsOf, readCoverage } from "../read/overview.js";
import { IMPLEMENTATION_STATUSES } from "../record/record-columns.js";
import { type ProgressDimension, readProgress } from "../read/progress.js";
import { type ProgressHistoryArguments, readProgressHistory } from "../read/progress-history.js";
import { connection } from "./connection.js";
import type { Resolvers } from "./types.js";

interface FirstArgument {
  readonly first?: number | null;
}

const TO_BE_DONE = IMPLEMENTATION_STATUSES.filter((status) => status !== "COMPLETE");

export const overviewFields: Resolvers<unknown> = {
  asOf: async (_parent, _args, { catalogue }) => await oldestAsOf(catalogue),
  coverage: async (_parent, _args, { catalogue }) => await readCoverage(catalogue),
  progress: async (_parent, { by }: { by: ProgressDimension }, { catalogue }) =>
    (await readProgress(catalogue, by)).map((row) => ({ ...row, of: by })),
  progressHistory: async (_parent, args: ProgressHistoryArguments, { catalogue }) =>
    await readProgressHistory(catalogue, args),
  upcomingEvents: (_parent, { first = null }: FirstArgument, { catalogue }, info) =>
    connection(catalogue, { list: "events" }, { filter: { from: catalogue.today }, orderBy: "DATE", first }, info),
  overdueRecommendations: (_parent, { first = null }: FirstArgument, { catalogue }, info) =>
    connection(catalogue, { list: "recommendations" }, { filter: { overdue: true }, orderBy: "DUE", first }, info),
  nextDue: (_parent, { first = null }: FirstArgument, { catalogue }, info) =>
    connection(
      catalogue,
      { list: "recommendations" },
      { filter: { dueFrom: catalogue.today, closures: ["OPEN"], statuses: TO_BE_DONE }, orderBy: "DUE", first },
      info,
    ),
  gaps: async (_parent, _args, { catalogue }, info) => {
    const query = readGapsQuery(catalogue, { first: MAX_SIZE });
    const { entries } = await readGaps(catalogue, query, catalogue.selected.below(info));
    return entries.map(({ gap }) => gap);
  },
  gapsConnection: (_parent, args: GapsArguments, { catalogue }, info) => {
    const query = readGapsQuery(catalogue, args);
    let reading: Promise<GapsPage> | undefined;
    const page = (): Promise<GapsPage> => (reading ??= readGaps(catalogue, query, catalogue.selected.below(info)));
    return {
      nodes: async () => (await page()).entries.map(({ gap }) => gap),
      edges: async () => (await page()).entries.map(({ gap, cursor }) => ({ cursor, node: gap })),
      pageInfo: () => ({
        hasNextPage: async () => (await page()).goesOn,
        hasPreviousPage: async () => await hasGapsBefore(catalogue, query),
        startCursor: async () => (await page()).entries.at(0)?.cursor ?? null,
        endCursor: async () => (await page()).entries.at(-1)?.cursor ?? null,
      }),
      totalCount: async () => await countGaps(catalogue, query.filter),
      kinds: async () => await countGapsByKind(catalogue, query.filter),
      themes: async () => await countGapsByTheme(catalogue, query.filter),
      partners: async () => await countGapsByPartner(catalogue, query.filter),
    };
  },
  sources: async (_parent, _args, { catalogue }) => await catalogue.sources(),
};

/** What Query answers of the overview. */
export const overviewRoots: Resolvers<unknown> = { overview: () => ({}) };
