import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type NameNode,
  print,
  visit,
} from "graphql";

/** Put before a response name. No schema has such a name, nor does the planner make one. */
const SAFE = "__as_";

/** Fields of Query that tell about the schema; graphql-js answers them, and not the planner, which knows an older introspection. */
export const INTROSPECTION_FIELDS: ReadonlySet<string> = new Set(["__schema", "__type"]);

/** A query as it is planned and executed. */
export interface PlannedDocument {
  readonly document: DocumentNode;
  /** What the plan is looked up by; the query's own text where nothing had to change. */
  readonly source: string;
  readonly isRewritten: boolean;
}

/**
 * Makes of a client's query what the planner is given. The planner and the executor put names of their own into the same objects as the
 * client's: keys, `__typename`. An alias that equals a name of the schema would be taken for that, so that such aliases get another name,
 * which `originalName` takes off the answer.
 */
export function createPlannedDocuments(
  schema: GraphQLSchema,
): (query: string, document: DocumentNode) => PlannedDocument {
  const names = fieldNames(schema);
  const isUnsafe = (responseName: string): boolean => responseName.startsWith("_") || names.has(responseName);
  const planned = (field: FieldNode): FieldNode | undefined => {
    const { name, alias } = field;
    if (INTROSPECTION_FIELDS.has(name.value)) {
      // It keeps its place, and costs nothing.
      const { arguments: _arguments, selectionSet: _selections, ...rest } = field;
      return { ...rest, alias: safe(alias ?? name), name: { kind: Kind.NAME, value: "__typename" } };
    }
    const isRenamed = alias !== undefined && alias.value !== name.value && isUnsafe(alias.value);
    return isRenamed ? { ...field, alias: safe(alias) } : undefined;
  };
  return (query, document) => {
    const rewritten = visit(document, {
      Field: { enter: planned },
      // Nothing asks for them any more.
      FragmentDefinition: ({ typeCondition }) => (typeCondition.name.value.startsWith("__") ? null : undefined),
    });
    return rewritten === document
      ? { document, source: query, isRewritten: false }
      : { document: rewritten, source: print(rewritten), isRewritten: true };
  };
}

/** A response name as the client knows it. */
export function originalName(name: string): string {
  return name.startsWith(SAFE) ? name.slice(SAFE.length) : name;
}

function safe({ value }: NameNode): NameNode {
  return { kind: Kind.NAME, value: `${SAFE}${value}` };
}

function fieldNames(schema: GraphQLSchema): ReadonlySet<string> {
  return new Set(
    Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
    ),
  );
}
