import { type ASTNode, GraphQLError } from "graphql";

/** One row of a server's table of errors. */
export interface ErrorEntry {
  /** HTTP status when the whole request fails with it; 200 where an answer with data stands around it. */
  readonly status: number;
  readonly message: string;
  /** How the one who meets it mends it. */
  readonly mend: string;
}

/** What every server refuses with. Each says in a table of its own what it means there, and which variable holds the limit. */
export type RefusalCode =
  | "BAD_REQUEST"
  | "BODY_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "NOT_ACCEPTABLE"
  | "METHOD_NOT_ALLOWED"
  | "NOT_FOUND"
  | "QUERY_TOO_DEEP"
  | "QUERY_TOO_LARGE"
  | "TOO_MANY_ALIASES"
  | "TOO_MANY_REQUESTS"
  | "OPERATION_TIMEOUT"
  | "ANSWER_TOO_LARGE"
  | "TOO_BUSY"
  | "SHUTTING_DOWN"
  | typeof INTERNAL;

export const INTERNAL = "INTERNAL_SERVER_ERROR";

export type ErrorTable = Readonly<Record<RefusalCode, ErrorEntry>>;

/** A request that is not taken, or not answered; shown to clients as it is. */
export class RequestError extends GraphQLError {
  override readonly name: string = "RequestError";

  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    extensions: Readonly<Record<string, unknown>> = {},
    /** What of the operation it is about: its place is in the answer. */
    node?: ASTNode,
  ) {
    super(message, { nodes: node ?? null, extensions: { ...extensions, code } });
  }
}

/** A request that may be answered when it is sent again later. */
export class BusyError extends RequestError {
  override readonly name = "BusyError";

  constructor(
    code: string,
    { status, message, mend }: ErrorEntry,
    /** Seconds to wait before that. */
    readonly retryAfterS: number,
  ) {
    super(code, status, `${message} ${mend}`);
  }
}

/**
 * The refusal that a table has under a code.
 * @param expected Said in place of the code's own message, before how to mend it.
 */
export function refusal<Code extends string>(
  errors: Readonly<Record<Code, ErrorEntry>>,
  code: NoInfer<Code>,
  expected: string = errors[code].message,
): RequestError {
  return new RequestError(code, errors[code].status, `${expected} ${errors[code].mend}`);
}

/** The body of an answer that is nothing but an error, as GraphQL has it. */
export function errorBody(code: string, message: string, requestId: string): object {
  return { errors: [{ message, extensions: { code, requestId } }] };
}
