import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import type { PartnerSettings } from "../../config/config.js";
import { HUB_ERRORS } from "../../errors.js";
import { type Json, type JsonObject, isJsonArray, isJsonObject } from "../../base/json.js";
import type { RecordCopy } from "../../catalogue/read/copies.js";
import type { Projection } from "../../composition/projection/types.js";
import { type PartnerAnswer, type PartnerClient, PartnerFailure } from "../../partners/partner-client.js";
import { askedFields } from "./asked-fields.js";
import { createCircuitBreaker, type CircuitBreaker } from "./circuit-breaker.js";
import { createDocumentCache } from "./document-cache.js";
import type { PartnerTokens } from "../../identity/partner-tokens.js";
import { askInParts } from "./representation-parts.js";
import type { RequestContext } from "../request/request-context.js";
import { createFallbackExecutor, type FallbackExecutor } from "../fallback/fallback-executor.js";

/** More errors than these in one answer of a partner are left out. */
const MAX_ERRORS = 100;
const MAX_MESSAGE_LENGTH = 500;
/** Control characters, line breaks, and what turns the direction of writing: they would let a message pass for something else. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;
/** Codes under which partners speak of a client's input. */
const INPUT_CODES: ReadonlySet<unknown> = new Set(["BAD_USER_INPUT", "BAD_CURSOR", "FOREIGN_CURSOR"]);

interface SubgraphResponse {
  data: JsonObject | null;
  errors?: GraphQLFormattedError[];
}

type Options = GraphQLDataSourceProcessOptions<RequestContext>;

export interface PartnerDataSourceOptions {
  readonly projection: Pick<Projection, "code" | "projectedSdl" | "records">;
  readonly client: PartnerClient;
  readonly settings: PartnerSettings;
  /** Default: the partner is asked without a token, as anybody. */
  readonly tokens?: Pick<PartnerTokens, "forReader">;
  readonly logger: Logger;
}

/**
 * Asks a partner on behalf of a client. A partner that gives no usable answer never fails the request: the hub's copies answer in its
 * place, and what no copy has is null with an error of code PARTNER_UNAVAILABLE that names it. As of an earlier instant copies
 * alone answer.
 */
export class PartnerDataSource implements GraphQLDataSource<RequestContext> {
  readonly #code: string;
  readonly #client: PartnerClient;
  readonly #settings: PartnerSettings;
  readonly #tokens: Pick<PartnerTokens, "forReader"> | undefined;
  readonly #logger: Logger;
  readonly #breaker: CircuitBreaker;
  readonly #document = createDocumentCache();
  readonly #fallback: FallbackExecutor;

