import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from "graphql";
import { originalName } from "../planning/planned-document.js";

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** What is asked below each response name; nothing below a leaf, whatever an own scalar holds. */
type Names = ReadonlyMap<string, Names | undefined>;

/** The answer under the names that the client gave. */
export function withOriginalNames(
  data: object,
  { selectionSet }: OperationDefinitionNode,
  { definitions }: DocumentNode,
): Record<string, unknown> {
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])),
  );
  return renamedObject(data, namesIn([selectionSet.selections], fragments));
}

function namesIn(parts: readonly (readonly SelectionNode[])[], fragments: Fragments): Names {
  const below = new Map<string, (readonly SelectionNode[])[]>();
  const visit = (selection: SelectionNode): void => {
    if (selection.kind === Kind.FIELD) {
      const name = (selection.alias ?? selection.name).value;
      const inner = below.get(name) ?? [];
      if (selection.selectionSet) inner.push(selection.selectionSet.selections);
      below.set(name, inner);
      return;
    }
    const set =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value)?.selectionSet;
    set?.selections.forEach(visit);
  };
  for (const selections of parts) selections.forEach(visit);
  return new Map([...below].map(([name, inner]) => [name, inner.length > 0 ? namesIn(inner, fragments) : undefined]));
}

function renamedObject(value: object, names: Names): Record<string, unknown> {
  // As entries: a name may be __proto__.
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => {
      const below = names.get(name);
      return [originalName(name), below ? renamed(inner, below) : inner];
    }),
  );
}

function renamed(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, names));
  return typeof value === "object" && value !== null ? renamedObject(value, names) : value;
}
