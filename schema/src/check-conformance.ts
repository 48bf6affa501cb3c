import { isPartnerCode } from "./partner-code.js";
import { type Finding, finding } from "./conformance/finding.js";
import { DEFAULT_SDL_LIMITS, type SdlLimits } from "./conformance/limits.js";
import { parseSdl } from "./conformance/parse-sdl.js";
import { contractTypeRule, shareableRule } from "./conformance/rules/contract-types.js";
import { defaultRule } from "./conformance/rules/defaults.js";
import { directiveRule } from "./conformance/rules/directives.js";
import { duplicateRule, executableRule, unknownTypeRule } from "./conformance/rules/document.js";
import {
  contractVersionRule,
  directiveDefinitionRule,
  federationRule,
  linkRule,
} from "./conformance/rules/federation.js";
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
import { sizeRule } from "./conformance/rules/sizes.js";
import { queryNameRule, readOnlyRule, rootFieldRule } from "./conformance/rules/roots.js";
import { contractInterfaceRule, interfaceRule, prefixRule, unionRule } from "./conformance/rules/types.js";
import { createSubgraph, type Subgraph } from "./conformance/subgraph.js";

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
  /** How large the SDL may be. {@link DEFAULT_SDL_LIMITS} by default. */
  readonly limits?: Partial<SdlLimits> | undefined;
}

/** The order of rules is the order of findings. */
const RULES: readonly ((subgraph: Subgraph) => Finding[])[] = [
  partnerCodeRule,
  executableRule,
  duplicateRule,
  federationRule,
  linkRule,
  contractVersionRule,
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
  defaultRule,
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
 * out. Never throws on what a partner gives: a bad code, or an SDL that cannot be read or is too large, is a finding, and nothing else is then looked at.
 * It looks at the SDL alone; whether it composes with the other partners' is for composition to say.
 */
export function checkConformance({
  code,
  sdl,
  knownCodes = [],
  reservedNames = [],
  limits,
}: ConformanceInput): Finding[] {
  if (!isPartnerCode(code)) return [invalidCode(code)];
  const bounds = { ...DEFAULT_SDL_LIMITS, ...limits };
  const document = parseSdl(sdl, bounds);
  if ("code" in document) return [document];
  const subgraph = createSubgraph(document, { code, knownCodes, reservedNames, limits: bounds });
  const tooLarge = sizeRule(subgraph);
  return tooLarge.length > 0 ? tooLarge : RULES.flatMap((rule) => rule(subgraph));
}

function invalidCode(code: string): Finding {
  const message = `Expected upper-case letters and digits, words joined by an underscore, 50 characters at most; found ${JSON.stringify(code.slice(0, 80))}.`;
  return finding("PARTNER_CODE_INVALID", "partner code", message, "Choose a code such as CC_GPI.");
}
