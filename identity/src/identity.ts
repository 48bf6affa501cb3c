import { partnerOf, type Role } from "./roles.js";

/** Who asks, as a verified token says. */
export interface Identity {
  /** The token's `sub`: who it is, in the issuer's own words; no name, and never logged with a name. */
  readonly subject: string;
  /** The token's `name`: what people call the subject; never logged. Undefined: it has none. */
  readonly name?: string | undefined;
  /** The token's `iss`. */
  readonly issuer: string;
  /** What the issuer says that the subject is, without what its issuer may not say and without unknown roles. */
  readonly roles: readonly Role[];
  /** The token's `exp`. */
  readonly expiresAt: Date;
}

/** Whether the reader may change the records of this partner. */
export function mayEdit(identity: Identity | undefined, code: string): boolean {
  return has(identity, `partner:${code}:editor`);
}

/** Whether the reader may use this partner's desk: see its drafts, its audit trail and its exports. */
export function mayReadDesk(identity: Identity | undefined, code: string): boolean {
  return codesOf(identity).includes(code);
}

/** Whether the hub asks, to keep its catalogue. */
export function isHarvester(identity: Identity | undefined): boolean {
  return has(identity, "hub:harvester");
}

/** Whether the reader may change the graph of the hub. Reading is another matter: an administrator sees what an anonymous caller sees. */
export function isHubAdmin(identity: Identity | undefined): boolean {
  return has(identity, "hub:admin");
}

/** The codes of the partners whose staff the reader belongs to, sorted, each once. */
export function codesOf(identity: Identity | undefined): readonly string[] {
  const codes = identity?.roles.flatMap((role) => partnerOf(role)?.code ?? []) ?? [];
  return [...new Set(codes)].toSorted();
}

function has(identity: Identity | undefined, role: Role): boolean {
  return identity?.roles.includes(role) ?? false;
}
