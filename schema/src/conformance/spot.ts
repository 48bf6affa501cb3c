import { type ASTNode, isTypeDefinitionNode, isTypeExtensionNode, Kind } from "graphql";

/** Where something stands in an SDL. */
export interface Spot {
  /** As a finding's place has it. */
  readonly place: string;
  /** The type on or in which it is; undefined: the schema. */
  readonly type: string | undefined;
  /** The innermost node that has it. */
  readonly holder: ASTNode["kind"];
}

/** The place of a node, by what `visit` calls its ancestors: nodes and lists of nodes. */
export function spotOf(ancestors: readonly (ASTNode | readonly ASTNode[])[]): Spot {
  const holders = ancestors.filter((each): each is ASTNode => "kind" in each);
  let place = "schema";
  let type: string | undefined;
  let ofInput = false;
  for (const holder of holders) {
    if (isTypeDefinitionNode(holder) || isTypeExtensionNode(holder)) {
      place = type = holder.name.value;
      ofInput = holder.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || holder.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION;
    } else if (holder.kind === Kind.INPUT_VALUE_DEFINITION) {
      place += ofInput ? `.${holder.name.value}` : `(${holder.name.value}:)`;
    } else if (holder.kind === Kind.FIELD_DEFINITION || holder.kind === Kind.ENUM_VALUE_DEFINITION) {
      place += `.${holder.name.value}`;
    } else if (holder.kind === Kind.DIRECTIVE_DEFINITION) {
      place = `directive @${holder.name.value}`;
    }
  }
  return { place, type, holder: holders.at(-1)?.kind ?? Kind.DOCUMENT };
}
