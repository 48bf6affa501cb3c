import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { ownTurn } from "@segpol/server";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { PartnerSettings } from "../../config/config.js";
import { type Json, type JsonObject, isJsonArray, isJsonObject } from "../../base/json.js";
import type { RecordCopy } from "../../catalogue/read/copies.js";
import type { Projection } from "../../composition/projection/types.js";
import { ByteAllowance } from "../../partners/byte-allowance.js";
import { type PartnerAnswer, type PartnerClient, PartnerFailure } from "../../partners/partner-client.js";
import { checkAnswer, type WrongValue } from "./check-answer.js";
import { createGuardedPartner, type GuardedPartner } from "./guarded-partner.js";
import { PartnerErrors, truePath } from "./partner-errors.js";
import { createQuestionCache, type Question } from "./document-cache.js";
import type { PartnerTokens } from "../../identity/partner-tokens.js";
import { hasEnded, type RequestContext } from "../request/request-context.js";
import { createFallbackExecutor, createPartnerSchema, type FallbackExecutor } from "../fallback/fallback-executor.js";
import { type ShortLists, shortListsOf } from "./short-lists.js";

/** Of an answer, in the log. */
const MAX_LOGGED = 5;
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
  readonly #partner: GuardedPartner;
  readonly #logger: Logger;
  readonly #maxAnswerBytes: number;
  readonly #errors: PartnerErrors;
  readonly #schema: GraphQLSchema;
  readonly #question: (query: string) => Question;
  readonly #shortLists: ShortLists;
  readonly #fallback: FallbackExecutor;

  constructor({ projection, client, settings, tokens, logger }: PartnerDataSourceOptions) {
    this.#code = projection.code;
    this.#errors = new PartnerErrors(projection.code);
    this.#schema = createPartnerSchema(projection);
    this.#question = createQuestionCache(this.#schema);
    this.#shortLists = shortListsOf(projection.records);
    this.#fallback = createFallbackExecutor(this.#schema);
    this.#logger = logger;
    this.#maxAnswerBytes = settings.maxResponseBytes;
    this.#partner = createGuardedPartner({ code: projection.code, client, settings, tokens, logger });
  }

  async process(options: Options): Promise<SubgraphResponse> {
    const { request } = options;
    const context = options.kind === "incoming operation" ? options.context : undefined;
    if (context && hasEnded(context)) return { data: null };
    if (context?.at) return await this.#fromCopies(options, null);
    // What a partner answers, or that it does not, is in no stamp.
    context?.catalogue.dependencies.refuse();

    let answer: PartnerAnswer;
    try {
      const { query = "", variables, operationName } = request;
      answer = await this.#partner.ask(
        { request: { query, variables, operationName }, headers: headersFor(context), identity: context?.identity },
        context?.operation.deadline?.signal,
        context && this.#allowance(context),
      );
    } catch (error) {
      if (!(error instanceof PartnerFailure)) throw error;
      // Nobody waits for the answer any more, so that no copy has to stand in for it.
      if (context && hasEnded(context)) return { data: null };
      if (error.reason !== "SKIPPED") this.#warn(context, error);
      return await this.#fromCopies(options, error.message);
    }

    const representations: unknown = request.variables?.["representations"];
    const asked = Array.isArray(representations) ? representations : undefined;
    const problem = problemOf(answer, asked);
    if (problem !== undefined) {
      this.#warn(context, new PartnerFailure("NOT_GRAPHQL", problem));
      return await this.#fromCopies(options, problem);
    }
    // To read a large answer takes a while, and so does what the gateway makes of it.
    await ownTurn();
    if (context && hasEnded(context)) return { data: null };
    const { data, wrong } = this.#checked(answer, request.query ?? "", asked);
    if (!asked && data) context?.fetched.addRoot(data);
    if (answer.errors.length + wrong.length === 0) return { data };
    this.#logger.warn(
      {
        partner: this.#code,
        requestId: context?.requestId,
        errors: answer.errors.slice(0, MAX_LOGGED),
        wrong: wrong.slice(0, MAX_LOGGED),
      },
      "partner reported errors, or gave values that are not of their type",
    );
    const path = (options.kind === "incoming operation" && options.pathInIncomingRequest) || [];
    const places = asked && context?.fetched.places(path, asked);
    return { data, errors: this.#errors.ofAnswer(answer.errors, wrong, places) };
  }

  #checked(
    { data }: PartnerAnswer,
    query: string,
    representations: readonly unknown[] | undefined,
  ): { readonly data: JsonObject | null; readonly wrong: readonly WrongValue[] } {
    if (!data) return { data, wrong: [] };
    const { shape } = this.#question(query);
    return checkAnswer({ data, shape, schema: this.#schema, representations, shortLists: this.#shortLists });
  }

  stop(): void {
    this.#partner.stop();
  }

  #warn(context: RequestContext | undefined, failure: PartnerFailure): void {
    const { reason, mend } = failure;
    const requestId = context?.requestId;
    this.#logger.warn({ partner: this.#code, requestId, reason, err: failure, mend }, "partner unavailable");
  }

  /** One for all that an operation asks of the partner. */
  #allowance({ allowances }: RequestContext): ByteAllowance {
    const allowance = allowances.get(this.#code) ?? new ByteAllowance(this.#maxAnswerBytes);
    allowances.set(this.#code, allowance);
    return allowance;
  }

  /** `why` the partner does not answer for itself; null: an earlier instant is asked. */
  async #fromCopies(options: Options, why: string | null): Promise<SubgraphResponse> {
    const { request } = options;
    // The gateway asks outside of a client's request only for what its own start needs, which is nothing of ours.
    if (options.kind !== "incoming operation")
      return { data: null, errors: [this.#errors.lacking([], "what it keeps", why)] };
    const { context, pathInIncomingRequest = [] } = options;
    const { catalogue } = context;
    const representations: unknown = request.variables?.["representations"];
    const ids = Array.isArray(representations) ? representations.map(idOf) : [];
    const { document, fields } = this.#question(request.query ?? "");
    let copies: ReadonlyMap<string, RecordCopy>;
    try {
      copies = await catalogue.copies({ partner: this.#code, ids: [...new Set(ids)], fields });
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      this.#logger.error({ partner: this.#code, requestId: context.requestId, err: error }, "copies not read");
      copies = new Map();
    }
    const { data, errors, missing, usesCopies } = await this.#fallback({
      document,
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
      this.#errors.lacking(prefix ? truePath([...prefix, key], places) : [], field, why),
    );
    if (ids.some((id) => !copies.has(id))) lacking.push(this.#errors.lacking([], "what is not in a copy", why));
    const reported = [...lacking, ...errors.map((error) => this.#ofCopies(error, places, context))];
    return reported.length > 0 ? { data, errors: reported } : { data };
  }

  /** What went wrong over a copy: with the client's input, or else with the copy. */
  #ofCopies(
    error: GraphQLError,
    places: readonly number[] | undefined,
    { requestId }: RequestContext,
  ): GraphQLFormattedError {
    // Of arguments that are not of their type graphql-js itself speaks, in words made for clients.
    const isInput = !error.originalError || error.originalError instanceof GraphQLError;
    if (!isInput) this.#logger.error({ partner: this.#code, requestId, err: error }, "copy not usable");
    return this.#errors.ofCopy(error, isInput, places);
  }
}

function idOf(representation: unknown): string {
  const id: unknown =
    typeof representation === "object" && representation !== null && "id" in representation ? representation.id : "";
  return typeof id === "string" ? id : "";
}

function headersFor(context: RequestContext | undefined): Record<string, string> {
  return {
    ...(context && { "x-request-id": context.requestId }),
    ...(context?.acceptLanguage && { "accept-language": context.acceptLanguage }),
  };
}

/** Why an answer is none; undefined: it is one. */
function problemOf(
  { data, errors }: PartnerAnswer,
  representations: readonly unknown[] | undefined,
): string | undefined {
  if (!data) return errors.length > 0 ? undefined : "an answer without data and without errors";
  if (!representations || areTheRecords(data["_entities"], representations)) return undefined;
  return "an answer without the records it was asked for";
}

/** Whether an answer has each record that was asked for, in its place: itself, or null. */
function areTheRecords(entities: Json | undefined, representations: readonly unknown[]): boolean {
  return (
    isJsonArray(entities) &&
    entities.length === representations.length &&
    entities.every((entity) => entity === null || isJsonObject(entity))
  );
}
