import { guardExecution } from "@segpol/server";
import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from "graphql";
import type { Catalogue } from "../../catalogue/catalogue.js";
import type { RecordRow } from "../../catalogue/read/index/record-row.js";
import { detailResolvers } from "../../catalogue/resolvers/records.js";
import { REFERENCE_KEYS } from "../../composition/projection/contract-model.js";
import type { ServedProjection } from "../../composition/projection/types.js";
import type { PartnerDataSource } from "../sources/partner-data-source.js";
import type { OwnSource, UnifiedContext } from "./own-fields.js";
import { PartnerValue, pathOf, required } from "./partner-value.js";

type Resolve = GraphQLFieldResolver<unknown, UnifiedContext>;
/** Resolvers by type and field. */
type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolve>> | undefined>>;

/** A partner of the graph, and how it is asked. */
export interface ServedPartner {
  readonly projection: ServedProjection;
  readonly source: PartnerDataSource;
}

/**
 * Makes a schema answer: what the hub holds from the index, and what partners alone keep by asking them. Nothing is planned, and the index
 * answers for each reader what it holds for them.
 */
export function resolveUnified(
  schema: GraphQLSchema,
  catalogue: Pick<Catalogue, "resolvers">,
  partners: readonly ServedPartner[],
): void {
  const served = partners.map(({ projection: { code, records }, source }) => {
    const ownFields = new Map(records.map((record) => [record.typeName, new Set(record.ownFields)]));
    const own: OwnSource = { code, source, graph: { schema: source.schema, ownFields } };
    return { records, own };
  });
  const ofRecords = new Map(
    served.flatMap(({ records, own }) => records.map((record) => [record.typeName, { record, own }] as const)),
  );
  // Each is given what its type promises.
  const held = catalogue.resolvers as Resolvers;
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isAbstractType(type)) type.resolveType = typeOf;
    if (isScalarType(type) && !isSpecifiedScalarType(type)) type.serialize = asHeld;
    if (!isObjectType(type)) continue;
    const found = ofRecords.get(type.name);
    const details = found && (detailResolvers(found.record.kind, found.record.ownedFields) as Resolvers[string]);
    const ofType = held[type.name] ?? {};
    const key = REFERENCE_KEYS.get(type.name);
    const find = found ? findRecord(type.name) : key && findCoded(key, ofType["__resolveReference"] as FindReference);
    for (const [name, field] of Object.entries(type.getFields())) {
      const isOwn = found?.record.ownFields.includes(name) ?? false;
      const resolve = details?.[name] ?? ofType[name] ?? defaultFieldResolver;
      field.resolve = found && isOwn ? ownField(found.own) : heldField(resolve, key ?? "id", find || undefined);
    }
  }
  const query = schema.getQueryType()?.getFields() ?? {};
  for (const { own } of served) {
    for (const name of Object.keys(own.graph.schema.getQueryType()?.getFields() ?? {})) {
      const field = query[name];
      if (field) field.resolve = ownRoot(own);
    }
  }
  guardExecution(schema);
}

/** A field that a partner alone answers. */
function ownField(own: OwnSource): Resolve {
  return (value, _args, context, info) => {
    if (value instanceof PartnerValue) return value.field(info);
    const { type_name: typeName, id } = value as RecordRow;
    return context.own.load(own, { typeName, id }, context, info);
  };
}

function ownRoot(own: OwnSource): Resolve {
  return (_value, _args, context, info) => context.own.load(own, undefined, context, info);
}

/** Finds what the hub knows an object of a partner's answer as. */
type FindHeld = (value: PartnerValue, context: UnifiedContext) => unknown;

function findRecord(typeName: string): FindHeld {
  return async ({ key, source }, { catalogue }) => {
    const row = await catalogue.records.byId(key, source.selected);
    return row?.type_name === typeName ? row : null;
  };
}

type FindReference = (reference: object) => unknown;

function findCoded(key: string, resolveReference: FindReference): FindHeld {
  return (value) => resolveReference({ [key]: value.key });
}

/** A field that the hub answers. Of an object that a partner has answered, the partner does, unless `find` finds what the hub knows it as. */
function heldField(resolve: Resolve, key: string, find: FindHeld | undefined): Resolve {
  return (value, args, context, info) => {
    if (!(value instanceof PartnerValue)) return resolve(value, args, context, info);
    if (!find) return value.field(info);
    return info.fieldName === key ? value.key : ofFound(find(value, context), args, context, info);
  };

  async function ofFound(...[found, args, context, info]: Parameters<Resolve>): Promise<unknown> {
    const held = await found;
    const result: unknown = held ? await resolve(held, args, context, info) : null;
    return required(result, info.returnType, pathOf(info.path));
  }
}

function typeOf(value: unknown): string {
  return value instanceof PartnerValue ? value.typeName : (value as RecordRow).type_name;
}

/** What is answered was held to its type when it was harvested, or when the partner answered it. */
function asHeld(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}
