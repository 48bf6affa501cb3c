/** Whether a finding prevents the partner from joining (ERROR), or only makes it less useful to clients (WARNING). */
export type Severity = "ERROR" | "WARNING";

interface CodeEntry {
  readonly severity: Severity;
  /** What is wrong, in a sentence. */
  readonly meaning: string;
}

const error = (meaning: string): CodeEntry => ({ severity: "ERROR", meaning });
const warning = (meaning: string): CodeEntry => ({ severity: "WARNING", meaning });

/** Every code a finding can have. docs/conformance.md lists the same. */
export const FINDING_CODES = {
  SDL_TOO_LARGE: error("The SDL has more than 1,000,000 bytes."),
  SDL_TOO_DEEP: error("The SDL has more than 30 brackets within each other, as in lists of lists and default values."),
  SDL_SYNTAX: error("The SDL cannot be parsed."),
  SDL_EXECUTABLE: error("The SDL holds an operation or fragment."),
  SDL_DUPLICATE: error("A type, field, enum value or directive is declared twice."),
  TYPE_UNKNOWN: error("A field, argument, union or `implements` names a type that the SDL does not declare."),
  TOO_MANY_TYPES: error("The SDL declares more than 200 types of the partner's own."),
  TOO_MANY_DEFINITIONS: error("The SDL has more than 500 definitions and extensions."),
  TOO_MANY_FIELDS: error("The types and input types of the SDL have more than 1,000 fields."),
  TOO_MANY_ARGUMENTS: error("The fields and directives of the SDL have more than 1,000 arguments."),
  TOO_MANY_VALUES: error("The enums of the SDL have more than 500 values."),
  TOO_MANY_MEMBERS: error("Unions of the SDL have members, and types implement interfaces, more than 200 times."),
  TOO_MANY_DIRECTIVES: error("Directives are applied more than 1,000 times."),
  LITERAL_TOO_LARGE: error(
    "The defaults and directives of the SDL have more than 1,000 values, or one default has with what it takes from others.",
  ),
  DESCRIPTION_TOO_LONG: error("A description has more than 10,000 characters."),
  NAME_TOO_LONG: error("A name has more than 100 characters."),
  LIST_TOO_DEEP: error("A field or argument is a list of lists of lists of lists: more than three levels."),
  DEFAULT_CIRCULAR: error("A default value leads to itself by the defaults of an input type's fields."),
  PARTNER_CODE_INVALID: error(
    "The partner's code is not upper-case words joined by underscores, or longer than 50 characters.",
  ),
  PARTNER_CODE_CONFLICT: error(
    "The partner's code begins or continues another partner's, underscores left out, or is taken for it (0 for O, 1 for I, 2 for Z, 5 for S, 8 for B); or its prefix is a name of the contract or the hub, or begins one before an upper-case letter.",
  ),
  NOT_FEDERATION_2: error("The schema has no @link to the Federation 2 specification."),
  CONTRACT_VERSION_LATER: warning("The partner was made for a later version of the contract than the hub's."),
  CONTRACT_VERSION_OTHER: error(
    "The partner was made for a version of the contract that differs from the hub's in its first number.",
  ),
  LINK_NOT_ALLOWED: error("A @link goes to another specification, renames the link specification, or cannot be read."),
  DIRECTIVE_NOT_ALLOWED: error(
    "A directive is applied that partners may not use, or not in this place, under whatever name it was imported.",
  ),
  DIRECTIVE_ARGUMENT: error(
    "@deprecated or @specifiedBy has an argument that is not a text, or that it does not have.",
  ),
  DIRECTIVE_DEFINED: error("The SDL defines a directive of the partner's own."),
  SHAREABLE_MISPLACED: error("@shareable stands elsewhere than on a value type of the contract."),
  SHAREABLE_MISSING: error("A value type of the contract is declared without @shareable."),
  TYPE_OUTSIDE_PREFIX: error("A type is neither the contract's nor named with the partner's prefix."),
  CONTRACT_INTERFACE_DECLARED: error("The SDL declares an interface of the contract."),
  CONTRACT_INTERFACE_IMPLEMENTED: error("A type implements an interface of the contract."),
  INTERFACE_FOREIGN: error("A type implements an interface that is not the partner's own."),
  UNION_MEMBER_FOREIGN: error("A union has a member that is not the partner's own type."),
  QUERY_RENAMED: error("The query root is not called Query."),
  ROOT_TYPE_NOT_ALLOWED: error("The schema has a Mutation or Subscription."),
  ROOT_FIELD_OUTSIDE_PREFIX: error("A field of Query is not named with the partner's prefix."),
  RECORD_NOT_OBJECT: error("A record type is not an object type."),
  RECORD_KEY_WRONG: error('A record type has not exactly the one key @key(fields: "id").'),
  REQUIRED_FIELD_MISSING: error("A record type lacks id or title."),
  STANDARD_FIELD_TYPE: error("A standard field has another type or nullability than in the contract."),
  STANDARD_FIELD_ARGUMENTS: error("A standard field has other arguments than in the contract."),
  LINK_FIELD_SERVED: error(
    "A record type serves a field that the hub answers: from `_links`, or as pages of a list that the record has.",
  ),
  RECORD_TYPE_MISSING: warning("The SDL has no record type: the hub has nothing to list."),
  REFERENCE_FIELD: error(
    "Theme, LegitimacyCriterion or Partner has a field beside its key, or its key has another type.",
  ),
  REFERENCE_KEY_WRONG: error(
    'Theme, LegitimacyCriterion or Partner has not exactly the one key @key(fields: "code", resolvable: false).',
  ),
  CONTRACT_TYPE_KIND: error("A type of the contract is declared as another kind of type, or implements an interface."),
  CONTRACT_TYPE_FIELDS: error("A type of the contract is declared with a field missing, added or different."),
  CONTRACT_ENUM_VALUES: error("An enum of the contract is declared with a value missing or added."),
  CHANGES_MISSING: error("Query lacks `_changes`: the hub cannot harvest the partner."),
  LINKS_MISSING: warning("A record type lacks `_links`: its records lead to no others."),
  TEXTS_MISSING: warning("A record type lacks `_texts`: the hub indexes its texts in one language alone."),
  HARVEST_FIELD_DIFFERS: error("`_changes`, `_links` or `_texts` differs from the contract."),
} as const satisfies Record<string, CodeEntry>;

/** One of the keys of {@link FINDING_CODES}. */
export type FindingCode = keyof typeof FINDING_CODES;
