import { type ConstDirectiveNode, Kind, print } from "graphql";
import { canonicalName } from "./links.js";
import type { DeclaredType, Subgraph } from "./subgraph.js";

/** One @key of a type. */
export interface DeclaredKey {
  /** Field set with single spaces; undefined: not given as a text. */
  readonly fields: string | undefined;
  readonly resolvable: boolean;
  /** The directive as the SDL has it. */
  readonly text: string;
}

/** The keys of a type, under whatever name @key was imported. */
export function keysOf(type: DeclaredType, subgraph: Subgraph): DeclaredKey[] {
  return type.directives.filter(({ name }) => canonicalName(name.value, subgraph.links) === "key").map(readKey);
}

/** The keys as text, for a message. */
export function keysText(keys: readonly DeclaredKey[]): string {
  return keys.length === 0 ? "no @key" : keys.map(({ text }) => text).join(" ");
}

function readKey(node: ConstDirectiveNode): DeclaredKey {
  const valueOf = (argument: string) => node.arguments?.find(({ name }) => name.value === argument)?.value;
  const fields = valueOf("fields");
  const resolvable = valueOf("resolvable");
  return {
    fields:
      fields?.kind === Kind.STRING
        ? fields.value
            .trim()
            .split(/[\s,]+/)
            .join(" ")
        : undefined,
    resolvable: !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value),
    text: print(node),
  };
}
