import { oldestAsOf, type ProgressDimension, readCoverage, readGaps, readProgress } from "../read/overview.js";
import { connection } from "./connection.js";
import type { Resolvers } from "./types.js";

interface FirstArgument {
  readonly first?: number | null;
}

export const overviewFields: Resolvers<unknown> = {
  asOf: async (_parent, _args, { catalogue }) => await oldestAsOf(catalogue),
  coverage: async (_parent, _args, { catalogue }) => await readCoverage(catalogue),
  progress: async (_parent, { by }: { by: ProgressDimension }, { catalogue }) => await readProgress(catalogue, by),
  upcomingEvents: (_parent, { first = null }: FirstArgument, { catalogue }, info) =>
    connection(catalogue, { list: "events" }, { filter: { from: catalogue.today }, orderBy: "DATE", first }, info),
  overdueRecommendations: (_parent, { first = null }: FirstArgument, { catalogue }, info) =>
    connection(catalogue, { list: "recommendations" }, { filter: { overdue: true }, orderBy: "DUE", first }, info),
  gaps: async (_parent, _args, { catalogue }, info) => await readGaps(catalogue, catalogue.selected.below(info)),
  sources: async (_parent, _args, { catalogue }) => await catalogue.sources(),
};

/** What Query answers of the overview. */
export const overviewRoots: Resolvers<unknown> = { overview: () => ({}) };
