import type { ErrorEntry } from "../errors/request-error.js";

/** With what signing in, and what a session may ask, is refused. */
export const SIGN_IN_ERRORS = {
  RETURN_ADDRESS_REFUSED: {
    status: 400,
    message: "After signing in one comes back to a page of this site, and the address asked for is none.",
    mend: "Sign in by the link on the page that you want to come back to.",
  },
  CROSS_SITE_REQUEST: {
    status: 403,
    message: "A session is good for requests of this site's own pages, and this request does not come from one.",
    mend: "Use the page itself; programs send a token in the header Authorization instead of a cookie.",
  },
  SESSION_ENDED: {
    status: 401,
    message: "The session has ended.",
    mend: "Sign in again.",
  },
  SIGN_IN_UNAVAILABLE: {
    status: 503,
    message: "Who is signed in cannot be told now: the issuer of tokens does not answer.",
    mend: "Try again in a minute.",
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
