import { contractInterface, contractSchema, type RecordKind } from "@segpol/schema";
import {
  type GraphQLArgument,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isObjectType,
} from "graphql";

type Described = GraphQLObjectType | GraphQLInterfaceType;

/**
 * Gives types, fields, arguments and enum values the contract's descriptions, where they have none of their own, and arguments the
 * contract's order, which decorators reverse: value types and enums by name, record types by their kind. So the classes need
 * not repeat the contract's words, nor can they drift from them.
 */
export function followContract(schema: GraphQLSchema, kindOf: (typeName: string) => RecordKind | undefined): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const kind = kindOf(type.name);
    const model = kind ? contractInterface(kind) : contractSchema.getType(type.name);
    type.description ??= model?.description;
    if (isObjectType(type) && (isObjectType(model) || isInterfaceType(model))) describeFields(type, model);
    if (isEnumType(type) && isEnumType(model)) {
      for (const value of type.getValues()) value.description ??= model.getValue(value.name)?.description;
    }
  }
}

function describeFields(type: GraphQLObjectType, model: Described): void {
  const models = model.getFields();
  for (const field of Object.values(type.getFields())) {
    const same = models[field.name];
    if (!same) continue;
    const order = same.args.map(({ name }) => name);
    (field.args as GraphQLArgument[]).sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
    field.description ??= same.description;
    for (const arg of field.args) arg.description ??= same.args.find(({ name }) => name === arg.name)?.description;
  }
}
