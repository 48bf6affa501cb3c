import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from "jose";
import { ALGORITHMS } from "./algorithms.js";
import type { Identity } from "./identity.js";
import { IdentityError, shown } from "./identity-error.js";
import { KeySource } from "./key-source.js";
import { isRole, type Role } from "./roles.js";
import { checkTokenType } from "./token-type.js";
import { VerifiedTokens } from "./verified-tokens.js";

/** Whose tokens are believed, and for what. */
export interface TrustedIssuer {
  /** The `iss` of its tokens, to the letter. */
  readonly issuer: string;
  /** Where its public keys are. */
  readonly jwksUrl: string;
  /** A token must be meant for one of these. */
  readonly audiences: readonly string[];
  /** Roles beyond these are ignored, so that an issuer cannot give what is not its to give. Default: every known role. */
  readonly accept?: ((role: Role) => boolean) | undefined;
}

export interface TokenVerifierOptions {
  readonly issuers: readonly TrustedIssuer[];
  /** Seconds by which clocks may differ. Default 5. */
  readonly clockToleranceS?: number | undefined;
  /** Milliseconds for an issuer to give its keys. Default 3000. */
  readonly timeoutMs?: number | undefined;
  /** For tests. Default the system's clock. */
  readonly now?: (() => Date) | undefined;
}

export interface TokenVerifier {
  /**
   * Who asks, by the value of the Authorization header; undefined without that header. Throws IdentityError when the token does not
   * hold, or (KEYS_UNREACHABLE) when it cannot be verified now.
   */
  identify(authorization: string | undefined): Promise<Identity | undefined>;
}

const MAX_TOKEN_LENGTH = 8_192;
/** The subject is kept with what its bearer does, and a database keeps no NUL. */
const CONTROL = /\p{Cc}/u;
const CONTROLS = /\p{Cc}+/gu;
const MAX_NAME_LENGTH = 200;
const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*) *$/i;

interface Trusted extends TrustedIssuer {
  readonly keys: KeySource;
}

/** Verifies access tokens: signed JWTs of the given issuers. Throws TypeError where two of these have the same name. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { clockToleranceS = 5, timeoutMs = 3_000, now = () => new Date() } = options;
  const trusted = new Map<string, Trusted>();
  for (const each of options.issuers) {
    if (trusted.has(each.issuer)) throw new TypeError(`Expected each issuer once; ${each.issuer} is there twice.`);
    trusted.set(each.issuer, { ...each, keys: new KeySource(each.jwksUrl, timeoutMs, now) });
  }
  const verified = new VerifiedTokens(clockToleranceS, now);
  return {
    identify: async (authorization) => {
      if (authorization === undefined) return undefined;
      const token = tokenOf(authorization);
      const known = await verified.find(token);
      if (known) return known;
      const issuer = issuerOf(token, trusted);
      const { keys } = issuer;
      try {
        const keysVersion = await keys.version();
        const { payload, protectedHeader } = await jwtVerify(
          token,
          async (header, input) => await keys.keyFor(header, input),
          {
            algorithms: [...ALGORITHMS],
            issuer: issuer.issuer,
            audience: [...issuer.audiences],
            requiredClaims: ["exp", "sub"],
            clockTolerance: clockToleranceS,
            currentDate: now(),
          },
        );
        checkTokenType(protectedHeader, payload);
        const identity = identityOf(payload, issuer);
        verified.add(token, { identity, keys, keysVersion });
        return identity;
      } catch (error) {
        throw explain(error, token, issuer);
      }
    },
  };
}

function tokenOf(authorization: string): string {
  const token = BEARER.exec(authorization)?.[1];
  if (token !== undefined && token.length <= MAX_TOKEN_LENGTH) return token;
  throw malformed();
}

function malformed(cause?: unknown): IdentityError {
  return new IdentityError(
    "TOKEN_MALFORMED",
    `Expected the header "Authorization: Bearer <token>" with one signed JWT of at most ${MAX_TOKEN_LENGTH} characters; got something else. ` +
      "Send the access token as its issuer gave it, once, or leave the header out.",
    { cause },
  );
}

/** The issuer that the token names: nothing else of it is believed before its signature is verified. */
function issuerOf(token: string, trusted: ReadonlyMap<string, Trusted>): Trusted {
  let algorithm: unknown;
  let name: unknown;
  try {
    algorithm = decodeProtectedHeader(token).alg;
    name = decodeJwt(token).iss;
  } catch (cause) {
    throw malformed(cause);
  }
  if (typeof algorithm !== "string" || !ALGORITHMS.includes(algorithm)) {
    throw new IdentityError(
      "TOKEN_ALGORITHM",
      `Expected a token signed with one of ${ALGORITHMS.join(", ")}; got ${shown(algorithm)}. Have the issuer sign with one of these.`,
    );
  }
  const issuer = typeof name === "string" ? trusted.get(name) : undefined;
  if (issuer) return issuer;
  const known = [...trusted.keys()].map((each) => JSON.stringify(each)).join(" or ");
  throw new IdentityError(
    "TOKEN_ISSUER",
    `Expected a token whose issuer (iss) is ${known || "configured"}; got ${shown(name)}. Get a token there.`,
  );
}

