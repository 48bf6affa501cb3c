import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import {
  type DocumentNode,
  GraphQLError,
  Lexer,
  parse,
  Source,
  TokenKind,
  type ValidationContext,
  type ValidationRule,
} from "graphql";
import { type ErrorTable, refusal, type RequestError } from "../errors/request-error.js";
import { countSameNamePairs } from "./same-name-fields.js";

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
/** Pairs of fields that validation may have to compare, for each token that a query may have: with 5,000 tokens up to 0.1 s. */
const PAIRS_PER_TOKEN = 8;
/** Compared in no time, however few tokens a query may have. */
const MIN_PAIRS = 1_000;
/** The shortest field with what stands between it and the next. */
const FIELD_LENGTH = 2;

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

/**
 * Measures what a query repeats, before it is validated: each field is compared with all of the same name at its place, and some hundreds of
 * them would hold up everybody for as long as that takes. What does not parse is left to whoever parses it next.
 * @throws RequestError QUERY_TOO_LARGE
 */
export function checkRepeatedFields(query: string, { tokens, depth }: QueryLimits, errors: ErrorTable): void {
  const most = Math.max(PAIRS_PER_TOKEN * tokens, MIN_PAIRS);
  if ((query.length / FIELD_LENGTH) ** 2 / 2 < most) return;
  const document = parsed(query);
  if (!document || countSameNamePairs(document, most, depth) <= most) return;
  throw refusal(
    errors,
    "QUERY_TOO_LARGE",
    "Expected a query that asks for each field once; got one that repeats too many.",
  );
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query, { noLocation: true });
  } catch {
    return undefined;
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
