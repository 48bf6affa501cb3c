import type { JWK } from "jose";
import { isReadingRole } from "./roles.js";
import { keptSigningKey, makeSigningKey, parseSigningKey, SigningKeyError } from "./signing-key.js";
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

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings that are named at IdentitySettings; adds to `problems` what is wrong with them. Undefined: no issuer at all is
 * configured, tokens are ignored and everybody is anybody.
 */
export function readIdentitySettings(env: Environment, problems: string[]): IdentitySettings | undefined {
  const users = readIssuer(env, "SEGPOL_TOKEN_ISSUER", "SEGPOL_TOKEN_JWKS_URL", problems);
  const hub = readIssuer(env, "SEGPOL_HUB_ISSUER", "SEGPOL_HUB_JWKS_URL", problems);
  if (users && users.issuer === hub?.issuer) {
    problems.push(
      "SEGPOL_HUB_ISSUER: expected another address than SEGPOL_TOKEN_ISSUER: who knows the users is not the hub.",
    );
    return undefined;
  }
  return users || hub ? { users, hub, audience: read(env, "SEGPOL_TOKEN_AUDIENCE") ?? "segpol" } : undefined;
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

/**
 * The private key of the hub: SEGPOL_HUB_KEY (a JSON Web Key), else the one kept in the file SEGPOL_HUB_KEY_FILE, which is made when it
 * is not there; with neither, one for the life of this process. Adds to `problems` what is wrong with them.
 */
export function readHubKey(env: Environment, problems: string[]): JWK {
  const given = read(env, "SEGPOL_HUB_KEY");
  const file = read(env, "SEGPOL_HUB_KEY_FILE");
  try {
    if (given !== undefined) return parseSigningKey(given, "SEGPOL_HUB_KEY");
    if (file !== undefined) return keptSigningKey(file);
  } catch (error) {
    if (!(error instanceof SigningKeyError)) throw error;
    problems.push(`${given === undefined ? "SEGPOL_HUB_KEY_FILE" : "SEGPOL_HUB_KEY"}: ${error.message}`);
  }
  return makeSigningKey();
}

function readIssuer(
  env: Environment,
  issuerName: string,
  keysName: string,
  problems: string[],
): IssuerAddress | undefined {
  const issuer = read(env, issuerName);
  const keys = read(env, keysName);
  if (issuer === undefined) {
    if (keys !== undefined) problems.push(`${issuerName}: expected the issuer whose keys ${keysName} names; got none.`);
    return undefined;
  }
  const jwksUrl = keys ?? `${issuer.replace(/\/$/, "")}/.well-known/jwks.json`;
  const wrong = !isWebAddress(issuer) ? issuerName : isWebAddress(jwksUrl) ? undefined : keysName;
  if (wrong === undefined) return { issuer, jwksUrl };
  problems.push(
    `${wrong}: expected an address that begins with https:// or http://, got "${wrong === issuerName ? issuer : jwksUrl}".`,
  );
  return undefined;
}

/** An empty variable is an unset one. */
function read(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

function isWebAddress(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === "https:" || protocol === "http:";
}
