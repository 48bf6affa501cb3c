import {
  type Change,
  type ChangesArguments,
  type ChangesPage,
  countChanges,
  hasChangesBefore,
  readChanges,
  readChangesQuery,
} from "../read/changes.js";
import type { Resolver, Resolvers } from "./types.js";

/** A page of changes whose parts are read when they are asked, and not otherwise. */
const changes: Resolver<unknown, ChangesArguments> = (_parent, args, { catalogue }) => {
  const { reader } = catalogue;
  const query = readChangesQuery(args, catalogue.listBasis);
  let reading: Promise<ChangesPage> | undefined;
  const page = (): Promise<ChangesPage> => (reading ??= readChanges(reader, query));
  return {
    nodes: async () => (await page()).entries.map(({ change }) => change),
    edges: async () => (await page()).entries.map(({ change, cursor }) => ({ cursor, node: change })),
    pageInfo: () => ({
      hasNextPage: async () => (await page()).goesOn,
      hasPreviousPage: async () => await hasChangesBefore(reader, query),
      startCursor: async () => (await page()).entries.at(0)?.cursor ?? null,
      endCursor: async () => (await page()).entries.at(-1)?.cursor ?? null,
    }),
    totalCount: async () => await countChanges(reader, query),
    sources: async () => await catalogue.sources(query.partners),
  };
};

/** Fields of Change beside those that are read with it. */
export const changeFields: Resolvers<Change> = {
  record: async ({ recordId }, _args, { catalogue }, info) =>
    (await catalogue.records.byId(recordId, catalogue.selected.below(info))) ?? null,
};

/** What Query answers of changes. */
export const changeRoots: Resolvers<unknown> = { changes };
