export { authorizationOf } from "./authorization.js";
export { codesOf, type Identity, isHarvester, isHubAdmin, mayEdit, mayReadDesk } from "./identity.js";
export { IdentityError, type IdentityErrorCode } from "./identity-error.js";
export { isReadingRole, isRole, type Role, delegatedRoles } from "./roles.js";
export {
  type IdentitySettings,
  type IssuerAddress,
  issuersForHub,
  issuersForPartner,
  partnerAudience,
} from "./settings.js";
export { keptSigningKey, makeSigningKey, parseSigningKey, SigningKeyError } from "./signing-key.js";
export { createTokenSigner, type TokenSigner, type TokenSignerOptions, type TokenToSign } from "./token-signer.js";
export {
  createTokenVerifier,
  type TokenVerifier,
  type TokenVerifierOptions,
  type TrustedIssuer,
} from "./token-verifier.js";
export {
  type ReadScope,
  readRightsOf,
  readScopeOf,
  VISIBILITIES,
  visibilitiesFor,
  type Visibility,
} from "./visibility.js";
