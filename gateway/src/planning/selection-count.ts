import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from "graphql";

/** Fields of all operations of a document, with every fragment written out; counted no further than `most`. */
export function countSelections({ definitions }: DocumentNode, most: number): number {
  const fragments = new Map(
    definitions.flatMap((each): [string, FragmentDefinitionNode][] =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [],
    ),
  );
  let count = 0;
  const add = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (count > most) return;
      if (selection.kind === Kind.FIELD) count += 1;
      const below =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? fragments.get(selection.name.value)?.selectionSet
          : selection.selectionSet;
      if (below) add(below);
    }
  };
  for (const each of definitions) if (each.kind === Kind.OPERATION_DEFINITION) add(each.selectionSet);
  return count;
}
