import { parseRecordId } from "@segpol/schema";
import { LIST_KINDS, type ListArguments, type ListName } from "../read/lists/list-query.js";
import { shown, userError } from "../../base/user-error.js";
import { connection } from "./connection.js";
import type { Resolver, Resolvers } from "./types.js";

function list(name: ListName): Resolver<unknown, ListArguments> {
  return (_parent, args, { catalogue }, info) => connection(catalogue, { list: name }, args, info);
}

const record: Resolver<unknown, { readonly id: string }> = async (_parent, { id }, { catalogue }, info) => {
  if (!parseRecordId(id)) {
    throw userError(
      `Expected a record's id, <partner>:<kind>:<slug> in lower case such as cps:event:2021-12-08-recherche, where kind is ` +
        `event, publication, recommendation or indicator; got ${shown(id)}.`,
    );
  }
  return (await catalogue.records.byId(id, catalogue.selected.below(info))) ?? null;
};

/** What Query answers of records. */
export const recordRoots: Resolvers<unknown> = {
  record,
  ...Object.fromEntries((Object.keys(LIST_KINDS) as ListName[]).map((name) => [name, list(name)])),
};
