import { createHash } from "node:crypto";
import { dropUnusedDefinitions } from "@apollo/utils.dropunuseddefinitions";
import { printWithReducedWhitespace } from "@apollo/utils.printwithreducedwhitespace";
import { removeAliases } from "@apollo/utils.removealiases";
import { sortAST } from "@apollo/utils.sortast";
import { stripSensitiveLiterals } from "@apollo/utils.stripsensitiveliterals";
import { type DocumentNode, Kind, Lexer, type OperationDefinitionNode, Source, TokenKind } from "graphql";

/** Longest name of an operation that is kept. */
const MAX_NAME = 100;
const MAX_CLIENT = 64;
/** What clients are called that do not say. */
export const UNKNOWN_CLIENT = "unknown";

/** Texts in which a person could have written something. Enumerations, true, false and null are the graph's own words. */
const VALUES: ReadonlySet<TokenKind> = new Set([
  TokenKind.INT,
  TokenKind.FLOAT,
  TokenKind.STRING,
  TokenKind.BLOCK_STRING,
]);

/** What an operation asks, without any value. */
export interface OperationSignature {
  /** Of the name and the document. */
  readonly digest: string;
  readonly name: string | null;
  /** The operation alone, sorted, without aliases, every number 0 and every text empty. */
  readonly document: string;
  /** The text as the client sent it, where there is no value in it: it can be planned. */
  readonly source: string | null;
}

export function signatureOf(
  source: string,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationSignature {
  const name = operation.name?.value ?? null;
  const alone = dropUnusedDefinitions(document, name ?? "");
  const text = printWithReducedWhitespace(sortAST(removeAliases(stripSensitiveLiterals(alone))));
  const shown = name?.slice(0, MAX_NAME) ?? null;
  return {
    digest: createHash("sha256")
      .update(`${shown ?? ""}\0${text}`)
      .digest("hex"),
    name: shown,
    document: text,
    source: hasValues(source) ? null : source,
  };
}

/** Whether an operation asks about nothing but the schema itself. */
export function isIntrospection({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith("__"),
  );
}

function hasValues(source: string): boolean {
  // Comments are passed over by the lexer.
  if (source.includes("#")) return true;
  const lexer = new Lexer(new Source(source));
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    if (VALUES.has(kind)) return true;
  }
  return false;
}

/** What a client calls itself in its headers, as far as it is fit to be kept. */
export function clientNameOf(headers: Readonly<Record<string, string | string[] | undefined>>): string {
  const given = headers["apollographql-client-name"] ?? headers["graphql-client-name"];
  if (typeof given !== "string") return UNKNOWN_CLIENT;
  // No "@": an address of a person is no name of a program.
  const cleaned = given
    .replaceAll(/[^A-Za-z0-9 ._:/+-]+/g, " ")
    .trim()
    .slice(0, MAX_CLIENT)
    .trim();
  return cleaned === "" ? UNKNOWN_CLIENT : cleaned;
}
