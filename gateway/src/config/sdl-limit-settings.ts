import { DEFAULT_SDL_LIMITS, type SdlLimits } from "@segpol/schema";
import { type SettingTable, wholeNumber } from "@segpol/server";

/** More levels than this are more than the parser's stack has room for. */
const MAX_DEPTH = 200;
/** What introspection reads at most, with "not null" at each level. */
const MAX_LIST_LEVELS = 4;

/** How large a partner's SDL may be that joins or is published. */
export const SDL_LIMIT_SETTINGS = {
  bytes: {
    name: "SEGPOL_SDL_MAX_BYTES",
    schema: wholeNumber(1_024, 16 * 2 ** 20),
    fallback: DEFAULT_SDL_LIMITS.bytes,
    unit: "bytes",
    about: "the SDL (`SDL_TOO_LARGE`)",
  },
  depth: {
    name: "SEGPOL_SDL_MAX_DEPTH",
    schema: wholeNumber(10, MAX_DEPTH),
    fallback: DEFAULT_SDL_LIMITS.depth,
    about: "brackets within each other, as in lists of lists and default values (`SDL_TOO_DEEP`)",
  },
  types: {
    name: "SEGPOL_SDL_MAX_TYPES",
    schema: wholeNumber(1, 100_000),
    fallback: DEFAULT_SDL_LIMITS.types,
    about: "types of the partner's own (`TOO_MANY_TYPES`)",
  },
  definitions: {
    name: "SEGPOL_SDL_MAX_DEFINITIONS",
    schema: wholeNumber(1, 1_000_000),
    fallback: DEFAULT_SDL_LIMITS.definitions,
    about: "definitions and extensions (`TOO_MANY_DEFINITIONS`)",
  },
  fields: {
    name: "SEGPOL_SDL_MAX_FIELDS",
    schema: wholeNumber(1, 1_000_000),
    fallback: DEFAULT_SDL_LIMITS.fields,
    about: "fields of all types and input types (`TOO_MANY_FIELDS`)",
  },
  arguments: {
    name: "SEGPOL_SDL_MAX_ARGUMENTS",
    schema: wholeNumber(1, 1_000_000),
    fallback: DEFAULT_SDL_LIMITS.arguments,
    about: "arguments of all fields (`TOO_MANY_ARGUMENTS`)",
  },
  values: {
    name: "SEGPOL_SDL_MAX_VALUES",
    schema: wholeNumber(1, 1_000_000),
    fallback: DEFAULT_SDL_LIMITS.values,
    about: "values of all enums (`TOO_MANY_VALUES`)",
  },
  members: {
    name: "SEGPOL_SDL_MAX_MEMBERS",
    schema: wholeNumber(1, 1_000_000),
    fallback: DEFAULT_SDL_LIMITS.members,
    about: "members of unions and implemented interfaces (`TOO_MANY_MEMBERS`)",
  },
  directives: {
    name: "SEGPOL_SDL_MAX_DIRECTIVES",
    schema: wholeNumber(1, 1_000_000),
    fallback: DEFAULT_SDL_LIMITS.directives,
    about: "directives that are applied (`TOO_MANY_DIRECTIVES`)",
  },
  literals: {
    name: "SEGPOL_SDL_MAX_LITERALS",
    schema: wholeNumber(1, 1_000_000),
    fallback: DEFAULT_SDL_LIMITS.literals,
    about: "values in defaults and directives, and of one default with what it takes from others (`LITERAL_TOO_LARGE`)",
  },
  description: {
    name: "SEGPOL_SDL_MAX_DESCRIPTION",
    schema: wholeNumber(1, 1_000_000),
    fallback: DEFAULT_SDL_LIMITS.description,
    about: "characters of one description (`DESCRIPTION_TOO_LONG`)",
  },
  name: {
    name: "SEGPOL_SDL_MAX_NAME",
    schema: wholeNumber(50, 10_000),
    fallback: DEFAULT_SDL_LIMITS.name,
    about: "characters of one name (`NAME_TOO_LONG`)",
  },
  listLevels: {
    name: "SEGPOL_SDL_MAX_LIST_LEVELS",
    schema: wholeNumber(1, MAX_LIST_LEVELS),
    fallback: DEFAULT_SDL_LIMITS.listLevels,
    about: `lists within lists, ${MAX_LIST_LEVELS} at most: clients' introspection reads no more (\`LIST_TOO_DEEP\`)`,
  },
} as const satisfies SettingTable & Record<keyof SdlLimits, unknown>;
