/** Nothing of a page, a file or a calendar can be made; says why. */
export interface Failure {
  readonly kind: "failure";
  readonly message: string;
  readonly code: string;
  readonly requestId: string | undefined;
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "failure";
}

/** @throws Failure */
export function fail({ message, code }: Pick<Failure, "message" | "code">, requestId: string | undefined): never {
  const failure: Failure = { kind: "failure", message, code, requestId };
  // oxlint-disable-next-line typescript/only-throw-error -- The router hands it to the error page, in the hub and in the browser alike.
  throw failure;
}

/** @throws Failure for what an address has under a name */
export function failAddress(name: string, expected: string, came: string): never {
  const message = `Expected ${name} to be ${expected}; got ${JSON.stringify(came.slice(0, 60))}.`;
  return fail({ message, code: "BAD_USER_INPUT" }, undefined);
}

/** The HTTP status: what the address asks for wrongly is the reader's to mend; anything else is the hub's trouble, for a while. */
export function statusOf({ code }: Failure): 400 | 401 | 429 | 503 {
  if (code === "BAD_USER_INPUT") return 400;
  if (code === "TOO_MANY_REQUESTS") return 429;
  return code.startsWith("TOKEN_") ? 401 : 503;
}
