import {
  type ArgumentDefinition,
  baseType,
  type EnumValue,
  type FieldDefinition,
  type InputFieldDefinition,
  type InputType,
  type InterfaceType,
  isListType,
  isNonNullType,
  type NamedType,
  type ObjectType,
  type Type,
  valueToString,
} from "@apollo/federation-internals";
import { directiveNode, nameNode } from "@segpol/server";
import {
  type ConstDirectiveNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type NameNode,
  type NamedTypeNode,
  parseConstValue,
  parseType,
  type StringValueNode,
  type TypeDefinitionNode,
  type TypeNode,
} from "graphql";
import { descriptionNode } from "./sdl-nodes.js";

/** Characters of a default value that a description repeats. */
const MAX_SHOWN_DEFAULT = 200;

type Describable =
  | FieldDefinition<ObjectType | InterfaceType>
  | ArgumentDefinition<FieldDefinition<ObjectType | InterfaceType>>
  | InputFieldDefinition
  | EnumValue
  | NamedType;

/**
 * Writes a partner's own type again from what it means, taking names, types, descriptions, default values and deprecations, and no
 * directive besides. `keepsInterface` says which of its interfaces the graph has.
 */
export function ownTypeNode(type: NamedType, keepsInterface: (name: string) => boolean): TypeDefinitionNode {
  const named = head(type);
  switch (type.kind) {
    case "ObjectType":
    case "InterfaceType": {
      const interfaces = type
        .interfaces()
        .map((each) => each.name)
        .filter(keepsInterface)
        .toSorted();
      return {
        kind: type.kind === "ObjectType" ? Kind.OBJECT_TYPE_DEFINITION : Kind.INTERFACE_TYPE_DEFINITION,
        ...named,
        interfaces: interfaces.map(namedTypeNode),
        fields: type.fields().map(ownFieldNode),
      };
    }
    case "UnionType":
      return {
        kind: Kind.UNION_TYPE_DEFINITION,
        ...named,
        types: type.types().map((each) => namedTypeNode(each.name)),
      };
    case "EnumType":
      return { kind: Kind.ENUM_TYPE_DEFINITION, ...named, values: type.values.map(enumValueNode) };
    case "InputObjectType":
      return { kind: Kind.INPUT_OBJECT_TYPE_DEFINITION, ...named, fields: type.fields().map(inputValueNode) };
    case "ScalarType":
      return { kind: Kind.SCALAR_TYPE_DEFINITION, ...named };
  }
}

function ownFieldNode(field: FieldDefinition<ObjectType | InterfaceType>): FieldDefinitionNode {
  return {
    kind: Kind.FIELD_DEFINITION,
    ...head(field),
    arguments: field.arguments().map(inputValueNode),
    type: typeNode(field.type, field.coordinate),
    directives: deprecation(field),
  };
}

/**
 * A field that another subgraph's answer waits for: nullable, whatever the partner promises, for while the partner does not
 * answer, a null that may not be one takes away the record and the list around it.
 */
export function nullableFieldNode(field: FieldDefinition<ObjectType | InterfaceType>): FieldDefinitionNode {
  const node = ownFieldNode(field);
  return node.type.kind === Kind.NON_NULL_TYPE ? { ...node, type: node.type.type } : node;
}

function inputValueNode(
  input: ArgumentDefinition<FieldDefinition<ObjectType | InterfaceType>> | InputFieldDefinition,
): InputValueDefinitionNode {
  const { name, description } = head(input);
  const type = typeNode(input.type, input.coordinate);
  const rest = { kind: Kind.INPUT_VALUE_DEFINITION, name, directives: deprecation(input) } as const;
  const { defaultValue: value } = input;
  if (value === undefined) return { ...rest, ...(description && { description }), type };
  if (isReadable(value, input.type)) {
    const defaultValue = parseConstValue(valueToString(value, input.type), { noLocation: true });
    return { ...rest, ...(description && { description }), type, defaultValue };
  }
  // Introspection cannot say this default, and would fail for everybody. The partner applies it where the argument is left out.
  const said = `Default: ${shown(valueToString(value, input.type))}`;
  return {
    ...rest,
    description: descriptionNode(description ? `${description.value}\n${said}` : said),
    type: type.kind === Kind.NON_NULL_TYPE ? type.type : type,
  };
}

/** Whether introspection can say a value: graphql-js writes no list or object for a scalar, and no number that is not exact. */
function isReadable(value: unknown, type: InputType | undefined): boolean {
  if (Array.isArray(value)) {
    const element = elementOf(type);
    return element !== undefined && value.every((each) => isReadable(each, element));
  }
  if (typeof value === "object" && value !== null) {
    const named = type && baseType(type);
    return (
      named?.kind === "InputObjectType" &&
      Object.entries(value).every(([field, each]) => isReadable(each, named.field(field)?.type))
    );
  }
  if (typeof value === "number") return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return typeof value !== "string" || value.isWellFormed();
}

/** Undefined: it is no list's. */
function elementOf(type: InputType | undefined): InputType | undefined {
  const list = type && isNonNullType(type) ? type.ofType : type;
  return list && isListType(list) ? list.ofType : undefined;
}

function shown(text: string): string {
  return text.length > MAX_SHOWN_DEFAULT ? `${text.slice(0, MAX_SHOWN_DEFAULT)}...` : text;
}

function enumValueNode(value: EnumValue): EnumValueDefinitionNode {
  return { kind: Kind.ENUM_VALUE_DEFINITION, ...head(value), directives: deprecation(value) };
}

function deprecation(element: Exclude<Describable, NamedType>): ConstDirectiveNode[] {
  const [applied] = element.appliedDirectivesOf(element.schema().deprecatedDirective());
  if (!applied) return [];
  const { reason } = applied.arguments();
  return [directiveNode("deprecated", reason === undefined ? {} : { reason })];
}

function head(element: Describable): { name: NameNode; description?: StringValueNode } {
  const name = nameNode(element.name);
  return element.description ? { name, description: descriptionNode(element.description) } : { name };
}

function namedTypeNode(name: string): NamedTypeNode {
  return { kind: Kind.NAMED_TYPE, name: nameNode(name) };
}

function typeNode(type: Type | undefined, coordinate: string): TypeNode {
  if (!type) throw new Error(`Expected ${coordinate} to have a type.`);
  return parseType(type.toString(), { noLocation: true });
}
