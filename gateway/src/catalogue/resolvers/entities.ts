import { type DocumentNode, type GraphQLError, type GraphQLSchema, Kind } from "graphql";
import { shown, userError } from "../../base/user-error.js";

/**
 * Holds representations to what the subgraph has: one of another type, or with another key, is null with an error that says what was
 * expected, and the entities beside it are answered. Left to themselves the resolvers would fail for all of them at once.
 */
export function checkRepresentedKeys(schema: GraphQLSchema, document: DocumentNode): void {
  const field = schema.getQueryType()?.getFields()["_entities"];
  const resolve = field?.resolve;
  if (!field || !resolve) throw new Error("Expected the schema of a subgraph, with a resolver of _entities; got none.");
  const keys = keysOf(document);
  field.resolve = (source, args, context, info): unknown => {
    const { representations } = args as { representations: readonly unknown[] };
    const problems = representations.map((representation) => problemOf(representation, keys));
    const sound = representations.filter((_representation, index) => !problems[index]);
    const entities = (resolve(source, { representations: sound }, context, info) as readonly unknown[]).values();
    return problems.map((problem) => problem ?? entities.next().value);
  };
}

/** The field by which each type is known. */
function keysOf(document: DocumentNode): ReadonlyMap<string, string> {
  return new Map(
    document.definitions.flatMap((definition): [string, string][] => {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
      const key = definition.directives?.find(({ name }) => name.value === "key");
      const fields = key?.arguments?.find(({ name }) => name.value === "fields")?.value;
      return fields?.kind === Kind.STRING ? [[definition.name.value, fields.value]] : [];
    }),
  );
}

function problemOf(representation: unknown, keys: ReadonlyMap<string, string>): GraphQLError | undefined {
  const given = typeof representation === "object" && representation !== null ? representation : {};
  const typeName = property(given, "__typename");
  const key = typeof typeName === "string" ? keys.get(typeName) : undefined;
  if (key === undefined) {
    return userError(
      `Expected the __typename of one of the catalogue's entities (_Entity in its schema); got ${shown(typeName ?? null)}.`,
    );
  }
  const value = property(given, key);
  if (typeof value === "string") return undefined;
  return userError(`Expected a text as ${key} of a ${shown(typeName)}; got ${shown(value ?? null)}.`);
}

function property(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
