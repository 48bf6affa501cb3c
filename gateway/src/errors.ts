import type { ASTNode } from "graphql";
import type { IdentityErrorCode } from "@segpol/identity";
import { type ErrorEntry, type ErrorTable, RequestError, SIGN_IN_ERRORS } from "@segpol/server";

/** Every code that a client of the hub can meet. Anything else is masked as INTERNAL_SERVER_ERROR. */
export const HUB_ERRORS = {
  BAD_REQUEST: {
    status: 400,
    message: "The request is not a GraphQL request.",
    mend: 'Send POST with content-type application/json and a body like {"query": "{ themes { code } }"}, one operation at a time.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: "The request's body is larger than the hub accepts.",
    mend: "Send a shorter query; pass long values as variables; the limit is SEGPOL_MAX_BODY_BYTES.",
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: "The request's body is not JSON in UTF-8.",
    mend: "Send content-type: application/json, the body in UTF-8 and not compressed.",
  },
  NOT_ACCEPTABLE: {
    status: 406,
    message: "The client takes no answer in JSON.",
    mend: "Send accept: application/graphql-response+json, application/json, or leave the header out.",
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: "The address takes no requests of this method.",
    mend: "Use one that the header Allow names.",
  },
  NOT_FOUND: {
    status: 404,
    message: "There is nothing at this address.",
    mend: "The graph is at /graphql, its explorer at /explorer.",
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    message: "The query is not GraphQL.",
    mend: "Mend the query at the place that the error names.",
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    message: "The query asks for what the graph does not have.",
    mend: "Compare the query with the graph's documentation in the explorer.",
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    message: "It is not clear which operation of the query to run.",
    mend: "Name one of the query's operations in operationName.",
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 200,
    message: "The hub does not know the query of this hash, or no longer.",
    mend: "Send the query's text together with its hash once; clients that use persisted queries do so by themselves.",
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 200,
    message: "The hub keeps no persisted queries.",
    mend: "Send the query's text.",
  },
  OPERATION_NOT_LISTED: {
    status: 403,
    message: "The hub answers the operations of its safelist, and this one is not on it.",
    mend: "Ask one that is, or have the hub's operator add it to SEGPOL_SAFELIST.",
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    message: "The client has sent more requests in a minute than the hub accepts.",
    mend: "Wait as many seconds as the header Retry-After says; the limit is SEGPOL_RATE_LIMIT.",
  },
  OPERATION_TIMEOUT: {
    status: 504,
    message: "The hub has not had the answer in time.",
    mend: "Ask for less at a time, or again later; the limit is SEGPOL_OPERATION_TIMEOUT_MS.",
  },
  TOO_BUSY: {
    status: 503,
    message: "The hub answers as many operations as it can, and as many wait as may.",
    mend: "Ask again after as many seconds as the header Retry-After says, and fewer at a time; the limits are SEGPOL_MAX_OPERATIONS and SEGPOL_MAX_WAITING_OPERATIONS, for bodies under way SEGPOL_MAX_BODY_BYTES.",
  },
  TOO_MANY_STREAMS: {
    status: 503,
    message: "As many pages follow changes as the hub tells of them.",
    mend: "Follow again after as many seconds as the header Retry-After says, or ask the graph what has changed.",
  },
  ANSWER_TOO_LARGE: {
    status: 400,
    message: "The answer is larger than the hub gives.",
    mend: "Ask for shorter pages (first), or for fewer fields; the limits are SEGPOL_MAX_ANSWER_BYTES and SEGPOL_MAX_QUERY_OBJECTS.",
  },
  QUERY_TOO_DEEP: {
    status: 400,
    message: "The query is nested deeper than the hub accepts.",
    mend: "Ask for fewer levels at a time; the limit is SEGPOL_MAX_QUERY_DEPTH.",
  },
  QUERY_TOO_LARGE: {
    status: 400,
    message: "The query selects more than the hub accepts.",
    mend: "Split the query; the limits are SEGPOL_MAX_QUERY_TOKENS and SEGPOL_MAX_QUERY_SELECTIONS.",
  },
  QUERY_TOO_COSTLY: {
    status: 400,
    message: "The query could answer with more objects than the hub accepts.",
    mend: "Ask for shorter pages (first), or for lists within lists apart; the limit is SEGPOL_MAX_QUERY_OBJECTS.",
  },
  TOO_MANY_ALIASES: {
    status: 400,
    message: "The query has more aliases than the hub accepts.",
    mend: "Split the query; the limit is SEGPOL_MAX_QUERY_ALIASES, and 10 at the admin API.",
  },
  TOO_MANY_REPRESENTATIONS: {
    status: 400,
    message: "The query asks the catalogue for more entities at a time than the hub accepts.",
    mend: "Have the router ask for fewer records at a time; the limit is SEGPOL_MAX_REPRESENTATIONS.",
  },
  BAD_USER_INPUT: {
    status: 400,
    message: "An argument or variable has a value that cannot be.",
    mend: "The message says what was expected and what came.",
  },
  PARTNER_UNAVAILABLE: {
    status: 200,
    message:
      "A partner could not be reached, or has been too slow lately: the fields that it alone keeps are null, the rest of the answer stands.",
    mend: "Ask again later; the partner is used again as soon as it answers in time.",
  },
  NOT_IN_COPY: {
    status: 200,
    message: "The request is answered from the hub's copies, which do not have the fields that a partner alone keeps.",
    mend: "Leave the field out, or ask for it as it is now, without the header Accept-Datetime.",
  },
  PARTNER_ERROR: {
    status: 200,
    message: "A partner answered with an error for this field.",
    mend: "Tell the partner, with the request's id; its own log has the details.",
  },
  VALUE_MISSING: {
    status: 200,
    message: "A value that may not be null is not there: the nearest around it that may is null.",
    mend: "Ask again; if it stays so, tell the hub's operator the request's id.",
  },
  ADMIN_OFF: {
    status: 403,
    message: "The hub has no admin API: it was started without a token for it.",
    mend: "Start the hub with SEGPOL_ADMIN_TOKEN, or SEGPOL_ADMIN_TOKEN_FILE.",
  },
  ADMIN_UNAUTHORIZED: {
    status: 401,
    message: "The admin API needs the hub's token.",
    mend: "Send authorization: Bearer <token>, with what the hub was started with as SEGPOL_ADMIN_TOKEN.",
  },
  TOKEN_MALFORMED: {
    status: 401,
    message: "The header Authorization holds no token that can be read.",
    mend: "Send authorization: Bearer <token>, with an access token of the hub's issuer.",
  },
  TOKEN_TYPE: {
    status: 401,
    message: "The token is the issuer's, but no access token.",
    mend: "Send the access token; ID, refresh and logout tokens are for others.",
  },
  TOKEN_EXPIRED: {
    status: 401,
    message: "The token is no longer valid.",
    mend: "Get a new one from the issuer.",
  },
  TOKEN_NOT_YET_VALID: {
    status: 401,
    message: "The token is not valid yet.",
    mend: "Wait, or compare the clocks of the issuer and of the hub.",
  },
  TOKEN_AUDIENCE: {
    status: 401,
    message: "The token is meant for somebody else.",
    mend: "Ask the issuer for a token for the hub's audience, SEGPOL_TOKEN_AUDIENCE.",
  },
  TOKEN_ISSUER: {
    status: 401,
    message: "The token is of an issuer that the hub does not trust.",
    mend: "Get one from the issuer that the hub was started with, SEGPOL_TOKEN_ISSUER.",
  },
  TOKEN_SIGNATURE: {
    status: 401,
    message: "The token is not as its issuer signed it.",
    mend: "Get a new one, and send it unchanged.",
  },
  TOKEN_ALGORITHM: {
    status: 401,
    message: "The token is unsigned, or signed in a way that the hub does not accept.",
    mend: "Have the issuer sign with ES256, EdDSA, RS256 or PS256.",
  },
  TOKEN_KEY_UNKNOWN: {
    status: 401,
    message: "The token is signed with a key that its issuer does not publish.",
    mend: "Get a new one; the issuer may have changed its keys.",
  },
  TOKEN_CLAIMS: {
    status: 401,
    message: "The token does not say what it has to: who it is for, and until when.",
    mend: "Have the issuer put sub and exp into its access tokens.",
  },
  KEYS_UNREACHABLE: {
    status: 503,
    message: "The token cannot be checked now: its issuer's keys cannot be had.",
    mend: "Ask again later; without a token the hub answers with what is public.",
  },
  ADMIN_FORBIDDEN: {
    status: 403,
    message: "Changing the graph takes the hub's token, or a token with the role hub:admin.",
    mend: "Ask the hub's operator; staff of a partner may look and check.",
  },
  ...SIGN_IN_ERRORS,
  SHUTTING_DOWN: {
    status: 503,
    message: "The hub is stopping.",
    mend: "Ask again when it has started.",
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    message: "Something went wrong in the hub.",
    mend: "Tell the hub's operator the request's id; the hub's log has the details.",
  },
} as const satisfies ErrorTable & Record<IdentityErrorCode, ErrorEntry> & Record<string, ErrorEntry>;

export type HubErrorCode = keyof typeof HUB_ERRORS;

export function isHubErrorCode(code: unknown): code is HubErrorCode {
  return typeof code === "string" && Object.hasOwn(HUB_ERRORS, code);
}

/** An error with one of the hub's codes, shown to clients as it is. */
export class HubError extends RequestError {
  override readonly name = "HubError";

  constructor(
    code: HubErrorCode,
    message: string = HUB_ERRORS[code].message,
    extensions: Readonly<Record<string, unknown>> = {},
    node?: ASTNode,
  ) {
    super(code, HUB_ERRORS[code].status, message, extensions, node);
  }
}
