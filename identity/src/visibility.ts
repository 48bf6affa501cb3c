import { codesOf, isHarvester, type Identity } from "./identity.js";
import { delegatedRoles } from "./roles.js";

/** Who may see a record, from the most open to the least. A draft has a visibility too, for the day on which it is published. */
export const VISIBILITIES = ["PUBLIC", "PARTNERS", "CABINET"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** What a view over the records of all partners is built from. */
export interface ReadScope {
  /** Sees what is for PARTNERS, whoever keeps it. */
  readonly partners: boolean;
  /** Sees what is for the CABINET, whoever keeps it. */
  readonly cabinet: boolean;
  /** Codes of the partners of which the reader sees everything that is published. Sorted. */
  readonly own: readonly string[];
}

/**
 * What this reader sees at the hub, over all partners; `identity` undefined: an anonymous caller, who sees what is PUBLIC. An administrator and a
 * harvester see no more than an anonymous caller here.
 */
export function readScopeOf(identity: Identity | undefined): ReadScope {
  const cabinet = identity?.roles.includes("cabinet") ?? false;
  const own = codesOf(identity);
  return { partners: cabinet || own.length > 0, cabinet, own };
}

/**
 * Equal for readers who may see the same: at the hub, and at every partner that the hub asks for them. Who shows no token differs from all who
 * do: what is answered to them may be stored by anybody.
 */
export function readRightsOf(identity: Identity | undefined): string {
  return identity === undefined ? "" : JSON.stringify([readScopeOf(identity), delegatedRoles(identity.roles)]);
}

/**
 * The visibilities that this reader may see of the published records of `owner` (a partner's code), asked at that owner; `identity`
 * undefined: an anonymous caller, who sees what is PUBLIC. Staff of any partner see what is for PARTNERS too, and of their own partner everything;
 * the cabinet sees everything; so does the harvester, at an owner. Drafts are no matter of this: they never leave the owner's desk.
 */
export function visibilitiesFor(identity: Identity | undefined, owner: string): readonly Visibility[] {
  const { partners, cabinet, own } = readScopeOf(identity);
  if (cabinet || own.includes(owner) || isHarvester(identity)) return VISIBILITIES;
  return partners ? VISIBILITIES.slice(0, 2) : VISIBILITIES.slice(0, 1);
}
