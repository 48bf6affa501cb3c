import { contractSchema, type RecordKind } from "@segpol/schema";
import { getNamedType, type GraphQLField, isInterfaceType, isObjectType } from "graphql";

/** Deeper than any measure that a run writes. */
const MEASURE_LEVELS = 3;

/** Every standard field of a record of the kind, connections as their nodes, in whatever language the request asks for. */
export function standardSelection(kind: RecordKind): string {
  const type = contractSchema.getType(kind);
  if (!isInterfaceType(type)) throw new Error(`Expected the contract to have an interface ${kind}.`);
  return Object.values(type.getFields())
    .map((field) => selectionOf(field, 1))
    .join(" ");
}

function selectionOf(field: GraphQLField<unknown, unknown>, level: number): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return field.name;
  const nodes = type.getFields()["nodes"];
  if (nodes) return `${field.name}(first: 100) { ${selectionOf(nodes, level)} }`;
  const inner = Object.values(type.getFields()).filter(
    (each) => getNamedType(each.type) !== type || level < MEASURE_LEVELS,
  );
  const below = inner.map((each) => selectionOf(each, getNamedType(each.type) === type ? level + 1 : level));
  return `${field.name} { ${below.join(" ")} }`;
}
