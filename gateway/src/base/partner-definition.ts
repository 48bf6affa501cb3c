import type { LanguageMap, PartnerRole } from "@segpol/schema";

/** A partner as the hub composes, harvests and queries it. */
export interface PartnerDefinition {
  /** CC_GPI */
  readonly code: string;
  /** What the partner's type names start with: CcGpi */
  readonly prefix: string;
  readonly name: LanguageMap;
  /** CC GPI */
  readonly acronym: string;
  readonly role: PartnerRole;
  readonly website: string | null;
  /** Address of the licence under which others may use its data. Default: it states none. */
  readonly licence?: string | null;
  /** How to reach who answers for its data: an e-mail address or a web address. Default: it states none. */
  readonly contactPoint?: string | null;
  /** Address of the partner's graph: http://localhost:4104/graphql */
  readonly url: string;
  /** The partner's SDL as it published it, harvest fields included. */
  readonly sdl: string;
}
