import {
  type Change,
  type ChangeCount,
  type ChangesArguments,
  type ChangesPage,
  type ChangesQuery,
  countChanges,
  hasChangesBefore,
  readChanges,
  readChangesQuery,
  readRecordChangesQuery,
} from "../read/changes.js";
import type { CatalogueRequest } from "../read/catalogue-request.js";
import type { RecordRow } from "../read/index/record-row.js";
import type { Resolver, Resolvers } from "./types.js";

/** A page of changes whose parts are read when they are asked, and not otherwise. */
function connectionOf(
  catalogue: CatalogueRequest,
  query: ChangesQuery,
  partners: readonly string[] | undefined,
): object {
  const { reader } = catalogue;
  let reading: Promise<ChangesPage> | undefined;
  let counting: Promise<readonly ChangeCount[]> | undefined;
  const page = (): Promise<ChangesPage> => (reading ??= readChanges(reader, query));
  const counts = (): Promise<readonly ChangeCount[]> =>
    (counting ??= catalogue.partnerCodes().then((codes) => countChanges(reader, query, codes)));
  return {
    nodes: async () => (await page()).entries.map(({ change }) => change),
    edges: async () => (await page()).entries.map(({ change, cursor }) => ({ cursor, node: change })),
    pageInfo: () => ({
      hasNextPage: async () => (await page()).goesOn,
      hasPreviousPage: async () => await hasChangesBefore(reader, query),
      startCursor: async () => (await page()).entries.at(0)?.cursor ?? null,
      endCursor: async () => (await page()).entries.at(-1)?.cursor ?? null,
    }),
    totalCount: async () => (await counts()).reduce((total, { count }) => total + count, 0),
    counts,
    sources: async () => await catalogue.sources(partners),
  };
}

const changes: Resolver<unknown, ChangesArguments> = (_parent, args, { catalogue }) => {
  const query = readChangesQuery(args, catalogue.listBasis);
  return connectionOf(catalogue, query, query.partners);
};

/** What became of one record. */
export const changesOfRecord: Resolver<RecordRow, Pick<ChangesArguments, "first" | "after">> = async (
  { id, partner },
  args,
  { catalogue },
) => connectionOf(catalogue, readRecordChangesQuery(id, args, await catalogue.reader.keptSince()), [partner]);

/** Fields of Change beside those that are read with it. */
export const changeFields: Resolvers<Change> = {
  record: async ({ recordId }, _args, { catalogue }, info) =>
    (await catalogue.records.byId(recordId, catalogue.selected.below(info))) ?? null,
  values: async (change, _args, { catalogue }) =>
    change.kind === "UPDATED" ? await catalogue.changedValues.load(change) : [],
};

/** What Query answers of changes. */
export const changeRoots: Resolvers<unknown> = { changes };
