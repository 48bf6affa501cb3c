import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { RequestError } from "@segpol/server";
import { type DocumentNode, visit } from "graphql";

/** Refuses texts that PostgreSQL does not store, wherever a client puts them: a partner's own queries need not think of them. */
export function storableArguments<C extends BaseContext>(): ApolloServerPlugin<C> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, request: { variables } }) {
          const found = textIn(document) ?? textOf(variables);
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

function textIn(document: DocumentNode): string | undefined {
  let found: string | undefined;
  visit(document, {
    StringValue({ value }) {
      if (!isStorable(value)) found ??= value;
    },
  });
  return found;
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
