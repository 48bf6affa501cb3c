import { add, type Case, change, full, SPEAKER, wrong } from "../case.js";

export const documentCases: readonly Case[] = [
  wrong("SDL_TOO_LARGE", "SDL", "a long description", `"${"é".repeat(500_000)}" ${full}`),
  wrong("SDL_SYNTAX", "line 1, column 6", "a missing name", "type { id: ID! }"),
  wrong("SDL_SYNTAX", "line 1, column 1", "nothing", ""),
  wrong("SDL_SYNTAX", "SDL", "a zero character in a comment", add("# \u0000")),
  wrong("SDL_SYNTAX", "SDL", "half of a character in a description", add('"\ud83d" scalar CcGpiX')),
  wrong("SDL_TOO_DEEP", "line 1, column 46", "a very deep list", `type Query { a: ${nested(90_000)} }`),
  wrong(
    "SDL_TOO_DEEP",
    "line 1, column 54",
    "a very deep default",
    `type Query { a(b: JSON = ${nested(5_000, "1")}): Int }`,
  ),
  wrong(
    "SDL_TOO_DEEP",
    "line 1, column 163",
    "a very deep object",
    `input A { b: B = ${"{ b: ".repeat(2_500)}1${"}".repeat(2_500)} }`,
  ),
  wrong("SDL_TOO_DEEP", "line 1, column 43", "unclosed brackets", `type Query { ${"{".repeat(400)}`),
  wrong("SDL_EXECUTABLE", "SDL", "a query", add("query Q { _changes { cursor } }")),
  wrong("SDL_EXECUTABLE", "SDL", "a fragment", add("fragment F on Query { __typename }")),
  wrong("SDL_DUPLICATE", "CcGpiSpeaker", "a type twice", add("type CcGpiSpeaker { age: Int }")),
  wrong(
    "SDL_DUPLICATE",
    "CcGpiSpeaker.name",
    "a field again in an extension",
    add("extend type CcGpiSpeaker { name: String! }"),
  ),
  wrong("SDL_DUPLICATE", "CcGpiLevel.LOW", "an enum value twice", change("  LOW\n", "  LOW\n  LOW\n")),
  wrong("SDL_DUPLICATE", "CcGpiFilter.level", "an input field twice", change("  level: ", "  level: Int\n  level: ")),
  wrong(
    "SDL_DUPLICATE",
    "directive @key",
    "a directive twice",
    add("directive @key on OBJECT directive @key on OBJECT"),
  ),
  wrong(
    "TYPE_UNKNOWN",
    "CcGpiSpeaker.name",
    "a type nobody declares",
    change(SPEAKER, SPEAKER.replace("String", "CcGpiName")),
  ),
  wrong(
    "TYPE_UNKNOWN",
    "CcGpiSpeaker.talks(of:)",
    "an argument's type",
    change(SPEAKER, `${SPEAKER}\n  talks(of: [JSON!]): Int`),
  ),
  wrong(
    "TYPE_UNKNOWN",
    "CcGpiFilter.level",
    "an input field's type",
    change("level: CcGpiLevel", "level: CcGpiHeight"),
  ),
  wrong("TYPE_UNKNOWN", "CcGpiGuest", "a member that is not there", change("| CcGpiSpeaker", "| CcGpiVisitor")),
];

function nested(levels: number, inner = "Int"): string {
  return `${"[".repeat(levels)}${inner}${"]".repeat(levels)}`;
}
