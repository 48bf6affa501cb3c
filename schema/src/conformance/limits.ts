/** How large a partner's SDL may be. All partners' SDLs are composed together, so that what one of them is takes the time of all. */
export interface SdlLimits {
  /** Bytes of UTF-8. */
  readonly bytes: number;
  /** Brackets within brackets: of lists, literals and definitions. */
  readonly depth: number;
  /** Types of the partner's own. */
  readonly types: number;
  /** Definitions and extensions of all sorts. */
  readonly definitions: number;
  /** Fields of all types, input types included. */
  readonly fields: number;
  /** Arguments of all fields and directives. */
  readonly arguments: number;
  /** Values of all enums. */
  readonly values: number;
  /** Members of all unions, and interfaces that types implement. */
  readonly members: number;
  /** Directives that are applied. */
  readonly directives: number;
  /** Values in defaults and in the arguments of directives; of one default, with what it takes from other defaults. */
  readonly literals: number;
  /** Characters of one description. */
  readonly description: number;
  /** Characters of one name. */
  readonly name: number;
  /** Lists within lists. */
  readonly listLevels: number;
}

/** Several times what the largest known partner has; an SDL of that size takes a second or two more to compose. */
export const DEFAULT_SDL_LIMITS: SdlLimits = {
  bytes: 1_000_000,
  depth: 30,
  types: 200,
  definitions: 500,
  fields: 1_000,
  arguments: 1_000,
  values: 500,
  members: 200,
  directives: 1_000,
  literals: 1_000,
  description: 10_000,
  name: 100,
  // With "not null" at each level seven steps, which every client's introspection reads.
  listLevels: 3,
};
