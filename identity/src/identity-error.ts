/** Why a token does not hold, or (503) why that cannot be told now. */
export type IdentityErrorCode =
  | "TOKEN_MALFORMED"
  | "TOKEN_TYPE"
  | "TOKEN_EXPIRED"
  | "TOKEN_NOT_YET_VALID"
  | "TOKEN_AUDIENCE"
  | "TOKEN_ISSUER"
  | "TOKEN_SIGNATURE"
  | "TOKEN_ALGORITHM"
  | "TOKEN_KEY_UNKNOWN"
  | "TOKEN_CLAIMS"
  | "KEYS_UNREACHABLE";

/**
 * A request whose token does not hold; it is answered with `status` and never treated as an anonymous one. The message says what was
 * expected, what came and how to mend it, and may go to the client: it holds nothing of the token but names (issuer, audience,
 * algorithm, key id), cut short.
 */
export class IdentityError extends Error {
  override readonly name = "IdentityError";
  /** 401: another token is needed. 503: the same one may do later. */
  readonly status: 401 | 503;

  constructor(
    readonly code: IdentityErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.status = code === "KEYS_UNREACHABLE" ? 503 : 401;
  }
}

const MAX_SHOWN = 120;

/** A value out of a token as a message may show it. */
export function shown(value: unknown): string {
  if (value === undefined) return "none";
  const text = JSON.stringify(value) ?? "none";
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
