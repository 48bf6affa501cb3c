/** What tokens may be signed with: a public key verifies all of these, so that who verifies cannot sign. */
export const ALGORITHMS: readonly string[] = ["ES256", "EdDSA", "Ed25519", "RS256", "PS256"];
