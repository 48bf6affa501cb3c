import { contractFields, type DerivedField, isOverdue, pickText, type RecordKind } from "@segpol/schema";
import type { GraphQLResolverMap } from "@apollo/subgraph";
import type { GraphQLResolveInfo } from "graphql";
import { derivedHubFields, indexFieldsOf, pagedLists } from "../../composition/projection/contract-model.js";
import type { CatalogueContext } from "../read/catalogue-request.js";
import { isJsonObject, jsonList } from "../../base/json.js";
import { derivedValue } from "../details/contract-object.js";
import { derivedDetailsOf, detailFieldsOf } from "../details/record-details.js";
import { linkFields, type RecordLinkField } from "../record/link-fields.js";
import { LIST_KINDS, type ListArguments, type ListName, readSize } from "../read/lists/list-query.js";
import type { RecordRow } from "../read/index/record-row.js";
import { changesOfRecord } from "./changes.js";
import { connection } from "./connection.js";
import { ownListResolver } from "./own-lists.js";
import { cardValue } from "./texts.js";
import type { Coded, Resolver, Resolvers, TextArguments } from "./types.js";

const coded = (code: string): Coded => ({ code });

const title: Resolver<RecordRow, TextArguments> = ({ card_texts: { title } }, { lang }, { catalogue }) =>
  title ? pickText(title, lang, catalogue.languages) : null;

const summary: Resolver<RecordRow, TextArguments> = ({ card_texts: { summary } }, { lang }, { catalogue }) =>
  summary ? pickText(summary, lang, catalogue.languages) : null;

const commonFields: Resolvers<RecordRow> = {
  id: ({ id }) => id,
  partner: ({ partner }) => coded(partner),
  title,
  summary,
  languages: ({ languages }) => languages,
  themes: ({ themes }) => themes.map(coded),
  criteria: ({ criteria }) => criteria.map(coded),
  visibility: ({ visibility }) => visibility,
  url: ({ card }) => card["url"],
  version: ({ version }) => version,
  updatedAt: ({ updated_at }) => updated_at,
  changes: changesOfRecord,
};

const date: Resolver<RecordRow> = ({ card, card_texts }) => cardValue(card["date"], "FuzzyDate", "date", card_texts);

const kindFields: Readonly<Record<RecordKind, Resolvers<RecordRow>>> = {
  Event: {
    kind: ({ category }) => category,
    status: ({ status }) => status,
    date,
    place: ({ card }) => card["place"],
    attendance: ({ card }) => card["attendance"],
    // An organiser may be a partner that has not joined yet.
    organisers: async ({ card }, _args, { catalogue }) => {
      const joined = await catalogue.partnerCodes();
      return jsonList(card["organisers"]).filter((each) => {
        const code = isJsonObject(each) ? each["code"] : null;
        return typeof code === "string" && joined.includes(code);
      });
    },
  },
  Publication: { type: ({ category }) => category, date },
  Recommendation: {
    kind: ({ category }) => category,
    ref: ({ ref }) => ref,
    dueOn: ({ due_on }) => due_on,
    progress: (row, _args, { catalogue }) => progressOf(row, catalogue.today),
    nextDue: ({ facts }, _args, { catalogue }) => facts.dueDays.find((day) => day >= catalogue.today) ?? null,
    nextReviewOn: ({ facts }) => facts.reviewOn,
  },
  LegitimacyIndicator: {
    criterion: ({ card }) => card["criterion"],
    unit: ({ card }) => card["unit"],
    direction: ({ card }) => card["direction"],
    territory: ({ territory }) => territory,
    latest: ({ card, card_texts }) => cardValue(card["latest"], "Observation", "latest", card_texts),
  },
};

/** `overdue` goes by today, whenever the record was harvested. */
function progressOf(row: RecordRow, today: string): object {
  const { status, assessed, closure, due_on: dueOn, card } = row;
  const overdue = isOverdue({ dueOn, closure, claimed: status }, today);
  const progress = isJsonObject(card["progress"]) ? card["progress"] : {};
  return { claimed: status, assessed, closure, overdue, lastFollowUpOn: progress["lastFollowUpOn"] ?? null };
}

