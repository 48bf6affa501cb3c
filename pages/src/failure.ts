/** Characters of an address that are said again. */
const MAX_SHOWN = 60;

/** Nothing of a page, a file or a calendar can be made; says why. */
export interface Failure {
  readonly kind: "failure";
  readonly message: string;
  readonly code: string;
  readonly requestId: string | undefined;
  /** What the address chooses and there is not; undefined: that is not what is wrong, or the graph alone knows. */
  readonly choice?: { readonly name: string; readonly came: string };
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "failure";
}

/** @throws Failure */
export function fail(
  { message, code, choice }: Pick<Failure, "message" | "code" | "choice">,
  requestId: string | undefined,
): never {
  const failure: Failure = { kind: "failure", message, code, requestId, ...(choice && { choice }) };
  // oxlint-disable-next-line typescript/only-throw-error -- The router hands it to the error page, in the hub and in the browser alike.
  throw failure;
}

/** @throws Failure for what an address has under a name */
export function failAddress(name: string, expected: string, given: string): never {
  const came = given.slice(0, MAX_SHOWN);
  const message = `Expected ${name} to be ${expected}; got ${JSON.stringify(came)}.`;
  return fail({ message, code: "BAD_USER_INPUT", choice: { name, came } }, undefined);
}

/** The HTTP status: what the address asks for wrongly is the reader's to mend; anything else is the hub's trouble, for a while. */
export function statusOf({ code }: Failure): 400 | 401 | 429 | 503 {
  if (code === "BAD_USER_INPUT") return 400;
  if (code === "TOO_MANY_REQUESTS") return 429;
  return code.startsWith("TOKEN_") ? 401 : 503;
}
