import { type DocumentNode, GraphQLError, parse } from "graphql";
import { isPartnerCode } from "./partner-code.js";
import { type Finding, finding } from "./conformance/finding.js";
import { contractTypeRule, shareableRule } from "./conformance/rules/contract-types.js";
import { directiveRule } from "./conformance/rules/directives.js";
import { duplicateRule, executableRule, typeCountRule, unknownTypeRule } from "./conformance/rules/document.js";
import { directiveDefinitionRule, federationRule, linkRule } from "./conformance/rules/federation.js";
import { changesRule, linksRule, textsRule } from "./conformance/rules/harvest.js";
import { partnerCodeRule } from "./conformance/rules/partner.js";
import {
  anyRecordRule,
  linkFieldRule,
  recordKeyRule,
  recordKindRule,
  requiredFieldRule,
  standardFieldRule,
} from "./conformance/rules/records.js";
import { referenceRule } from "./conformance/rules/references.js";
import { queryNameRule, readOnlyRule, rootFieldRule } from "./conformance/rules/roots.js";
import { contractInterfaceRule, interfaceRule, prefixRule, unionRule } from "./conformance/rules/types.js";
import { createSubgraph, type Subgraph } from "./conformance/subgraph.js";

/** Maximum size of an SDL in bytes of UTF-8. */
export const MAX_SDL_BYTES = 1_000_000;

/** Input of {@link checkConformance}. */
export interface ConformanceInput {
  /** The partner's code: CC_GPI. */
  readonly code: string;
  /** The partner's SDL, as its subgraph serves it. */
  readonly sdl: string;
  /** Codes of all partners, with or without this partner's. None by default. */
  readonly knownCodes?: readonly string[] | undefined;
  /** Names of the hub's own types in addition to the contract's; a partner's prefix may not be a prefix of them. None by default. */
  readonly reservedNames?: readonly string[] | undefined;
}

/** The order of rules is the order of findings. */
const RULES: readonly ((subgraph: Subgraph) => Finding[])[] = [
  partnerCodeRule,
  executableRule,
  duplicateRule,
  typeCountRule,
  federationRule,
  linkRule,
  directiveDefinitionRule,
  directiveRule,
  queryNameRule,
  readOnlyRule,
  rootFieldRule,
  prefixRule,
  contractInterfaceRule,
  interfaceRule,
  unionRule,
  unknownTypeRule,
  recordKindRule,
  anyRecordRule,
  recordKeyRule,
  requiredFieldRule,
  standardFieldRule,
  linkFieldRule,
  referenceRule,
  contractTypeRule,
  shareableRule,
  changesRule,
  linksRule,
  textsRule,
];

/**
 * What is missing or wrong in a partner's SDL; an empty list: it may join. Findings of severity WARNING do not keep a partner
 * out. Never throws on what a partner gives: a bad code or an SDL that cannot be read is a finding, then the only one.
 * It looks at the SDL alone; whether it composes with the other partners' is for composition to say.
 */
export function checkConformance({ code, sdl, knownCodes = [], reservedNames = [] }: ConformanceInput): Finding[] {
  if (!isPartnerCode(code)) return [invalidCode(code)];
  const bytes = Buffer.byteLength(sdl);
  if (bytes > MAX_SDL_BYTES) {
    const message = `Expected at most ${MAX_SDL_BYTES} bytes; found ${bytes}.`;
    return [
      finding("SDL_TOO_LARGE", "SDL", message, "Leave out the types that no client needs, and long descriptions."),
    ];
  }
  const document = parseSdl(sdl);
  if ("code" in document) return [document];
  const subgraph = createSubgraph(document, { code, knownCodes, reservedNames });
  return RULES.flatMap((rule) => rule(subgraph));
}

function invalidCode(code: string): Finding {
  const message = `Expected upper-case letters and digits, words joined by an underscore; found ${JSON.stringify(code)}.`;
  return finding("PARTNER_CODE_INVALID", "partner code", message, "Choose a code such as CC_GPI.");
}

function parseSdl(sdl: string): DocumentNode | Finding {
  try {
    return parse(sdl);
  } catch (error) {
    const [location] = error instanceof GraphQLError ? (error.locations ?? []) : [];
    const place = location ? `line ${location.line}, column ${location.column}` : "SDL";
    const problem = error instanceof GraphQLError ? error.message : "nesting too deep to read";
    return finding("SDL_SYNTAX", place, `Expected GraphQL type definitions; found: ${problem}`, "Correct the SDL.");
  }
}
