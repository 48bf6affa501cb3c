import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { ProjectedRecord } from "../../composition/projection/types.js";

/** Coordinates of fields of value types that a partner does not have: Measure.dueOn. */
export type LackingFields = ReadonlySet<string>;

/** What the value types of a partner's records lack. */
export function lackingFieldsOf(records: readonly Pick<ProjectedRecord, "lacks">[]): LackingFields {
  return new Set(records.flatMap(({ lacks = [] }) => lacks));
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

/** The same question without the fields that a partner lacks, and without the variables and fragments that nothing then needs. */
export function withoutLacking(document: DocumentNode, schema: GraphQLSchema, lacking: LackingFields): DocumentNode {
  const types = new TypeInfo(schema);
  const asked: DocumentNode = visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter: ({ name }) => (lacking.has(`${types.getParentType()?.name}.${name.value}`) ? null : undefined),
      },
      SelectionSet: {
        leave: (node): SelectionSetNode | undefined =>
          node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined,
      },
    }),
  );
  return withoutUnused(asked);
}

function withoutUnused(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const usedFragments = new Set<string>();
  const usedVariables = new Set<string>();
  const collect = (node: SelectionSetNode): void => {
    visit(node, {
      Variable: ({ name }) => void usedVariables.add(name.value),
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || usedFragments.has(name.value)) return;
        usedFragments.add(name.value);
        collect(fragment.selectionSet);
      },
    });
  };
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  for (const { selectionSet } of operations) collect(selectionSet);
  return {
    ...document,
    definitions: document.definitions.flatMap((each): DefinitionNode[] => {
      if (each.kind === Kind.FRAGMENT_DEFINITION) return usedFragments.has(each.name.value) ? [each] : [];
      if (each.kind !== Kind.OPERATION_DEFINITION) return [each];
      const variableDefinitions = (each.variableDefinitions ?? []).filter(({ variable }) =>
        usedVariables.has(variable.name.value),
      );
      return [{ ...each, variableDefinitions }];
    }),
  };
}
