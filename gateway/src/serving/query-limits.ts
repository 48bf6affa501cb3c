import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { GraphQLError, Lexer, Source, TokenKind, type ValidationContext, type ValidationRule } from "graphql";
import type { QueryLimits } from "../config.js";
import { HUB_ERRORS, HubError, type HubErrorCode } from "../errors.js";
import { maxObjectsRule } from "./query-cost.js";

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.PAREN_L, TokenKind.BRACKET_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.PAREN_R, TokenKind.BRACKET_R]);
/** Fragments, arguments and values open brackets too, without a level of fields. */
const BRACKETS_PER_LEVEL = 3;

/**
 * Refuses a query that is too long or too deep before it is parsed: parsing and validating it go down level by level,
 * and a text made for it would exhaust the stack. What is not GraphQL at all is left to the parser.
 * @throws HubError
 */
export function checkQueryText(query: string, limits: QueryLimits): void {
  const lexer = new Lexer(new Source(query));
  let tokens = 0;
  let brackets = 0;
  for (;;) {
    let kind: string;
    try {
      kind = lexer.advance().kind;
    } catch {
      return;
    }
    if (kind === TokenKind.EOF) return;
    tokens += 1;
    if (OPENING.has(kind)) brackets += 1;
    if (CLOSING.has(kind)) brackets -= 1;
    if (tokens > limits.tokens) {
      throw new HubError(
        "QUERY_TOO_LARGE",
        `A query may have ${limits.tokens} words and signs at most. ${HUB_ERRORS.QUERY_TOO_LARGE.mend}`,
      );
    }
    if (brackets > limits.depth * BRACKETS_PER_LEVEL) throw new HubError("QUERY_TOO_DEEP", tooDeep(limits));
  }
}

/** What is counted once a query is parsed, fragments written out. */
export function queryLimitRules(limits: QueryLimits): ValidationRule[] {
  // With its own message the library would name numbers only, as a syntax error.
  const refuse = (code: HubErrorCode, message: string) => ({
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null) =>
        context?.reportError(new GraphQLError(message, { extensions: { validationErrorCode: code } })),
    ],
  });
  return [
    maxDepthRule({
      n: limits.depth,
      flattenFragments: true,
      ignoreIntrospection: false,
      ...refuse("QUERY_TOO_DEEP", tooDeep(limits)),
    }),
    maxObjectsRule(limits.objects),
    maxAliasesRule({
      n: limits.aliases,
      ...refuse(
        "TOO_MANY_ALIASES",
        `A query may have ${limits.aliases} aliases at most. ${HUB_ERRORS.TOO_MANY_ALIASES.mend}`,
      ),
    }),
  ];
}

function tooDeep(limits: QueryLimits): string {
  return `A query may be ${limits.depth} levels deep at most. ${HUB_ERRORS.QUERY_TOO_DEEP.mend}`;
}
