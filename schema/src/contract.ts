import {
  buildSchema,
  getDirectiveValues,
  type GraphQLDirective,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLSchema,
  isInterfaceType,
} from "graphql";
import type { RecordKind } from "./kinds.js";
import { readPackageFile } from "./package-file.js";

/** The contract's text: contract.graphql, the source of truth. */
export const contractSdl: string = readPackageFile("contract.graphql");

/** The contract as a schema, for look-ups only: it has no resolvers, and its scalars accept anything. */
export const contractSchema: GraphQLSchema = buildSchema(contractSdl);

const catalogueDirective = requireDirective("catalogue");
const defaultDirective = requireDirective("default");
const sinceDirective = requireDirective("since");

/** A standard field of a kind of record. */
export interface ContractField {
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** Whether the hub resolves the field from its index. */
  readonly catalogue: boolean;
  /** The hub's default for a field that the partner does not have, as a GraphQL literal; undefined: null. */
  readonly default: string | undefined;
}

/** The contract's interface for a kind of record. */
export function contractInterface(kind: RecordKind): GraphQLInterfaceType {
  const type = contractSchema.getType(kind);
  if (!isInterfaceType(type)) throw new Error(`Expected contract.graphql to declare interface ${kind}.`);
  return type;
}

/** The standard fields of a kind of record, in the contract's order. */
export function contractFields(kind: RecordKind): ContractField[] {
  return Object.values(contractInterface(kind).getFields()).map((field) => ({
    name: field.name,
    field,
    catalogue: field.astNode ? getDirectiveValues(catalogueDirective, field.astNode) !== undefined : false,
    default: defaultOf(field),
  }));
}

/** Names of the standard fields of a kind of record that a partner may serve, in the contract's order. */
export function expectedFields(kind: RecordKind): string[] {
  return Object.keys(contractInterface(kind).getFields());
}

/** The version that added a field; undefined: the first has it. */
export function addedIn({ astNode }: GraphQLField<unknown, unknown>): string | undefined {
  const value = astNode && getDirectiveValues(sinceDirective, astNode)?.["version"];
  return typeof value === "string" ? value : undefined;
}

function defaultOf(field: GraphQLField<unknown, unknown>): string | undefined {
  const value = field.astNode && getDirectiveValues(defaultDirective, field.astNode)?.["value"];
  return typeof value === "string" ? value : undefined;
}

function requireDirective(name: string): GraphQLDirective {
  const directive = contractSchema.getDirective(name);
  if (!directive) throw new Error(`Expected contract.graphql to declare directive @${name}.`);
  return directive;
}
