import {
  type Change,
  type ChangeCount,
  type ChangesArguments,
  type ChangesPage,
  countChanges,
  hasChangesBefore,
  readChanges,
  readChangesQuery,
} from "../read/changes.js";
import { readRecordChangesQuery } from "../read/record-changes.js";
import type { CatalogueRequest } from "../read/catalogue-request.js";
import type { RecordRow } from "../read/index/record-row.js";
import type { Resolver, Resolvers } from "./types.js";

/** How the parts of a page of changes are read; each no more than once. */
interface ChangesRead {
  readonly page: () => Promise<ChangesPage>;
  readonly counts: () => Promise<readonly ChangeCount[]>;
  /** Whether there are changes up to the page's cursor. */
  readonly hasEarlier: () => Promise<boolean>;
}

/** A page of changes whose parts are read when they are asked, and not otherwise. */
function connectionOf(
  catalogue: CatalogueRequest,
  { page, counts, hasEarlier }: ChangesRead,
  partners: readonly string[] | undefined,
): object {
  return {
    nodes: async () => (await page()).entries.map(({ change }) => change),
    edges: async () => (await page()).entries.map(({ change, cursor }) => ({ cursor, node: change })),
    pageInfo: () => ({
      hasNextPage: async () => (await page()).goesOn,
      hasPreviousPage: hasEarlier,
      startCursor: async () => (await page()).entries.at(0)?.cursor ?? null,
      endCursor: async () => (await page()).entries.at(-1)?.cursor ?? null,
    }),
    totalCount: async () => (await counts()).reduce((total, { count }) => total + count, 0),
    counts,
    sources: async () => await catalogue.sources(partners),
  };
}

const changes: Resolver<unknown, ChangesArguments> = (_parent, args, { catalogue }) => {
  const { reader } = catalogue;
  const query = readChangesQuery(args, catalogue.listBasis);
  const read: ChangesRead = {
    page: once(async () => await readChanges(reader, query)),
    counts: once(async () => await countChanges(reader, query, await catalogue.partnerCodes())),
    hasEarlier: async () => await hasChangesBefore(reader, query),
  };
  return connectionOf(catalogue, read, query.partners);
};

/** What became of one record. */
export const changesOfRecord: Resolver<RecordRow, Pick<ChangesArguments, "first" | "after">> = (
  { id, partner },
  args,
  { catalogue },
) => {
  const { reader, recordChanges } = catalogue;
  const query = readRecordChangesQuery(id, args);
  const read: ChangesRead = {
    page: once(async () => await recordChanges.page(query)),
    counts: async () => await recordChanges.counts(query),
    hasEarlier: async () =>
      query.cursor !== undefined && (await hasChangesBefore(reader, await recordChanges.whole(query))),
  };
  return connectionOf(catalogue, read, [partner]);
};

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => (reading ??= read());
}

/** Fields of Change beside those that are read with it. */
export const changeFields: Resolvers<Change> = {
  record: async ({ recordId }, _args, { catalogue }, info) =>
    (await catalogue.records.byId(recordId, catalogue.selected.below(info))) ?? null,
  values: async (change, _args, { catalogue }) =>
    change.kind === "UPDATED" ? await catalogue.changedValues.load(change) : [],
};

/** What Query answers of changes. */
export const changeRoots: Resolvers<unknown> = { changes };
