import type { JWTHeaderParameters, JWTPayload } from "jose";
import { IdentityError, shown } from "./identity-error.js";

/** What a header may call an access token (RFC 9068, 2.1, and what issuers wrote before it), in lower case. */
const TYPES: ReadonlySet<string> = new Set(["jwt", "at+jwt"]);
/** What Keycloak's claim `typ` calls one. */
const BEARER = "bearer";
/** Of what stands beside an ID token (OpenID Connect Core, 3.3.2.11, and FAPI 1.0): no access token has it. */
const OF_ID_TOKENS = ["at_hash", "c_hash", "s_hash"];

/**
 * An issuer signs other tokens with the same keys (RFC 8725, 3.11): ID tokens, refresh tokens, logout tokens. None of them says what its bearer may
 * do here.
 * @throws IdentityError TOKEN_TYPE
 */
export function checkTokenType({ typ }: JWTHeaderParameters, payload: JWTPayload): void {
  const named = typ?.toLowerCase().replace(/^application\//, "");
  if (named !== undefined && !TYPES.has(named)) throw notAnAccessToken(typ);
  const claimed = payload["typ"];
  const isBearer = typeof claimed === "string" && claimed.toLowerCase() === BEARER;
  if (claimed !== undefined && !isBearer) throw notAnAccessToken(claimed);
  // Cognito's name for what kind of token it is.
  const use = payload["token_use"] ?? "access";
  if (use !== "access") throw notAnAccessToken(use);
  const ofIdToken = OF_ID_TOKENS.find((name) => payload[name] !== undefined);
  if (ofIdToken !== undefined) throw notAnAccessToken(ofIdToken);
  // Of logout tokens and other security events (RFC 8417, 2.2).
  if (payload["events"] !== undefined) throw notAnAccessToken("events");
  // A token that is bound to a key is good for whoever shows that key, which a bearer does not (RFC 7800, 3).
  if (payload["cnf"] !== undefined) throw notAnAccessToken("cnf");
}

function notAnAccessToken(came: unknown): IdentityError {
  return new IdentityError(
    "TOKEN_TYPE",
    `Expected an access token for whoever bears it (typ "at+jwt", "JWT" or "Bearer"); got ${shown(came)}. ` +
      "Send the issuer's access token, not its ID, refresh or logout token.",
  );
}
