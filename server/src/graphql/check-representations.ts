import {
  GraphQLError,
  getNamedType,
  GraphQLID,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLString,
  isUnionType,
} from "graphql";

const MAX_SHOWN = 100;

export interface RepresentationRules {
  /** The graph as messages call it. */
  readonly whose: string;
  /** Whether an empty text is a key like any other, of which no entity is known, and so no error. */
  readonly mayBeEmpty: boolean;
}

/**
 * Lets a representation that names no entity of this graph be an error in its own place of `_entities`, and null there; the others
 * are answered. The library would fail all of them, with an internal error.
 */
export function checkRepresentations(schema: GraphQLSchema, { whose, mayBeEmpty }: RepresentationRules): void {
  const field = schema.getQueryType()?.getFields()["_entities"];
  const resolve = field?.resolve;
  const union = schema.getType("_Entity");
  if (!field || !resolve || !isUnionType(union)) {
    throw new Error("Expected the schema of a subgraph, with a resolver of _entities; got none.");
  }
  const entities = new Map(union.getTypes().map((type) => [type.name, type]));
  const problemOf = (representation: unknown): GraphQLError | undefined => {
    const given = typeof representation === "object" && representation !== null ? representation : undefined;
    const name = given && propertyOf(given, "__typename");
    const type = typeof name === "string" ? entities.get(name) : undefined;
    if (given && type) return problemOfKey(type, given, mayBeEmpty);
    const came = given ? (name ?? null) : representation;
    return badInput(
      `Expected the __typename of one of ${whose}'s entities (_Entity in its schema); got ${shown(came)}.`,
    );
  };
  field.resolve = (source, args, context, info) => {
    const { representations } = args as { representations: readonly unknown[] };
    const problems = representations.map((each) => problemOf(each));
    const good = representations.filter((_each, index) => problems[index] === undefined);
    const answers = (resolve(source, { ...args, representations: good }, context, info) as unknown[]).values();
    return problems.map((problem) => problem ?? answers.next().value);
  };
}

function problemOfKey(type: GraphQLObjectType, given: object, mayBeEmpty: boolean): GraphQLError | undefined {
  const keys = keysOf(type);
  const fits = (part: string): boolean => isKey(type, part, propertyOf(given, part), mayBeEmpty);
  if (keys.length === 0 || keys.some((key) => key.every(fits))) return undefined;
  const expected = keys.map((key) => key.join(" and ")).join(", or ");
  const parts = keys.flat();
  const came =
    parts.length === 1
      ? propertyOf(given, parts[0] ?? "")
      : Object.fromEntries(parts.map((part) => [part, propertyOf(given, part) ?? null]));
  return badInput(`Expected a text as ${expected} of a ${shown(type.name)}; got ${shown(came ?? null)}.`);
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
function isKey(type: GraphQLObjectType, field: string, value: unknown, mayBeEmpty: boolean): boolean {
  const definition = type.getFields()[field];
  const named = definition && getNamedType(definition.type);
  if (named === GraphQLID || named === GraphQLString) {
    return typeof value === "string" && (mayBeEmpty || value !== "");
  }
  return value !== undefined && value !== null;
}

function propertyOf(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}
