import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";

type Selection = Pick<GraphQLResolveInfo, "fieldNodes" | "fragments">;

/** Names of all fields that an operation selects below a field, on any level. */
export class SelectedFields {
  /** The same selection has the same nodes, wherever it is resolved. */
  readonly #known = new Map<readonly FieldNode[], ReadonlySet<string>>();

  below({ fieldNodes, fragments }: Selection): ReadonlySet<string> {
    const known = this.#known.get(fieldNodes);
    if (known) return known;
    const names = new Set<string>();
    const seen = new Set<SelectionSetNode>();
    const visit = (set: SelectionSetNode | undefined): void => {
      if (!set || seen.has(set)) return;
      seen.add(set);
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) names.add(selection.name.value);
        visit(
          selection.kind === Kind.FRAGMENT_SPREAD
            ? fragments[selection.name.value]?.selectionSet
            : selection.selectionSet,
        );
      }
    };
    for (const { selectionSet } of fieldNodes) visit(selectionSet);
    this.#known.set(fieldNodes, names);
    return names;
  }
}
