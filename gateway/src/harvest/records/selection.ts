import { createHash } from "node:crypto";
import { contractSchema, derivedFieldsOf, RECORD_LIMITS } from "@segpol/schema";
import { getNamedType, type GraphQLObjectType, isObjectType } from "graphql";
import type { ProjectedRecord } from "../../composition/projection/types.js";

/** Levels of measures within measures that are read; a record with more is quarantined. */
const MAX_NESTING = RECORD_LIMITS.measureLevels;
/** Entries of a connection asked at a time. */
export const CONNECTION_PAGE = 100;

const LINK_FIELDS = "{ rel id }";
const TEXT_FIELDS = "{ field language text original }";

/**
 * What is read of a record: every standard field that its type has, values within it completely, texts without a language (that is:
 * as first written), connections by their first page; and the fields for the harvest.
 */
export function recordSelection(record: ProjectedRecord): string {
  const standard = standardFields(record).map((field) => fieldSelection(record, field));
  const harvest = record.harvestFields.map((field) => `${field} ${field === "_links" ? LINK_FIELDS : TEXT_FIELDS}`);
  return ["__typename", ...standard, ...harvest].join(" ");
}

/** Hash of everything that is selected of a partner's records and of its feed; a different hash triggers a full resync. */
export function selectionHash(records: readonly ProjectedRecord[]): string {
  const selections = records.map((record) => [
    record.typeName,
    recordSelection(record),
    record.feedHasTombstoneVisibility === true,
  ]);
  return createHash("sha256").update(JSON.stringify(selections)).digest("base64url");
}

/** The standard fields of a record that are connections: read page by page. */
export function connectionFields(record: ProjectedRecord): string[] {
  return standardFields(record).filter((field) => isConnection(standardType(record, field)));
}

/** A further page of one connection of a record, after `$after`. */
export function connectionPageSelection(record: ProjectedRecord, field: string): string {
  const type = standardType(record, field);
  if (!isConnection(type)) throw new Error(`Expected ${record.typeName}.${field} to be a connection.`);
  return `__typename id ${field}(first: ${CONNECTION_PAGE}, after: $after) ${connectionSelection(type, new Set(record.lacks))}`;
}

function standardFields(record: ProjectedRecord): string[] {
  return [...new Set(["id", ...record.harvestableFields, ...record.ownedFields])];
}

function fieldSelection(record: ProjectedRecord, field: string): string {
  const type = standardType(record, field);
  if (!type) return field;
  const lacks = new Set(record.lacks);
  if (isConnection(type)) return `${field}(first: ${CONNECTION_PAGE}) ${connectionSelection(type, lacks)}`;
  return `${field} ${valueSelection(type, lacks)}`;
}

function connectionSelection(type: GraphQLObjectType, lacks: ReadonlySet<string>): string {
  const nodes = objectType(type, "nodes");
  if (!nodes) throw new Error(`Expected the contract's ${type.name}.nodes to be objects.`);
  return `{ nodes ${valueSelection(nodes, lacks)} pageInfo { hasNextPage endCursor } }`;
}

/** Everything in a value that the partner has; where it nests itself, down to the last level, of which only the names are read. */
function valueSelection(
  type: GraphQLObjectType,
  lacks: ReadonlySet<string>,
  around: readonly GraphQLObjectType[] = [],
): string {
  const depth = around.filter((outer) => outer === type).length;
  const derived = new Set(derivedFieldsOf(type).map(({ name }) => name));
  const names = Object.keys(type.getFields()).filter(
    (name) => !lacks.has(`${type.name}.${name}`) && !derived.has(name),
  );
  const fields = names.map((name) => {
    const inner = objectType(type, name);
    if (!inner) return name;
    const isLastLevel = inner === type && depth + 1 >= MAX_NESTING;
    return `${name} ${isLastLevel ? "{ __typename }" : valueSelection(inner, lacks, [...around, type])}`;
  });
  return `{ ${fields.join(" ")} }`;
}

function standardType({ kind, typeName }: ProjectedRecord, field: string): GraphQLObjectType | undefined {
  const contract = contractSchema.getType(kind);
  if (!contract || !("getFields" in contract))
    throw new Error(`Expected the contract to declare ${kind}, the kind of ${typeName}.`);
  const definition = contract.getFields()[field];
  const type = definition && getNamedType(definition.type);
  return isObjectType(type) ? type : undefined;
}

function objectType(type: GraphQLObjectType, field: string): GraphQLObjectType | undefined {
  const definition = type.getFields()[field];
  const named = definition && getNamedType(definition.type);
  return isObjectType(named) ? named : undefined;
}

function isConnection(type: GraphQLObjectType | undefined): type is GraphQLObjectType {
  return type !== undefined && type.name.endsWith("Connection");
}
