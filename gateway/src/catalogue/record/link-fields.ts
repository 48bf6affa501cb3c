import { readFileSync } from "node:fs";
import { isRecordKind, type RecordKind } from "@segpol/schema";
import { type ConstDirectiveNode, type FieldDefinitionNode, Kind, parse, type TypeNode } from "graphql";

/** Relations that lead from a record to others of one kind. */
export interface LinkField {
  readonly kind: RecordKind;
  /** Relations that the record itself names. */
  readonly outgoing: readonly string[];
  /** Relations by which others name the record. */
  readonly incoming: readonly string[];
}

/** A field of hub.graphql that leads from a kind of record to other records. */
export interface RecordLinkField extends LinkField {
  readonly on: RecordKind;
  readonly name: string;
  readonly shape: "one" | "list" | "connection";
}

const hubDocument = parse(readFileSync(new URL(import.meta.resolve("@segpol/gateway/hub.graphql")), "utf8"));

/** The fields that hub.graphql marks with `@fromLinks`. */
export const linkFields: readonly RecordLinkField[] = hubDocument.definitions.flatMap((definition) => {
  if (definition.kind !== Kind.INTERFACE_TYPE_EXTENSION || !isRecordKind(definition.name.value)) return [];
  const on = definition.name.value;
  return (definition.fields ?? []).filter(leadsToRecords).map((field) => readField(on, field));
});

/** Not what is worked out from the record itself: pages of a list that it has, days. */
function leadsToRecords({ directives }: FieldDefinitionNode): boolean {
  return !directives?.some(({ name }) => ["fromCopy", "fromIndex", "derived"].includes(name.value));
}

function readField(on: RecordKind, field: FieldDefinitionNode): RecordLinkField {
  const name = field.name.value;
  const directive = field.directives?.find((each) => each.name.value === "fromLinks");
  const { type, isList } = unwrap(field.type);
  const isConnection = type.endsWith("Connection");
  const kind = isConnection ? type.slice(0, -"Connection".length) : type;
  if (!directive || !isRecordKind(kind)) {
    throw new Error(`Expected ${on}.${name} in hub.graphql to carry @fromLinks and to lead to records; it is ${type}.`);
  }
  return {
    on,
    name,
    kind,
    shape: isConnection ? "connection" : isList ? "list" : "one",
    outgoing: relations(directive, "outgoing"),
    incoming: relations(directive, "incoming"),
  };
}

function relations(directive: ConstDirectiveNode, argument: string): readonly string[] {
  const value = directive.arguments?.find((each) => each.name.value === argument)?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : []));
}

function unwrap(type: TypeNode): { type: string; isList: boolean } {
  if (type.kind === Kind.NAMED_TYPE) return { type: type.name.value, isList: false };
  return { type: unwrap(type.type).type, isList: type.kind === Kind.LIST_TYPE || unwrap(type.type).isList };
}