  constructor({ projection, client, settings, tokens, logger }: PartnerDataSourceOptions) {
    this.#code = projection.code;
    this.#fallback = createFallbackExecutor(projection);
    this.#client = client;
    this.#settings = settings;
    this.#tokens = tokens;
    this.#logger = logger;
    this.#breaker = createCircuitBreaker({
      failures: settings.breakerFailures,
      probeMs: settings.breakerProbeMs,
      probe: () => this.#send({ query: "{ __typename }" }, {}),
    });
  }

  async process(options: Options): Promise<SubgraphResponse> {
    const { request } = options;
    const context = options.kind === "incoming operation" ? options.context : undefined;
    if (context?.at) return await this.#fromCopies(options, null);
    if (this.#breaker.isOpen) return await this.#fromCopies(options, "it has not answered in time lately");

    let answer: PartnerAnswer;
    try {
      const { query = "", variables, operationName } = request;
      const token = await this.#tokens?.forReader(context?.identity, this.#code);
      const headers = headersFor(context, token);
      answer = await askInParts({ query, variables, operationName }, (part) =>
        this.#send(part, headers, context?.operation.deadline?.signal),
      );
      this.#breaker.answered();
    } catch (error) {
      // Nobody waits for the answer any more, so that no copy has to stand in for it.
      if (context?.operation.deadline?.signal.aborted) return { data: null };
      const failure =
        error instanceof PartnerFailure ? error : new PartnerFailure("UNREACHABLE", "no connection", { cause: error });
      if (failure.reason === "TIMEOUT") this.#breaker.timedOut();
      this.#logger.warn(
        {
          partner: this.#code,
          requestId: context?.requestId,
          reason: failure.reason,
          err: failure,
          mend: failure.mend,
        },
        "partner unavailable",
      );
      return await this.#fromCopies(options, failure.message);
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
      return await this.#fromCopies(options, "an answer without the records it was asked for");
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

  #send(
    request: Parameters<PartnerClient["send"]>[0],
    headers: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<PartnerAnswer> {
    const { timeoutMs, maxResponseBytes } = this.#settings;
    return this.#client.send(request, { timeoutMs, maxResponseBytes, headers, ...(signal && { signal }) });
  }

  /** `why` the partner does not answer for itself; null: an earlier instant is asked. */
  async #fromCopies(options: Options, why: string | null): Promise<SubgraphResponse> {
    const { request } = options;
    // The gateway asks outside of a client's request only for what its own start needs, which is nothing of ours.
    if (options.kind !== "incoming operation") return { data: null, errors: [this.#lacking([], "what it keeps", why)] };
    const { context, pathInIncomingRequest = [] } = options;
    const { catalogue } = context;
    const representations: unknown = request.variables?.["representations"];
    const ids = Array.isArray(representations) ? representations.map(idOf) : [];
    let copies: ReadonlyMap<string, RecordCopy>;
    try {
      copies = await catalogue.copies(this.#code, [...new Set(ids)]);
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      this.#logger.error({ partner: this.#code, requestId: context.requestId, err: error }, "copies not read");
      copies = new Map();
    }
    const { data, errors, missing, usesCopies } = await this.#fallback({
      document: this.#document(request.query ?? ""),
      variables: request.variables ?? {},
      operationName: request.operationName,
      copies,
      languages: catalogue.languages,
      today: catalogue.today,
    });
    if (usesCopies) for (const { asOf } of copies.values()) context.copies.add(this.#code, asOf);
    const isRoot = !Array.isArray(representations);
    if (isRoot && data) context.fetched.addRoot(data);
    const places = isRoot ? undefined : context.fetched.places(pathInIncomingRequest, representations);
    // In a list of several one error for each field is enough.
    const prefix = isRoot ? [] : ids.length === 1 ? ["_entities", 0] : undefined;
    const lacking = [...missing].map(([key, field]) =>
      this.#lacking(prefix ? truePath([...prefix, key], places) : [], field, why),
    );
    if (ids.some((id) => !copies.has(id))) lacking.push(this.#lacking([], "what is not in a copy", why));
    const reported = [...lacking, ...errors.map((error) => this.#ofCopies(error, places, context))];
    return reported.length > 0 ? { data, errors: reported } : { data };
  }

  /** An error for what no copy has. The empty path becomes that of the list or record which the field belongs to. */
  #lacking(path: (string | number)[], what: string, why: string | null): GraphQLFormattedError {
    const code = why === null ? "NOT_IN_COPY" : "PARTNER_UNAVAILABLE";
    const message =
      why === null
        ? `${what} is null: the hub's copies, which answer for earlier instants, do not have what ${this.#code} alone keeps. ${HUB_ERRORS[code].mend}`
        : `${what} is null: ${this.#code}, which alone keeps it, could not be reached (${why}). The rest of the answer stands.`;
    return { message, path, extensions: { code, partner: this.#code } };
  }

  /** What went wrong over a copy: with the client's input, or else with the copy. */
  #ofCopies(
    error: GraphQLError,
    places: readonly number[] | undefined,
    { requestId }: RequestContext,
  ): GraphQLFormattedError {
    const path = truePath(error.path, places);
    // Of arguments that are not of their type graphql-js itself speaks, in words made for clients.
    if (!error.originalError || error.originalError instanceof GraphQLError) {
      return { message: error.message, path, extensions: { code: "BAD_USER_INPUT", partner: this.#code } };
    }
    this.#logger.error({ partner: this.#code, requestId, err: error }, "copy not usable");
    return {
      message: `${this.#code}: ${HUB_ERRORS.NOT_IN_COPY.message}`,
      path,
      extensions: { code: "NOT_IN_COPY", partner: this.#code },
    };
  }

  /** What a partner says about a client's input is passed on in its name; anything else may speak of its insides. */
  #reported(error: JsonObject, places: readonly number[] | undefined): GraphQLFormattedError {
    const { message: said, path, extensions } = error;
    const isInput = isJsonObject(extensions) && INPUT_CODES.has(extensions["code"]);
    const code = isInput ? "BAD_USER_INPUT" : "PARTNER_ERROR";
    const words = isInput && typeof said === "string" ? oneLine(said) : "";
    return {
      message: `${this.#code}: ${words === "" ? HUB_ERRORS[code].message : words}`,
      path: truePath(path, places),
      extensions: { code, partner: this.#code },
    };
  }
}

function oneLine(text: string): string {
  return text.replaceAll(CONTROLS, " ").trim().slice(0, MAX_MESSAGE_LENGTH).toWellFormed();
}

function idOf(representation: unknown): string {
  const id: unknown =
    typeof representation === "object" && representation !== null && "id" in representation ? representation.id : "";
  return typeof id === "string" ? id : "";
}

function headersFor(context: RequestContext | undefined, token: string | undefined): Record<string, string> {
  return {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
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
  const alias = steps.findIndex(isPlannersAlias);
  const known = alias === -1 ? steps : steps.slice(0, alias);
  if (!places) return known;
  const [entities, index, ...rest] = known;
  const place = typeof index === "number" ? (places[index] ?? -1) : -1;
  return entities === "_entities" && place >= 0 ? [entities, place, ...rest] : [];
}

function isPlannersAlias(step: string | number): boolean {
  return typeof step === "string" && step.startsWith("__alias_");
}
