import { delegatedRoles, type Identity, type Role } from "@segpol/identity";

/** A reader as partners see them. */
export interface PartnerReader {
  readonly issuer: string;
  readonly subject: string;
  /** At least one. */
  readonly roles: readonly Role[];
}

/** Whom the hub asks partners for. Undefined: it asks as anybody, since the client sees no more than that. */
export function partnerReader(identity: Identity | undefined): PartnerReader | undefined {
  const roles = identity ? delegatedRoles(identity.roles) : [];
  return identity && roles.length > 0 ? { issuer: identity.issuer, subject: identity.subject, roles } : undefined;
}

/** Equal for those alone whom no partner can tell apart. */
export function partnerReaderKey(identity: Identity | undefined): string {
  const reader = partnerReader(identity);
  return reader ? JSON.stringify([reader.issuer, reader.subject, reader.roles]) : "";
}
