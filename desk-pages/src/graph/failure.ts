/** Nothing came of what was asked; says why. */
export interface Failure {
  readonly kind: "failure";
  readonly message: string;
  readonly code: string;
  readonly requestId: string | undefined;
}

/** Codes of the pages' own: nobody is signed in, or no answer came at all. */
export const NOT_SIGNED_IN = "SESSION_ENDED";
export const NO_CONNECTION = "NO_CONNECTION";

export function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "failure";
}

/** @throws Failure */
export function fail({ message, code }: Pick<Failure, "message" | "code">, requestId: string | undefined): never {
  const failure: Failure = { kind: "failure", message, code, requestId };
  // oxlint-disable-next-line typescript/only-throw-error -- The router hands it to the error page, at the partner and in the browser alike.
  throw failure;
}

const STATUS: Readonly<Record<string, number>> = {
  [NOT_SIGNED_IN]: 401,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  TOO_MANY_REQUESTS: 429,
};

/** The HTTP status of a page that cannot be shown. */
export function statusOf({ code }: Failure): number {
  return STATUS[code] ?? 503;
}
