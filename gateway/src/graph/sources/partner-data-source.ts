import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { PartnerSettings } from "../../config/config.js";
import type { JsonObject } from "../../base/json.js";
import type { Projection } from "../../composition/projection/types.js";
import { ByteAllowance } from "../../partners/byte-allowance.js";
import type { PartnerClient } from "../../partners/partner-client.js";
import { CheckedPartner, type PartnerAsked } from "./checked-partner.js";
import { createGuardedPartner, type GuardedPartner } from "./guarded-partner.js";
import { headersFor, representationsOf } from "./partner-answer.js";
import { PartnerErrors, truePath } from "./partner-errors.js";
import { createQuestionCache, type Question } from "./document-cache.js";
import { lackingFieldsOf } from "./lacking-fields.js";
import type { PartnerTokens } from "../../identity/partner-tokens.js";
import { hasEnded, type RequestContext } from "../request/request-context.js";
import { createFallbackExecutor, createPartnerSchema, type FallbackExecutor } from "../fallback/fallback-executor.js";
import { SharedQuestions } from "./shared-questions.js";
import { shortListsOf } from "./short-lists.js";

/** A question about what a partner alone keeps. */
export interface OwnAsked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type OwnAnswer =
  | { readonly data: JsonObject | null; readonly errors: readonly GraphQLFormattedError[] }
  /** Why there is none, in words for clients. */
  | { readonly unavailable: string };

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
  readonly #guarded: GuardedPartner;
  readonly #partner: CheckedPartner;
  readonly #shared: SharedQuestions;
  readonly #logger: Logger;
  readonly #maxAnswerBytes: number;
  readonly #errors: PartnerErrors;
  readonly #schema: GraphQLSchema;
  readonly #question: (query: string) => Question;
  readonly #fallback: FallbackExecutor;

  constructor({ projection, client, settings, tokens, logger }: PartnerDataSourceOptions) {
    const { code } = projection;
    this.#code = code;
    this.#errors = new PartnerErrors(code);
    this.#schema = createPartnerSchema(projection);
    this.#question = createQuestionCache(this.#schema, lackingFieldsOf(projection.records));
    this.#fallback = createFallbackExecutor(this.#schema);
    this.#logger = logger;
    this.#maxAnswerBytes = settings.maxResponseBytes;
    this.#guarded = createGuardedPartner({ code, client, settings, tokens, logger });
    const partner = new CheckedPartner({
      code,
      partner: this.#guarded,
      schema: this.#schema,
      read: this.#question,
      shortLists: shortListsOf(projection.records),
      logger,
    });
    this.#partner = partner;
    this.#shared = new SharedQuestions((asked) => partner.ask(asked));
  }

  /** The partner's share of the graph. */
  get schema(): GraphQLSchema {
    return this.#schema;
  }

  async process(options: Options): Promise<SubgraphResponse> {
    const { request } = options;
    const context = options.kind === "incoming operation" ? options.context : undefined;
    if (context && hasEnded(context)) return { data: null };
    if (context?.at) return await this.#fromCopies(options, null);

    const { query = "", variables = {}, operationName } = request;
    context?.onOwnerAsked(this.#code);
    // What a partner answers, or that it does not, is in no stamp.
    context?.catalogue.dependencies.refuse();
    const answer = await this.#partner.ask(this.#askedFor(context, { query, variables, operationName }));
    if (answer === undefined) return { data: null };
    if ("unavailable" in answer) return await this.#fromCopies(options, answer.unavailable);
    const { data, reported, wrong } = answer;
    const asked = representationsOf(variables);
    if (!asked && data) context?.fetched.addRoot(data);
    if (reported.length + wrong.length === 0) return { data };
    const path = (options.kind === "incoming operation" && options.pathInIncomingRequest) || [];
    const places = asked && context?.fetched.places(path, asked);
    return { data, errors: this.#errors.ofAnswer(reported, wrong, places) };
  }

  /** Asks for what the partner alone keeps. Paths of errors are those of the question. Undefined: nobody waits for the answer any more. */
  async askOwn(question: OwnAsked, context: RequestContext): Promise<OwnAnswer | undefined> {
    context.catalogue.dependencies.askOwner();
    const answer = await this.#shared.ask(this.#askedFor(context, question));
    if (answer === undefined || "unavailable" in answer) return answer;
    return { data: answer.data, errors: this.#errors.ofAnswer(answer.reported, answer.wrong, undefined) };
  }

  /** An error for what the partner alone keeps, and does not answer. `why` not; null: an earlier instant is asked. */
  lacking(path: (string | number)[], field: string, why: string | null): GraphQLFormattedError {
    return this.#errors.lacking(path, field, why);
  }

  stop(): void {
    this.#guarded.stop();
  }

  #askedFor(
    context: RequestContext | undefined,
    question: Pick<PartnerAsked, "query" | "variables" | "operationName">,
  ): PartnerAsked {
    return {
      ...question,
      headers: headersFor(context),
      identity: context?.identity,
      requestId: context?.requestId,
      signal: context?.operation.deadline?.signal,
      allowance: context && this.#allowance(context),
    };
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
    const representations = representationsOf(request.variables ?? {});
    const { data, errors, missing, lacksRecord } = await this.#fallback({
      document: this.#question(request.query ?? "").document,
      variables: request.variables ?? {},
      operationName: request.operationName,
      catalogue: context.catalogue,
    });
    if (!representations && data) context.fetched.addRoot(data);
    const places = representations && context.fetched.places(pathInIncomingRequest, representations);
    // In a list of several one error for each field is enough.
    const prefix = !representations ? [] : representations.length === 1 ? ["_entities", 0] : undefined;
    const lacking = [...missing].map(([key, field]) =>
      this.#errors.lacking(prefix ? truePath([...prefix, key], places) : [], field, why),
    );
    if (lacksRecord) lacking.push(this.#errors.lacking([], "what is not in a copy", why));
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
