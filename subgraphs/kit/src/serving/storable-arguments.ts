import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { RequestError } from "@segpol/server";
import { type DocumentNode, Kind, visit } from "graphql";

/** Of a representation any text may be the id; that of no record gives null. */
const REPRESENTATIONS = "representations";

/** Refuses texts that PostgreSQL does not store, wherever a client puts them: a partner's own queries need not think of them. */
export function storableArguments<C extends BaseContext>(): ApolloServerPlugin<C> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, request: { variables } }) {
          const { text, representations } = readDocument(document);
          const given = Object.entries(variables ?? {}).filter(([name]) => !representations.has(name));
          const found = text ?? textOf(given);
          if (found === undefined) return;
          throw new RequestError(
            "BAD_USER_INPUT",
            400,
            `Expected texts of whole Unicode characters without the character U+0000; got ${JSON.stringify(found.slice(0, 80))}. Leave it out.`,
            { http: { status: 400 } },
          );
        },
      };
    },
  };
}

/** PostgreSQL stores neither the zero character nor half a surrogate pair. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}

/** The first text in it that is not stored, and the variables that stand for representations. */
function readDocument(document: DocumentNode) {
  const representations = new Set<string>();
  let text: string | undefined;
  visit(document, {
    Argument({ name, value }) {
      if (name.value !== REPRESENTATIONS) return undefined;
      if (value.kind === Kind.VARIABLE) representations.add(value.name.value);
      return false;
    },
    StringValue({ value }) {
      if (!isStorable(value)) text ??= value;
    },
  });
  return { text, representations };
}

/** What a client gave for variables is as deep as the server lets a body be. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return isStorable(value) ? undefined : value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, each] of Object.entries(value)) {
    const found = textOf(name) ?? textOf(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
