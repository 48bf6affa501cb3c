import { contractInterface, isOverdue } from "@segpol/schema";
import { getNamedType, type GraphQLObjectType, isObjectType } from "graphql";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../base/json.js";
import type { PagedList } from "../../composition/projection/contract-model.js";
import type { CatalogueContext } from "../read/catalogue-request.js";
import type { RecordRow } from "../read/index/record-row.js";
import type { PageArguments } from "../read/lists/list-query.js";
import type { OwnEntry, OwnPage } from "../read/lists/own-lists.js";
import { textOf } from "./texts.js";
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
  const edges = page.entries.map((entry) => ({ cursor: entry.cursor, node: nodeOf(page, entry, type) }));
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

function nodeOf(page: OwnPage, { value, place }: OwnEntry, type: GraphQLObjectType): object {
  return objectAt(value, type, place, page);
}

/** An object of the contract, each text of it in the asked language, as its owner would answer it. */
function objectAt(value: JsonObject, type: GraphQLObjectType, place: string, page: OwnPage): object {
  const fields = Object.values(type.getFields()).map(({ name, type: fieldType, args }): [string, unknown] => {
    const at = `${place}.${name}`;
    const inner = getNamedType(fieldType);
    const text = args.some((arg) => arg.name === "lang") ? page.texts[at] : undefined;
    if (text) return [name, textOf(text)];
    return [name, isObjectType(inner) ? valueAt(value[name] ?? null, inner, at, page) : (value[name] ?? null)];
  });
  const object = Object.fromEntries(fields);
  return type.name === "Progress" ? { ...object, overdue: overdueOf(value, page) } : object;
}

function valueAt(value: Json, type: GraphQLObjectType, place: string, page: OwnPage): unknown {
  if (isJsonArray(value)) return value.map((each, index) => valueAt(each, type, `${place}.${index}`, page));
  return isJsonObject(value) ? objectAt(value, type, place, page) : value;
}

/** Goes by today, whenever the copy was made. */
function overdueOf({ closure, claimed }: JsonObject, { dueOn }: OwnPage) {
  return (_args: object, { catalogue }: CatalogueContext): boolean =>
    isOverdue({ dueOn, closure, claimed }, catalogue.today);
}
