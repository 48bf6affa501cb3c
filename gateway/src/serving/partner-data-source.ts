import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import type { GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import type { PartnerSettings } from "../config.js";
import { HUB_ERRORS } from "../errors.js";
import type { Json, JsonObject } from "../catalogue/harvested-record.js";
import {
  isJsonArray,
  isJsonObject,
  type PartnerAnswer,
  type PartnerClient,
  PartnerFailure,
} from "../partner-client.js";
import { askedFields } from "./asked-fields.js";
import { createCircuitBreaker, type CircuitBreaker } from "./circuit-breaker.js";
import { createDocumentCache } from "./document-cache.js";
import type { RequestContext } from "./request-context.js";

/** More errors than these in one answer of a partner are left out. */
const MAX_ERRORS = 100;
const MAX_MESSAGE_LENGTH = 500;
/** Codes under which partners speak of a client's input. */
const INPUT_CODES: ReadonlySet<unknown> = new Set(["BAD_USER_INPUT", "BAD_CURSOR", "FOREIGN_CURSOR"]);

interface SubgraphResponse {
  data: JsonObject | null;
  errors?: GraphQLFormattedError[];
}

export interface PartnerDataSourceOptions {
  /** CC_GPI */
  readonly code: string;
  readonly client: PartnerClient;
  readonly settings: PartnerSettings;
  readonly logger: Logger;
}

/**
 * Asks a partner on behalf of a client. A partner that gives no usable answer never fails the request: its fields are null and
 * an error of code PARTNER_UNAVAILABLE names it.
 */
export class PartnerDataSource implements GraphQLDataSource<RequestContext> {
  readonly #code: string;
  readonly #client: PartnerClient;
  readonly #settings: PartnerSettings;
  readonly #logger: Logger;
  readonly #breaker: CircuitBreaker;
  readonly #document = createDocumentCache();

  constructor({ code, client, settings, logger }: PartnerDataSourceOptions) {
    this.#code = code;
    this.#client = client;
    this.#settings = settings;
    this.#logger = logger;
    this.#breaker = createCircuitBreaker({
      failures: settings.breakerFailures,
      probeMs: settings.breakerProbeMs,
      probe: () => this.#send({ query: "{ __typename }" }, {}),
    });
  }

  async process(options: GraphQLDataSourceProcessOptions<RequestContext>): Promise<SubgraphResponse> {
    const { request } = options;
    const context = options.kind === "incoming operation" ? options.context : undefined;
    if (this.#breaker.isOpen) return this.#unavailable("it has not answered in time lately");

    let answer: PartnerAnswer;
    try {
      const { query = "", variables, operationName } = request;
      answer = await this.#send({ query, variables, operationName }, headersFor(context));
      this.#breaker.answered();
    } catch (error) {
      const failure =
        error instanceof PartnerFailure ? error : new PartnerFailure("UNREACHABLE", "no connection", { cause: error });
      if (failure.reason === "TIMEOUT") this.#breaker.timedOut();
      this.#logger.warn(
        { partner: this.#code, requestId: context?.requestId, reason: failure.reason, err: failure },
        "partner unavailable",
      );
      return this.#unavailable(failure.message);
    }

    const representations: unknown = request.variables?.["representations"];
    const data = answer.data && askedFields(answer.data, this.#document(request.query ?? ""));
    if (!Array.isArray(representations)) {
      if (data) context?.fetched.addRoot(data);
    } else if (data && !areTheRecords(data["_entities"], representations)) {
      this.#logger.warn(
        { partner: this.#code, requestId: context?.requestId, reason: "NOT_GRAPHQL" },
        "partner unavailable",
      );
      return this.#unavailable("an answer without the records it was asked for");
    }
    if (answer.errors.length === 0) return { data };
    this.#logger.warn(
      { partner: this.#code, requestId: context?.requestId, errors: answer.errors.slice(0, 5) },
      "partner reported errors",
    );
    const path = (options.kind === "incoming operation" && options.pathInIncomingRequest) || [];
    const places = Array.isArray(representations) ? context?.fetched.places(path, representations) : undefined;
    return {
      data,
      errors: answer.errors.slice(0, MAX_ERRORS).map((error) => this.#reported(error, places)),
    };
  }

  stop(): void {
    this.#breaker.stop();
  }

  #send(request: Parameters<PartnerClient["send"]>[0], headers: Record<string, string>): Promise<PartnerAnswer> {
    const { timeoutMs, maxResponseBytes } = this.#settings;
    return this.#client.send(request, { timeoutMs, maxResponseBytes, headers });
  }

  #unavailable(why: string): SubgraphResponse {
    const message = `${this.#code} could not be reached (${why}): the fields that it alone keeps are null, the rest of the answer stands.`;
    // The empty path becomes that of the list or record which the fields belong to.
    return {
      data: null,
      errors: [{ message, path: [], extensions: { code: "PARTNER_UNAVAILABLE", partner: this.#code } }],
    };
  }

  /** What a partner says about a client's input is passed on; anything else may speak of its insides. */
  #reported(error: JsonObject, places: readonly number[] | undefined): GraphQLFormattedError {
    const { message: said, path, extensions } = error;
    const isInput = isJsonObject(extensions) && INPUT_CODES.has(extensions["code"]);
    const message =
      isInput && typeof said === "string"
        ? said.slice(0, MAX_MESSAGE_LENGTH)
        : `${this.#code}: ${HUB_ERRORS.PARTNER_ERROR.message}`;
    return {
      message,
      path: truePath(path, places),
      extensions: { code: isInput ? "BAD_USER_INPUT" : "PARTNER_ERROR", partner: this.#code },
    };
  }
}

function headersFor(context: RequestContext | undefined): Record<string, string> {
  return {
    ...(context && { "x-request-id": context.requestId }),
    ...(context?.acceptLanguage && { "accept-language": context.acceptLanguage }),
  };
}

/** Whether an answer has each record that was asked for, in its place: itself, or null. */
function areTheRecords(entities: Json | undefined, representations: readonly unknown[]): boolean {
  return (
    isJsonArray(entities) &&
    entities.length === representations.length &&
    entities.every((entity) => entity === null || isJsonObject(entity))
  );
}

/** `_entities.2.topics` with the place of the third representation's record in place of the 2. */
function truePath(path: Json | undefined, places: readonly number[] | undefined): (string | number)[] {
  if (!isJsonArray(path)) return [];
  const steps = path.filter((step) => typeof step === "string" || typeof step === "number");
  if (steps.length < path.length) return [];
  // The planner's own aliases are not in the client's query.
  const alias = steps.findIndex((step) => typeof step === "string" && step.startsWith("__alias_"));
  const known = alias === -1 ? steps : steps.slice(0, alias);
  if (!places) return known;
  const [entities, index, ...rest] = known;
  const place = typeof index === "number" ? (places[index] ?? -1) : -1;
  return entities === "_entities" && place >= 0 ? [entities, place, ...rest] : [];
}
