import {
  type ArgumentDefinition,
  type EnumValue,
  type FieldDefinition,
  type InputFieldDefinition,
  type InputType,
  type InterfaceType,
  type NamedType,
  type ObjectType,
  type Type,
  valueToString,
} from "@apollo/federation-internals";
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
import { descriptionNode, directiveNode, nameNode } from "./sdl-nodes.js";

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
  return {
    kind: Kind.INPUT_VALUE_DEFINITION,
    ...head(input),
    type: typeNode(input.type, input.coordinate),
    ...defaultValue(input.defaultValue, input.type),
    directives: deprecation(input),
  };
}

function enumValueNode(value: EnumValue): EnumValueDefinitionNode {
  return { kind: Kind.ENUM_VALUE_DEFINITION, ...head(value), directives: deprecation(value) };
}

function defaultValue(value: unknown, type: InputType | undefined): Pick<InputValueDefinitionNode, "defaultValue"> {
  if (value === undefined) return {};
  return { defaultValue: parseConstValue(valueToString(value, type), { noLocation: true }) };
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
