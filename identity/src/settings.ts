import { isReadingRole } from "./roles.js";
import type { TrustedIssuer } from "./token-verifier.js";

export interface IssuerAddress {
  readonly issuer: string;
  readonly jwksUrl: string;
}

/** Whose tokens a process of the hub or of a partner believes. */
export interface IdentitySettings {
  /** Who knows the users. SEGPOL_TOKEN_ISSUER and SEGPOL_TOKEN_JWKS_URL (default <issuer>/.well-known/jwks.json) */
  readonly users: IssuerAddress | undefined;
  /** The hub, which speaks for its readers at partners. SEGPOL_HUB_ISSUER and SEGPOL_HUB_JWKS_URL (default <issuer>/.well-known/jwks.json) */
  readonly hub: IssuerAddress | undefined;
  /** What clients' tokens are meant for. SEGPOL_TOKEN_AUDIENCE, default segpol */
  readonly audience: string;
}

/** The audience of tokens that are meant for one partner alone: segpol:CPS. */
export function partnerAudience(code: string): string {
  return `segpol:${code}`;
}

/** Whom the hub believes: the users' issuer. */
export function issuersForHub({ users, audience }: IdentitySettings): TrustedIssuer[] {
  return users ? [{ ...users, audiences: [audience] }] : [];
}

/** Whom a partner believes: the users' issuer, and the hub where it reads for somebody or harvests. */
export function issuersForPartner({ users, hub, audience }: IdentitySettings, code: string): TrustedIssuer[] {
  const own = partnerAudience(code);
  return [
    ...(users ? [{ ...users, audiences: [audience, own] }] : []),
    ...(hub ? [{ ...hub, audiences: [own], accept: isReadingRole }] : []),
  ];
}
