import { type DocumentNode, GraphQLError, Lexer, parse, Source, TokenKind } from "graphql";
import { type Finding, finding } from "./finding.js";
import type { SdlLimits } from "./limits.js";

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.PAREN_L, TokenKind.BRACKET_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.PAREN_R, TokenKind.BRACKET_R]);

/** The SDL's document; else what keeps it from being read. Parsers go down level by level, so that levels are counted first. */
export function parseSdl(sdl: string, limits: SdlLimits): DocumentNode | Finding {
  const bytes = Buffer.byteLength(sdl);
  if (bytes > limits.bytes) {
    const message = `Expected at most ${limits.bytes} bytes; found ${bytes}.`;
    return finding("SDL_TOO_LARGE", "SDL", message, "Leave out the types that no client needs, and long descriptions.");
  }
  if (!sdl.isWellFormed() || sdl.includes("\u0000")) {
    const message = "Expected GraphQL type definitions; found a zero character, or half of a character.";
    return finding("SDL_SYNTAX", "SDL", message, "Leave the character out.");
  }
  try {
    const deep = deepPlace(sdl, limits.depth);
    if (deep !== undefined) {
      const message = `Expected at most ${limits.depth} brackets within each other; found more.`;
      return finding("SDL_TOO_DEEP", deep, message, "Nest lists and default values less.");
    }
    return parse(sdl, { noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [location] = error.locations ?? [];
    const place = location ? `line ${location.line}, column ${location.column}` : "SDL";
    return finding(
      "SDL_SYNTAX",
      place,
      `Expected GraphQL type definitions; found: ${error.message}`,
      "Correct the SDL.",
    );
  }
}

/** Where the SDL is nested deeper than so many levels. @throws GraphQLError for what is no token */
function deepPlace(sdl: string, levels: number): string | undefined {
  const lexer = new Lexer(new Source(sdl));
  let open = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    if (OPENING.has(token.kind)) open += 1;
    if (CLOSING.has(token.kind)) open -= 1;
    if (open > levels) return `line ${token.line}, column ${token.column}`;
  }
  return undefined;
}