/** Resolvers of what a record's owner answers beside the catalogue, and so does the index; null for what its owner lacks. */
export function detailResolvers(kind: RecordKind, ownedFields: readonly string[]): Resolvers<RecordRow> {
  const resolver = (name: string): Resolver<RecordRow> =>
    ownedFields.includes(name)
      ? ({ partner, details }, args, context) => {
          context.catalogue.details.add(partner);
          const value = details?.[name];
          return typeof value === "function" ? (value(args, context) as unknown) : value;
        }
      : () => null;
  return Object.fromEntries(detailFieldsOf(kind).map((name) => [name, resolver(name)]));
}

/** Resolvers of a record type of a partner: what the catalogue answers; null for what its owner lacks. */
export function recordTypeResolvers(kind: RecordKind, typeName: string): GraphQLResolverMap<CatalogueContext>[string] {
  const fields: Resolvers<RecordRow> = {};
  for (const { name, catalogue } of contractFields(kind)) {
    const resolve = commonFields[name] ?? kindFields[kind][name];
    if (catalogue && !resolve)
      throw new Error(`Expected a resolver for ${kind}.${name}, which the contract marks @catalogue.`);
    fields[name] = resolve ?? (() => null);
  }
  for (const name of indexFieldsOf(kind)) {
    const resolve = commonFields[name] ?? kindFields[kind][name];
    if (!resolve) throw new Error(`Expected a resolver for ${kind}.${name}, which hub.graphql marks @fromIndex.`);
    fields[name] = resolve;
  }
  for (const field of derivedHubFields(kind)) fields[field.name] = derivedResolver(kind, field);
  for (const field of linkFields.filter(({ on }) => on === kind)) fields[field.name] = linkResolver(field);
  for (const paged of pagedLists.filter(({ on }) => on === kind)) fields[paged.connection] = ownListResolver(paged);
  return { ...fields, __resolveReference: referenceResolver(typeName) };
}

/** What follows from a detail is kept with the details; from what lists read, it is worked out. */
function derivedResolver(kind: RecordKind, field: DerivedField): Resolver<RecordRow> {
  const { name, from } = field;
  if (derivedDetailsOf(kind).includes(name))
    return ({ details }, args, context) => answerOf(details?.[name], args, context);
  return ({ card, card_texts: texts, territory }, args, context) => {
    const held = from in texts ? "" : from === "territory" ? territory : card[from];
    return answerOf(derivedValue(field, { [from]: held ?? null }, "", texts), args, context);
  };
}

function answerOf(value: unknown, args: object, context: CatalogueContext): unknown {
  return typeof value === "function" ? (value(args, context) as unknown) : (value ?? null);
}

function linkResolver(field: RecordLinkField): Resolver<RecordRow, ListArguments> {
  switch (field.shape) {
    case "one":
      return async ({ id }, _args, { catalogue }, info) =>
        (await catalogue.records.linked({ field, first: 1, fields: catalogue.selected.below(info) }, id))[0] ?? null;
    case "list":
      return async ({ id }, { first: asked }, { catalogue }, info) => {
        const first = readSize("first", asked);
        return await catalogue.records.linked({ field, first, fields: catalogue.selected.below(info) }, id);
      };
    case "connection": {
      const list = listOf(field.kind);
      const scope = { by: "links", outgoing: field.outgoing, incoming: field.incoming } as const;
      return ({ id }, args, { catalogue }, info) => connection(catalogue, { list, scope, parent: id }, args, info);
    }
  }
}

/** Finds the record that a representation of this type names. */
export function referenceResolver(typeName: string) {
  return async (
    { id }: { id: string },
    { catalogue }: CatalogueContext,
    info: CatalogueContext | GraphQLResolveInfo,
  ): Promise<RecordRow | null> => {
    // The type of resolver maps takes it for a field's, which has its context here.
    if (!("fieldNodes" in info)) throw new Error("Expected what _entities selects in the third place; got a context.");
    const row = await catalogue.records.byId(id, catalogue.selected.below(info));
    return row?.type_name === typeName ? row : null;
  };
}

function listOf(kind: RecordKind): ListName {
  const lists = Object.keys(LIST_KINDS) as ListName[];
  return lists.find((list) => LIST_KINDS[list] === kind) ?? "records";
}
