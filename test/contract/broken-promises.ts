import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

/**
 * What a graph does not keep of what was promised: types, fields, arguments and values that are missing or different, and
 * new arguments that queries written for the promise do not give. Additions that no query notices are left alone.
 */
export function brokenPromises(promised: GraphQLSchema, graph: GraphQLSchema): string[] {
  return Object.values(promised.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap((type) => {
      const found = graph.getType(type.name);
      return found ? brokenType(type, found) : [`${type.name} is missing`];
    });
}

function brokenType(promised: GraphQLNamedType, found: GraphQLNamedType): string[] {
  const { name } = promised;
  if (promised.constructor !== found.constructor) return [`${name} is another kind of type`];
  if (isEnumType(promised) && isEnumType(found)) {
    return promised
      .getValues()
      .filter((value) => !found.getValue(value.name))
      .map((value) => `${name}.${value.name} is missing`);
  }
  if (isInputObjectType(promised) && isInputObjectType(found)) {
    return brokenInputs(
      name,
      Object.values(promised.getFields()),
      Object.values(found.getFields()),
      isRequiredInputField,
    );
  }
  if ((isObjectType(promised) || isInterfaceType(promised)) && (isObjectType(found) || isInterfaceType(found))) {
    const implemented = new Set(found.getInterfaces().map((each) => each.name));
    return [
      ...promised
        .getInterfaces()
        .filter((each) => !implemented.has(each.name))
        .map((each) => `${name} does not implement ${each.name}`),
      ...Object.values(promised.getFields()).flatMap((field) => {
        const place = `${name}.${field.name}`;
        const other = found.getFields()[field.name];
        if (!other) return [`${place} is missing`];
        if (String(other.type) !== String(field.type))
          return [`${place} is ${String(other.type)}, not ${String(field.type)}`];
        return brokenInputs(place, field.args, other.args, isRequiredArgument);
      }),
    ];
  }
  return [];
}

function brokenInputs<T extends GraphQLArgument | GraphQLInputField>(
  place: string,
  promised: readonly T[],
  found: readonly T[],
  isRequired: (input: T) => boolean,
): string[] {
  const names = new Set(promised.map((input) => input.name));
  return [
    ...promised.flatMap((input) => {
      const other = found.find((each) => each.name === input.name);
      if (!other) return [`${place}(${input.name}:) is missing`];
      return String(other.type) === String(input.type)
        ? []
        : [`${place}(${input.name}:) is ${String(other.type)}, not ${String(input.type)}`];
    }),
    ...found
      .filter((input) => !names.has(input.name) && isRequired(input))
      .map((input) => `${place}(${input.name}:) is new and required`),
  ];
}
