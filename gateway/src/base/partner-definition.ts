import type { LanguageMap, PartnerRole } from "@segpol/schema";
import type { KnownOperation, RecordedOperation } from "../composition/projection/types.js";

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
  /** Address of the partner's graph: http://localhost:4104/graphql */
  readonly url: string;
  /** The partner's SDL as it published it, harvest fields included. */
  readonly sdl: string;
}

/** What clients send to this process of the hub, and to all. */
export interface ClientOperations {
  /** Often, to this process, values and all. */
  readonly own: () => readonly KnownOperation[];
  /** Often, to any process, where there is no value in the text. */
  readonly shared: () => Promise<readonly KnownOperation[]>;
  /** All that is on record. */
  readonly recorded: () => Promise<readonly RecordedOperation[]>;
}
