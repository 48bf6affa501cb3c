import { contractInterface } from "@segpol/schema";
import { getNamedType, type GraphQLObjectType, isObjectType } from "graphql";
import type { PagedList } from "../../composition/projection/contract-model.js";
import { contractObject } from "../details/contract-object.js";
import type { RecordRow } from "../read/index/record-row.js";
import type { PageArguments } from "../read/lists/list-query.js";
import type { OwnPage } from "../read/lists/own-lists.js";
import type { Resolver } from "./types.js";

/** Pages a list that a record has of its own, from the hub's copy. */
export function ownListResolver({ on, list }: PagedList): Resolver<RecordRow, PageArguments> {
  const type = getNamedType(contractInterface(on).getFields()[list]?.type);
  if (!isObjectType(type)) throw new Error(`Expected the contract's ${on}.${list} to be a list of objects.`);
  return async ({ id }, args, { catalogue }) => {
    const page = await catalogue.ownLists.page(id, list, args);
    return page ? connectionOf(page, type) : null;
  };
}

function connectionOf(page: OwnPage, type: GraphQLObjectType): object {
  const edges = page.entries.map((entry) => ({
    cursor: entry.cursor,
    node: contractObject(entry.value, type, entry.place, page),
  }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: page.total,
    pageInfo: {
      hasNextPage: page.goesOn,
      hasPreviousPage: page.hasEarlier,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
