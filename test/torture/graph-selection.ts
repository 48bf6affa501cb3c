import { contractSchema, derivedField, type RecordKind } from "@segpol/schema";
import { getNamedType, type GraphQLField, isInterfaceType, isObjectType } from "graphql";

/** Deeper than any measure that a run writes. */
const MEASURE_LEVELS = 3;

/** Every standard field that a record of the kind is made of: what follows from others is in no index. */
export function storedSelection(kind: RecordKind): string {
  return selectionOfKind(kind, ({ astNode }) => !astNode || !derivedField(astNode));
}

/** Every standard field of a record of the kind, connections as their nodes, in whatever language the request asks for. */
export function standardSelection(kind: RecordKind): string {
  return selectionOfKind(kind, () => true);
}

type Field = GraphQLField<unknown, unknown>;
type IsAsked = (field: Field) => boolean;

function selectionOfKind(kind: RecordKind, isAsked: IsAsked): string {
  const type = contractSchema.getType(kind);
  if (!isInterfaceType(type)) throw new Error(`Expected the contract to have an interface ${kind}.`);
  return Object.values(type.getFields())
    .filter(isAsked)
    .map((field) => selectionOf(field, 1, isAsked))
    .join(" ");
}

function selectionOf(field: Field, level: number, isAsked: IsAsked): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return field.name;
  const nodes = type.getFields()["nodes"];
  if (nodes) return `${field.name}(first: 100) { ${selectionOf(nodes, level, isAsked)} }`;
  const inner = Object.values(type.getFields()).filter(
    (each) => isAsked(each) && (getNamedType(each.type) !== type || level < MEASURE_LEVELS),
  );
  const below = inner.map((each) => selectionOf(each, getNamedType(each.type) === type ? level + 1 : level, isAsked));
  return `${field.name} { ${below.join(" ")} }`;
}
