import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { GraphQLError, Lexer, Source, TokenKind, type ValidationContext, type ValidationRule } from "graphql";
import { type ErrorTable, refusal, type RequestError } from "../errors/request-error.js";

/** What a query is measured with. */
export interface QueryLimits {
  /** Levels of fields. */
  readonly depth: number;
  /** Tokens of its text. */
  readonly tokens: number;
  readonly aliases: number;
}

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.PAREN_L, TokenKind.BRACKET_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.PAREN_R, TokenKind.BRACKET_R]);
/** Fragments, arguments and values open brackets too, without a level of fields. */
const BRACKETS_PER_LEVEL = 3;

/**
 * Measures a query before it is parsed: parsing and validating go down level by level, and a text made for it would exhaust the
 * stack. What is not GraphQL at all is left to the parser.
 * @throws RequestError QUERY_TOO_LARGE, QUERY_TOO_DEEP
 */
export function checkQueryText(query: string, limits: QueryLimits, errors: ErrorTable): void {
  let tokens = 0;
  let open = 0;
  for (const kind of tokenKinds(query)) {
    tokens += 1;
    if (tokens > limits.tokens) {
      throw refusal(errors, "QUERY_TOO_LARGE", `Expected a query of ${limits.tokens} tokens at most; got more.`);
    }
    if (OPENING.has(kind)) open += 1;
    if (CLOSING.has(kind)) open -= 1;
    if (open > limits.depth * BRACKETS_PER_LEVEL) throw tooDeep(limits, errors);
  }
}

/** What is counted once a query is parsed, fragments written out. */
export function queryLimitRules(limits: QueryLimits, errors: ErrorTable): ValidationRule[] {
  // In its own words the library would name numbers only, as a syntax error.
  const refuse = ({ code, message }: RequestError) => ({
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null) =>
        context?.reportError(new GraphQLError(message, { extensions: { validationErrorCode: code } })),
    ],
  });
  const aliased = `Expected a query of ${limits.aliases} aliases at most; got more.`;
  return [
    maxDepthRule({
      n: limits.depth,
      flattenFragments: true,
      ignoreIntrospection: false,
      ...refuse(tooDeep(limits, errors)),
    }),
    maxAliasesRule({ n: limits.aliases, ...refuse(refusal(errors, "TOO_MANY_ALIASES", aliased)) }),
  ];
}

function* tokenKinds(query: string): Generator<string> {
  const lexer = new Lexer(new Source(query));
  try {
    for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) yield kind;
  } catch {
    // The parser says where and what.
  }
}

function tooDeep({ depth }: QueryLimits, errors: ErrorTable): RequestError {
  return refusal(errors, "QUERY_TOO_DEEP", `Expected a query of ${depth} levels at most; got more.`);
}
