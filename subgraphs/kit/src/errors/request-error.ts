import { type ErrorEntry, type ErrorRules, type ErrorTable, INTERNAL, refusal } from "@segpol/server";

/** What a partner's server answers to requests that it does not take, beside what a token can have (see @segpol/identity). */
export const REQUEST_ERRORS = {
  BAD_REQUEST: {
    status: 400,
    message: "Expected a GraphQL request; got something else.",
    mend: 'Send POST with content-type application/json and one operation as {"query": "{ _service { sdl } }"}.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: "The request's body is larger than this server accepts.",
    mend: "Send less at a time; the limit is SEGPOL_SUBGRAPH_MAX_BODY_BYTES, for editors at the desk SEGPOL_SUBGRAPH_MAX_IMPORT_BYTES and SEGPOL_SUBGRAPH_MAX_FILE_BYTES.",
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: "Expected a body of JSON in UTF-8; got another content-type.",
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
    mend: "The graph is at /graphql, the desk at /desk/graphql, whether the server is up at /health and /ready.",
  },
  QUERY_TOO_DEEP: {
    status: 400,
    message: "The query is nested deeper than this server accepts.",
    mend: "Ask for fewer levels at a time; the limit is SEGPOL_SUBGRAPH_MAX_DEPTH.",
  },
  QUERY_TOO_LARGE: {
    status: 400,
    message: "The query is longer than this server accepts.",
    mend: "Split the query; the limit is SEGPOL_SUBGRAPH_MAX_TOKENS.",
  },
  TOO_MANY_ALIASES: {
    status: 400,
    message: "The query has more aliases than this server accepts.",
    mend: "Split the query; the limit is SEGPOL_SUBGRAPH_MAX_ALIASES.",
  },
  QUERY_TOO_COSTLY: {
    status: 400,
    message: "The query could answer with more objects than this server accepts.",
    mend: "Ask for shorter pages, or for lists within lists apart; the limit is SEGPOL_SUBGRAPH_MAX_OBJECTS.",
  },
  ANSWER_TOO_LARGE: {
    status: 400,
    message: "The answer is larger than this server gives.",
    mend: "Ask for fewer records or fields at a time; the limits are SEGPOL_SUBGRAPH_MAX_OBJECTS and SEGPOL_SUBGRAPH_MAX_ANSWER_BYTES.",
  },
  TOO_MANY_REPRESENTATIONS: {
    status: 200,
    message: "The query asks _entities for more records than this server accepts.",
    mend: "Ask for fewer records at a time; the limit is SEGPOL_SUBGRAPH_MAX_REPRESENTATIONS.",
  },
  TOO_MANY_ENTITY_FIELDS: {
    status: 200,
    message: "The query asks _entities for more fields of records than this server accepts.",
    mend: "Ask for fewer records or fields at a time; the limit is SEGPOL_SUBGRAPH_MAX_ENTITY_FIELDS.",
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    message: "More requests came from this client than this server accepts.",
    mend: "Wait as the header retry-after says; the limit is SEGPOL_SUBGRAPH_MAX_REQUESTS_PER_MINUTE.",
  },
  OPERATION_TIMEOUT: {
    status: 504,
    message: "The operation took longer than this server allows.",
    mend: "Ask for less at a time; the limit is SEGPOL_SUBGRAPH_MAX_OPERATION_MS, at the desk SEGPOL_SUBGRAPH_MAX_IMPORT_MS.",
  },
  TOO_BUSY: {
    status: 503,
    message: "The server answers as many operations as it can, and as many wait as may.",
    mend: "Ask again after as many seconds as the header retry-after says, and fewer at a time; the limits are SEGPOL_SUBGRAPH_MAX_OPERATIONS and SEGPOL_SUBGRAPH_MAX_WAITING_OPERATIONS, for bodies under way SEGPOL_SUBGRAPH_MAX_BODY_BYTES, SEGPOL_SUBGRAPH_MAX_IMPORT_BYTES and SEGPOL_SUBGRAPH_MAX_FILE_BYTES.",
  },
  SHUTTING_DOWN: {
    status: 503,
    message: "The server is stopping.",
    mend: "Ask again when it has started.",
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    message: "Internal error",
    mend: "Tell the partner the request's id; its log has the details.",
  },
} as const satisfies ErrorTable & Record<string, ErrorEntry>;

/** PostgreSQL ended a statement that took too long. */
const STATEMENT_ENDED = "57014";

/** What clients of a partner see of errors: whatever has a code, since partners' own resolvers have codes of their own. */
export const ERROR_RULES: ErrorRules = {
  internalMessage: REQUEST_ERRORS[INTERNAL].message,
  explain: (error) =>
    error instanceof Error && "code" in error && error.code === STATEMENT_ENDED
      ? refusal(REQUEST_ERRORS, "OPERATION_TIMEOUT")
      : undefined,
};
