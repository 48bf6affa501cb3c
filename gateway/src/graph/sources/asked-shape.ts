import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
} from "graphql";
import type { LackingFields } from "./lacking-fields.js";

/** What was asked under one key of an answer, in all places where the key was asked. */
export interface AskedField {
  readonly name: string;
  /** Null: `__typename`. */
  readonly type: GraphQLOutputType | null;
  /** It may be absent: a condition decides whether it is asked. */
  readonly mayLack: boolean;
  /** The partner does not have it, and was not asked. */
  readonly isLacking: boolean;
  readonly below: AskedShape;
}

interface Part {
  readonly selections: readonly SelectionNode[];
  readonly mayLack: boolean;
}

interface Surroundings {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly lacking: LackingFields;
}

/** The shape of what was asked of a subgraph, worked out once for each type of object that is answered. */
export class AskedShape {
  readonly #parts: readonly Part[];
  readonly #surroundings: Surroundings;
  readonly #typenameKey: string | undefined;
  readonly #byType = new Map<string, ReadonlyMap<string, AskedField>>();

  constructor(parts: readonly Part[], surroundings: Surroundings) {
    this.#parts = parts;
    this.#surroundings = surroundings;
    this.#typenameKey = parts.flatMap(({ selections }) => this.#typenames(selections))[0];
  }

  /** By the keys of the answer. */
  fieldsOf(type: GraphQLObjectType): ReadonlyMap<string, AskedField> {
    const known = this.#byType.get(type.name);
    if (known) return known;
    const found = this.#collect(type);
    this.#byType.set(type.name, found);
    return found;
  }

  /** Where an object says its type; undefined: it was not asked. */
  get typenameKey(): string | undefined {
    return this.#typenameKey;
  }

  #collect(type: GraphQLObjectType): ReadonlyMap<string, AskedField> {
    const asked = new Map<string, { readonly node: FieldNode; mayLack: boolean; readonly parts: Part[] }>();
    const visit = (selection: SelectionNode, outer: boolean): void => {
      // The planner passes on @skip and @include alone.
      const mayLack = outer || (selection.directives?.length ?? 0) > 0;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const field = asked.get(key) ?? { node: selection, mayLack: true, parts: [] };
        field.mayLack &&= mayLack;
        field.parts.push({ selections: selection.selectionSet?.selections ?? [], mayLack });
        asked.set(key, field);
        return;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragment(selection.name.value);
      if (!fragment || !this.#applies(fragment.typeCondition?.name.value, type)) return;
      for (const inner of fragment.selectionSet.selections) visit(inner, mayLack);
    };
    for (const { selections, mayLack } of this.#parts) for (const selection of selections) visit(selection, mayLack);
    return new Map(
      [...asked].flatMap(([key, { node, mayLack, parts }]): [string, AskedField][] => {
        const name = node.name.value;
        const field = type.getFields()[name];
        if (!field && name !== "__typename") return [];
        const below = new AskedShape(parts, this.#surroundings);
        const isLacking = this.#surroundings.lacking.has(`${type.name}.${name}`);
        return [[key, { name, type: field?.type ?? null, mayLack, isLacking, below }]];
      }),
    );
  }

  #typenames(selections: readonly SelectionNode[]): string[] {
    return selections.flatMap((selection) => {
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragment(selection.name.value);
        return fragment ? this.#typenames(fragment.selectionSet.selections) : [];
      }
      return selection.name.value === "__typename" ? [(selection.alias ?? selection.name).value] : [];
    });
  }

  #fragment(name: string): FragmentDefinitionNode | undefined {
    return this.#surroundings.fragments.get(name);
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const { schema } = this.#surroundings;
    const named = schema.getType(condition);
    return isAbstractType(named) && schema.isSubType(named, type);
  }
}

/** The shape of the one operation that the planner writes. */
export function shapeOf(document: DocumentNode, schema: GraphQLSchema, lacking: LackingFields = new Set()): AskedShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const parts: Part[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION)
      parts.push({ selections: definition.selectionSet.selections, mayLack: false });
  }
  return new AskedShape(parts, { schema, fragments, lacking });
}
