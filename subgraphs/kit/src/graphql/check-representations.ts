import {
  type GraphQLError,
  getNamedType,
  GraphQLID,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLString,
  isUnionType,
} from "graphql";
import { badInput } from "../serving/input-errors.js";

const LONGEST_SHOWN = 100;

/**
 * Lets a representation that names no entity of this graph be an error in its own place of `_entities`, and null there; the others
 * are answered. The library would fail all of them, with an internal error.
 */
export function checkRepresentations(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()["_entities"];
  const resolve = field?.resolve;
  const union = schema.getType("_Entity");
  if (!field || !resolve || !isUnionType(union)) {
    throw new Error("Expected the schema of a subgraph, with a resolver of _entities; got none.");
  }
  const entities = new Map(union.getTypes().map((type) => [type.name, type]));
  field.resolve = (source, args, context, info) => {
    const { representations } = args as { representations: readonly unknown[] };
    const problems = representations.map((each) => problemOf(each, entities));
    const good = representations.filter((_each, index) => problems[index] === undefined);
    const answers = (resolve(source, { ...args, representations: good }, context, info) as unknown[]).values();
    return problems.map((problem) => problem ?? answers.next().value);
  };
}

function problemOf(
  representation: unknown,
  entities: ReadonlyMap<unknown, GraphQLObjectType>,
): GraphQLError | undefined {
  if (typeof representation !== "object" || representation === null || Array.isArray(representation)) {
    return badInput(
      `Expected a representation to be an object with __typename and a key; got ${shown(representation)}.`,
    );
  }
  const given = representation as Readonly<Record<string, unknown>>;
  const name = given["__typename"];
  const type = entities.get(name);
  if (!type) {
    const known = [...entities.keys()].join(", ");
    return badInput(`Expected the __typename of a representation to be one of ${known}; got ${shown(name)}.`);
  }
  const keys = keysOf(type);
  if (keys.length === 0 || keys.some((key) => key.every((part) => fits(type, part, given[part])))) return undefined;
  const expected = keys.map((key) => key.join(" and ")).join(", or ");
  const came = shown(Object.fromEntries(keys.flat().map((part) => [part, given[part] ?? null])));
  return badInput(`Expected a representation of ${type.name} to have the texts of its key, ${expected}; got ${came}.`);
}

/** Fields of each key. Of a key with fields within fields, the outer ones are known here by their type alone, and left out. */
function keysOf({ astNode }: GraphQLObjectType): string[][] {
  return (astNode?.directives ?? []).flatMap(({ name, arguments: given = [] }) => {
    const fields = given.find((each) => each.name.value === "fields")?.value;
    const isPlain = name.value === "key" && fields?.kind === "StringValue" && !fields.value.includes("{");
    return isPlain ? [fields.value.trim().split(/[\s,]+/)] : [];
  });
}

/** Keys of texts are texts; what other scalars take, their resolvers know. */
function fits(type: GraphQLObjectType, field: string, value: unknown): boolean {
  const definition = type.getFields()[field];
  const named = definition && getNamedType(definition.type);
  if (named === GraphQLID || named === GraphQLString) return typeof value === "string" && value !== "";
  return value !== undefined && value !== null;
}

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}
