import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/**
 * Pairs of fields of a document's operations that have one response name at one place, fragments written out: validation compares each with
 * each. Counted no further than `most`, nor deeper than `depth` levels of fields. Fields that are looked at count as pairs do.
 */
export function countSameNamePairs({ definitions }: DocumentNode, most: number, depth: number): number {
  const fragments = new Map(
    definitions.flatMap((each): [string, FragmentDefinitionNode][] =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [],
    ),
  );
  let count = 0;

  /** The fields of one place, by response name: what is below each of them. */
  function fieldsOf(sets: readonly SelectionSetNode[]): Map<string, { times: number; below: SelectionSetNode[] }> {
    const fields = new Map<string, { times: number; below: SelectionSetNode[] }>();
    const spread = new Set<string>();
    const queue = [...sets];
    for (let set = queue.pop(); set && count <= most; set = queue.pop()) {
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) {
          const name = (selection.alias ?? selection.name).value;
          const field = fields.get(name) ?? { times: 0, below: [] };
          fields.set(name, field);
          count += 1 + field.times;
          field.times += 1;
          if (selection.selectionSet) field.below.push(selection.selectionSet);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          queue.push(selection.selectionSet);
        } else if (!spread.has(selection.name.value)) {
          spread.add(selection.name.value);
          const fragment = fragments.get(selection.name.value);
          if (fragment) queue.push(fragment.selectionSet);
        }
      }
    }
    return fields;
  }

  let level = definitions
    .filter((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION)
    .map(({ selectionSet }) => [selectionSet]);
  for (let depthLeft = depth; depthLeft > 0 && level.length > 0; depthLeft -= 1) {
    level = level.flatMap((sets) =>
      [...fieldsOf(sets).values()].flatMap(({ below }) => (below.length > 0 ? [below] : [])),
    );
  }
  return count;
}
