import { type FieldDefinitionNode, type GraphQLField, print } from "graphql";
import { contractFields } from "../../contract.js";
import { RECORD_KINDS, type RecordKind } from "../../kinds.js";
import { type Finding, finding } from "../finding.js";
import { keysOf, keysText } from "../keys.js";
import { LINK_FIELDS } from "../link-fields.js";
import { contractArguments, contractSignature, declaredArguments, declaredSignature } from "../signature.js";
import { type DeclaredType, objectType, type Subgraph } from "../subgraph.js";

const REQUIRED = ["id", "title"];

/** A record type and the kind of record it is. */
export interface RecordType {
  readonly kind: RecordKind;
  readonly type: DeclaredType;
}

/** The record types of a partner that are object types. */
export function recordTypes(subgraph: Subgraph): RecordType[] {
  return RECORD_KINDS.flatMap((kind) => objectType(subgraph.prefix + kind, subgraph).map((type) => ({ kind, type })));
}

/** The names of record types are object types. */
export function recordKindRule({ types, prefix }: Subgraph): Finding[] {
  return RECORD_KINDS.map((kind) => types.get(prefix + kind)).flatMap((type) =>
    type && type.kind !== "object type"
      ? [
          finding(
            "RECORD_NOT_OBJECT",
            type.name,
            `Expected an object type; found ${type.kind} ${type.name}.`,
            "Declare it with `type`, or rename it.",
          ),
        ]
      : [],
  );
}

/** A partner has at least one kind of record. */
export function anyRecordRule(subgraph: Subgraph): Finding[] {
  if (recordTypes(subgraph).length > 0) return [];
  const names = RECORD_KINDS.map((kind) => subgraph.prefix + kind).join(", ");
  return [
    finding(
      "RECORD_TYPE_MISSING",
      "SDL",
      `Expected one of ${names}; found none.`,
      "Declare a type for each kind of record there is.",
    ),
  ];
}

/** A record type is an entity by its id, which the subgraph resolves. */
export function recordKeyRule(subgraph: Subgraph): Finding[] {
  return recordTypes(subgraph).flatMap(({ type }) => {
    const keys = keysOf(type, subgraph);
    if (keys.length === 1 && keys[0]?.fields === "id" && keys[0].resolvable) return [];
    const message = `Expected @key(fields: "id") and no other key; found ${keysText(keys)}.`;
    return [finding("RECORD_KEY_WRONG", type.name, message, 'Give the type @key(fields: "id").')];
  });
}

/** A record has an id and a title. */
export function requiredFieldRule(subgraph: Subgraph): Finding[] {
  return recordTypes(subgraph).flatMap(({ kind, type }) =>
    contractFields(kind)
      .filter(({ name }) => REQUIRED.includes(name) && !type.fields.some((field) => field.name.value === name))
      .map(({ name, field }) =>
        finding(
          "REQUIRED_FIELD_MISSING",
          `${type.name}.${name}`,
          `Expected ${contractSignature(field)}; found no such field.`,
          "Add the field.",
        ),
      ),
  );
}

/** A standard field is declared as in the contract: its name means the same everywhere. */
export function standardFieldRule(subgraph: Subgraph): Finding[] {
  return recordTypes(subgraph).flatMap(({ kind, type }) => {
    const standard = new Map(contractFields(kind).map(({ name, field }) => [name, field]));
    return type.fields.flatMap((declared) => {
      const field = standard.get(declared.name.value);
      return field ? compare(type.name, declared, field) : [];
    });
  });
}

/** Links between records are in `_links`, and the hub pages what a record has. */
export function linkFieldRule(subgraph: Subgraph): Finding[] {
  return recordTypes(subgraph).flatMap(({ kind, type }) =>
    type.fields
      .map(({ name }) => name.value)
      .filter((name) => LINK_FIELDS[kind].includes(name))
      .map((name) =>
        finding(
          "LINK_FIELD_SERVED",
          `${type.name}.${name}`,
          `Expected no field ${name}, which the hub answers for every partner; found one.`,
          "Leave the field out: the hub answers it from `_links`, or from the list that it pages.",
        ),
      ),
  );
}

function compare(typeName: string, declared: FieldDefinitionNode, field: GraphQLField<unknown, unknown>): Finding[] {
  const place = `${typeName}.${field.name}`;
  const message = `Expected ${contractSignature(field)}; found ${declaredSignature(declared)}.`;
  const findings: Finding[] = [];
  if (print(declared.type) !== String(field.type)) {
    findings.push(
      finding("STANDARD_FIELD_TYPE", place, message, `Give the field the type ${String(field.type)}, or another name.`),
    );
  }
  if (declaredArguments(declared) !== contractArguments(field)) {
    const wanted = contractArguments(field);
    findings.push(
      finding(
        "STANDARD_FIELD_ARGUMENTS",
        place,
        message,
        wanted ? `Give the field the arguments ${wanted}.` : "Leave the arguments out.",
      ),
    );
  }
  return findings;
}