function identityOf(payload: JWTPayload, { issuer, accept = () => true }: Trusted): Identity {
  const { sub, exp } = payload;
  if (typeof sub !== "string" || sub === "" || CONTROL.test(sub)) {
    throw new IdentityError(
      "TOKEN_CLAIMS",
      `Expected a token with a text of visible characters at "sub"; got ${shown(sub)}. Get another token.`,
    );
  }
  const expiresAt = new Date((exp ?? Number.NaN) * 1000);
  if (Number.isNaN(expiresAt.getTime())) {
    throw new IdentityError(
      "TOKEN_CLAIMS",
      `Expected a token with an instant before the year 275760 at "exp"; got ${shown(exp)}. Get another token.`,
    );
  }
  const roles = new Set([...textsAt(payload, "roles"), ...textsAt(payload["realm_access"], "roles")].filter(isRole));
  const name = nameIn(payload);
  return { subject: sub, ...(name !== undefined && { name }), issuer, roles: [...roles].filter(accept), expiresAt };
}

/** A name that can be shown in a line. */
function nameIn({ name }: JWTPayload): string | undefined {
  if (typeof name !== "string") return undefined;
  return name.replace(CONTROLS, " ").trim().slice(0, MAX_NAME_LENGTH) || undefined;
}

/** A list; or one text, as some issuers give a list of one, and as `scope` has several: with blanks between them. */
function textsAt(holder: unknown, name: string): readonly unknown[] {
  if (typeof holder !== "object" || holder === null) return [];
  const value: unknown = (holder as Record<string, unknown>)[name];
  if (typeof value === "string") return value.split(" ");
  return Array.isArray(value) ? value : [];
}

function explain(error: unknown, token: string, { audiences, issuer }: Trusted): unknown {
  const fail = (code: IdentityError["code"], message: string): IdentityError =>
    new IdentityError(code, message, { cause: error });
  if (error instanceof IdentityError) return error;
  if (error instanceof errors.JWTExpired) {
    return fail(
      "TOKEN_EXPIRED",
      `Expected a token that is still valid; it expired at ${moment(error.payload.exp)}. Get a new one.`,
    );
  }
  if (error instanceof errors.JWTClaimValidationFailed) return explainClaim(error, audiences, fail);
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return fail(
      "TOKEN_SIGNATURE",
      `Expected a token as ${issuer} signed it; its signature does not hold. Get a new one.`,
    );
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return fail(
      "TOKEN_ALGORITHM",
      `Expected a token signed with one of ${ALGORITHMS.join(", ")}; got another algorithm.`,
    );
  }
  if (error instanceof errors.JWKSMultipleMatchingKeys) {
    const { kid } = decodeProtectedHeader(token);
    return fail(
      "TOKEN_KEY_UNKNOWN",
      `Expected a token that names its key (kid), since its issuer has several; got ${shown(kid)}. Have the issuer name it.`,
    );
  }
  if (error instanceof errors.JOSEError) return malformed(error);
  return error;
}

function explainClaim(
  { claim, reason, payload }: errors.JWTClaimValidationFailed,
  audiences: readonly string[],
  fail: (code: IdentityError["code"], message: string) => IdentityError,
): IdentityError {
  if (claim === "nbf" && reason === "check_failed") {
    return fail(
      "TOKEN_NOT_YET_VALID",
      `Expected a token that is valid by now; it holds from ${moment(payload.nbf)} on. Wait, or mend the clocks.`,
    );
  }
  if (claim === "aud") {
    const expected = audiences.map((each) => JSON.stringify(each)).join(" or ");
    return fail(
      "TOKEN_AUDIENCE",
      `Expected a token for the audience (aud) ${expected}; got ${shown(payload.aud)}. Ask the issuer for a token for it.`,
    );
  }
  return fail(
    "TOKEN_CLAIMS",
    `Expected a token with "exp" and "sub" as they should be; "${claim}" is ${reason}. Get another token.`,
  );
}

function moment(seconds: number | undefined): string {
  const time = new Date((seconds ?? Number.NaN) * 1000);
  return Number.isNaN(time.getTime()) ? "an unknown time" : time.toISOString();
}
