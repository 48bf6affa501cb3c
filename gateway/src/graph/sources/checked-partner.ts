import type { Identity } from "@segpol/identity";
import { ownTurn } from "@segpol/server";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { JsonObject } from "../../base/json.js";
import type { Allowance } from "../../partners/byte-allowance.js";
import { type PartnerAnswer, PartnerFailure, type PartnerRequest } from "../../partners/partner-client.js";
import { checkAnswer, type WrongValue } from "./check-answer.js";
import type { Question } from "./document-cache.js";
import type { GuardedPartner } from "./guarded-partner.js";
import { problemOf, representationsOf } from "./partner-answer.js";
import type { ShortLists } from "./short-lists.js";

/** Of an answer, in the log. */
const MAX_LOGGED = 5;

/** What a partner is asked, and for whom. */
export interface PartnerAsked extends PartnerRequest {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly identity: Identity | undefined;
  /** Undefined: no client's. */
  readonly requestId: string | undefined;
  /** Ids of other requests that ask it together with this one. Default: none. */
  readonly alsoFor?: readonly string[];
  /** Ends the wait for the answer. */
  readonly signal: AbortSignal | undefined;
  /** What this answer and others together may have. */
  readonly allowance: Allowance | undefined;
}

/** Why a partner gave no usable answer. */
export interface Unavailable {
  /** In words for clients. */
  readonly unavailable: string;
  /** Whether it answered, though not usably. */
  readonly isAnswer: boolean;
}

export interface CheckedPartnerAnswer {
  readonly data: JsonObject | null;
  readonly reported: readonly JsonObject[];
  readonly wrong: readonly WrongValue[];
}

/** What comes of a question. Undefined: nobody waits for the answer any more. */
export type PartnerOutcome = CheckedPartnerAnswer | Unavailable | undefined;

export interface CheckedPartnerOptions {
  readonly code: string;
  readonly partner: GuardedPartner;
  /** The partner's share of the graph. */
  readonly schema: GraphQLSchema;
  readonly read: (query: string) => Question;
  readonly shortLists: ShortLists;
  readonly logger: Logger;
}

/** Asks a partner, and holds what it answers to its types. */
export class CheckedPartner {
  readonly #options: CheckedPartnerOptions;

  constructor(options: CheckedPartnerOptions) {
    this.#options = options;
  }

  async ask(asked: PartnerAsked): Promise<PartnerOutcome> {
    const { query, variables, operationName, headers, identity, signal, allowance } = asked;
    let answer: PartnerAnswer;
    try {
      const { sent } = this.#options.read(query);
      const question = { request: { query: sent, variables, operationName }, headers, identity };
      answer = await this.#options.partner.ask(question, signal, allowance);
    } catch (error) {
      if (!(error instanceof PartnerFailure)) throw error;
      // Nobody waits for the answer any more, so that nothing has to stand in for it.
      if (signal?.aborted) return undefined;
      if (error.reason !== "SKIPPED") this.#warn(asked, error);
      return { unavailable: error.message, isAnswer: error.isAnswer };
    }
    const representations = representationsOf(variables);
    const problem = problemOf(answer, representations);
    if (problem !== undefined) {
      this.#warn(asked, new PartnerFailure("NOT_GRAPHQL", problem));
      return { unavailable: problem, isAnswer: true };
    }
    // To read a large answer takes a while, and so does what is made of it.
    await ownTurn();
    if (signal?.aborted) return undefined;
    const { data, wrong } = this.#checked(answer, query, representations);
    const { errors: reported } = answer;
    if (reported.length + wrong.length > 0) {
      const told = { errors: reported.slice(0, MAX_LOGGED), wrong: wrong.slice(0, MAX_LOGGED) };
      this.#options.logger.warn(
        { ...this.#logged(asked), ...told },
        "partner reported errors, or gave values that are not of their type",
      );
    }
    return { data, reported, wrong };
  }

  #checked(
    { data }: PartnerAnswer,
    query: string,
    representations: readonly unknown[] | undefined,
  ): Pick<CheckedPartnerAnswer, "data" | "wrong"> {
    if (!data) return { data, wrong: [] };
    const { schema, read, shortLists } = this.#options;
    return checkAnswer({ data, shape: read(query).shape, schema, representations, shortLists });
  }

  #warn(asked: PartnerAsked, failure: PartnerFailure): void {
    const { reason, mend } = failure;
    this.#options.logger.warn({ ...this.#logged(asked), reason, err: failure, mend }, "partner unavailable");
  }

  /** Whom it is about, in the log. */
  #logged({ requestId, alsoFor = [] }: PartnerAsked): object {
    return { partner: this.#options.code, requestId, ...(alsoFor.length > 0 && { alsoFor }) };
  }
}
