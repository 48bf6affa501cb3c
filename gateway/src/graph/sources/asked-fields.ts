import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionNode } from "graphql";
import { type Json, type JsonObject, isJsonArray, isJsonObject } from "../../base/json.js";

/**
 * Of a partner's answer what was asked, and nothing else: the gateway merges everything in an answer into its records, so a
 * partner could write over what the catalogue says of them, or of another partner's records beside them.
 */
export function askedFields(data: JsonObject, document: DocumentNode): JsonObject {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const selections: SelectionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) selections.push(...definition.selectionSet.selections);
  }
  return pickObject(data, selections, fragments);
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function pickObject(value: JsonObject, selections: readonly SelectionNode[], fragments: Fragments): JsonObject {
  const picked: Record<string, Json> = {};
  for (const [key, inner] of fieldsByKey(selections, fragments)) {
    const answered = Object.hasOwn(value, key) ? value[key] : undefined;
    if (answered !== undefined) picked[key] = inner.length > 0 ? pick(answered, inner, fragments) : answered;
  }
  return picked;
}

function pick(value: Json, selections: readonly SelectionNode[], fragments: Fragments): Json {
  if (isJsonArray(value)) return value.map((element) => pick(element, selections, fragments));
  return isJsonObject(value) ? pickObject(value, selections, fragments) : value;
}

/** Under each key of an answer what was asked within it, in all places where the key was asked. */
function fieldsByKey(selections: readonly SelectionNode[], fragments: Fragments): Map<string, SelectionNode[]> {
  const byKey = new Map<string, SelectionNode[]>();
  const add = (field: FieldNode): void => {
    const key = field.alias?.value ?? field.name.value;
    byKey.set(key, [...(byKey.get(key) ?? []), ...(field.selectionSet?.selections ?? [])]);
  };
  const visit = (selection: SelectionNode): void => {
    if (selection.kind === Kind.FIELD) add(selection);
    else if (selection.kind === Kind.INLINE_FRAGMENT) selection.selectionSet.selections.forEach(visit);
    else fragments.get(selection.name.value)?.selectionSet.selections.forEach(visit);
  };
  selections.forEach(visit);
  return byKey;
}
