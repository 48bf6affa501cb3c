import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { addedIn, contractSchema } from "../../contract.js";
import { type Finding, finding } from "../finding.js";
import { canonicalName } from "../links.js";
import { CONTRACT_NAMES, HARVEST_NAMES, REFERENCE_NAMES, VALUE_NAMES } from "../names.js";
import { contractSignature, declaredSignature } from "../signature.js";
import { type DeclaredType, objectType, type Subgraph } from "../subgraph.js";

const COPY = "Copy the declaration from contract.graphql.";

/** Value types, enums and scalars of the contract are declared as the contract has them: a difference breaks composition for all. */
export function contractTypeRule({ types }: Subgraph): Finding[] {
  return contractTypesIn(types).flatMap(({ type, contractType }) => {
    const kind = kindFinding(type, contractType);
    if (kind) return [kind];
    const implemented = type.interfaces.length > 0 ? [interfaceFinding(type)] : [];
    if (isObjectType(contractType) && !REFERENCE_NAMES.has(type.name))
      return [...implemented, ...fieldFindings(type, contractType)];
    if (isEnumType(contractType))
      return enumFindings(
        type,
        contractType.getValues().map(({ name }) => name),
      );
    return implemented;
  });
}

/** Value types are @shareable: several partners serve them. */
export function shareableRule(subgraph: Subgraph): Finding[] {
  const shareable = (directives: DeclaredType["directives"]) =>
    directives.some(({ name }) => canonicalName(name.value, subgraph.links) === "shareable");
  return [...VALUE_NAMES]
    .flatMap((name) => objectType(name, subgraph))
    .filter((type) => !shareable(type.directives) && !type.fields.every((field) => shareable(field.directives ?? [])))
    .map(({ name }) =>
      finding(
        "SHAREABLE_MISSING",
        name,
        `Expected type ${name} @shareable; found it without.`,
        "Add @shareable to the type.",
      ),
    );
}

function contractTypesIn(types: Subgraph["types"]): { type: DeclaredType; contractType: GraphQLNamedType }[] {
  return CONTRACT_NAMES.flatMap((name) => {
    const type = types.get(name);
    const contractType = contractSchema.getType(name);
    return type && contractType && !isInterfaceType(contractType) ? [{ type, contractType }] : [];
  });
}

function kindFinding({ name, kind }: DeclaredType, contractType: GraphQLNamedType): Finding | undefined {
  const expected = isObjectType(contractType) ? "object type" : isEnumType(contractType) ? "enum" : "scalar";
  if (kind === expected) return undefined;
  return finding("CONTRACT_TYPE_KIND", name, `Expected ${expected} ${name}; found ${kind} ${name}.`, COPY);
}

function interfaceFinding({ name, interfaces }: DeclaredType): Finding {
  const names = interfaces.map((each) => each.name.value).join(" & ");
  return finding(
    "CONTRACT_TYPE_KIND",
    name,
    `Expected type ${name} without interfaces; found implements ${names}.`,
    COPY,
  );
}

function fieldFindings(type: DeclaredType, contractType: GraphQLObjectType): Finding[] {
  const wanted = contractType.getFields();
  const missing = Object.values(wanted)
    .filter(({ name }) => !type.fields.some((field) => field.name.value === name))
    .filter((field) => !isOptional(type, field));
  const different = type.fields.flatMap((field) => {
    const name = field.name.value;
    const found = declaredSignature(field);
    const expected = wanted[name] ? contractSignature(wanted[name]) : `no field ${name}`;
    return expected === found
      ? []
      : [finding("CONTRACT_TYPE_FIELDS", `${type.name}.${name}`, `Expected ${expected}; found ${found}.`, COPY)];
  });
  return [
    ...missing.map((field) =>
      finding(
        "CONTRACT_TYPE_FIELDS",
        `${type.name}.${field.name}`,
        `Expected ${contractSignature(field)}; found no such field.`,
        COPY,
      ),
    ),
    ...different,
  ];
}

/** Optional fields of the harvest, and what the contract gained after its first version. */
function isOptional({ name }: DeclaredType, field: GraphQLField<unknown, unknown>): boolean {
  return (HARVEST_NAMES.has(name) && !isNonNullType(field.type)) || addedIn(field) !== undefined;
}

function enumFindings(type: DeclaredType, wanted: readonly string[]): Finding[] {
  const found = type.values.map(({ name }) => name.value);
  const missing = wanted.filter((value) => !found.includes(value));
  const added = found.filter((value) => !wanted.includes(value));
  const report = (value: string, what: string) =>
    finding(
      "CONTRACT_ENUM_VALUES",
      `${type.name}.${value}`,
      `Expected the values ${wanted.join(", ")}; found ${what} ${value}.`,
      COPY,
    );
  return [...missing.map((value) => report(value, "no")), ...added.map((value) => report(value, "also"))];
}
