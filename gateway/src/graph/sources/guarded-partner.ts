import type { Identity } from "@segpol/identity";
import { startStopwatch } from "@segpol/server";
import type { Logger } from "pino";
import type { PartnerSettings } from "../../config/config.js";
import type { PartnerTokens } from "../../identity/partner-tokens.js";
import type { Allowance } from "../../partners/byte-allowance.js";
import {
  type PartnerAnswer,
  type PartnerClient,
  PartnerFailure,
  type PartnerRequest,
} from "../../partners/partner-client.js";
import { type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker.js";
import { askInParts } from "./representation-parts.js";

/** A question on behalf of a client, with all that it takes to ask it again. */
export interface PartnerQuestion {
  readonly request: PartnerRequest;
  readonly headers: Readonly<Record<string, string>>;
  readonly identity: Identity | undefined;
}

/** Asks a partner what it is worth waiting for. */
export interface GuardedPartner {
  /**
   * @param signal ends the wait for the answer
   * @param allowance what this answer and others together may have
   * @throws PartnerFailure: there is no usable answer; SKIPPED: the partner was not asked
   */
  ask(question: PartnerQuestion, signal?: AbortSignal, allowance?: Allowance): Promise<PartnerAnswer>;
  stop(): void;
}

export interface GuardedPartnerOptions {
  readonly code: string;
  readonly client: Pick<PartnerClient, "send">;
  readonly settings: PartnerSettings;
  readonly tokens: Pick<PartnerTokens, "forReader"> | undefined;
  readonly logger: Logger;
  /** For tests. Default: the one that leaves out the time in which the hub is busy. */
  readonly start?: typeof startStopwatch;
}

export function createGuardedPartner({
  code,
  client,
  settings,
  tokens,
  logger,
  start = startStopwatch,
}: GuardedPartnerOptions): GuardedPartner {
  const { timeoutMs, maxResponseBytes, breakerSlowMs } = settings;

  async function timed(
    { request, headers, identity }: PartnerQuestion,
    signal?: AbortSignal,
    allowance?: Allowance,
  ): Promise<{ readonly ms: number; readonly answer: PartnerAnswer | PartnerFailure }> {
    let elapsed = start();
    try {
      const token = await tokens?.forReader(identity, code);
      elapsed = start();
      const sent = { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
      const answer = await askInParts(request, (part) =>
        client.send(part, {
          timeoutMs,
          maxResponseBytes,
          headers: sent,
          ...(signal && { signal }),
          ...(allowance && { allowance }),
        }),
      );
      return { ms: elapsed(), answer };
    } catch (error) {
      const failure =
        error instanceof PartnerFailure ? error : new PartnerFailure("UNREACHABLE", "no connection", { cause: error });
      return { ms: failure.reason === "TIMEOUT" ? Infinity : elapsed(), answer: failure };
    }
  }

  function breakerOver(asked: "records" | "queries"): CircuitBreaker<PartnerQuestion> {
    return createCircuitBreaker({
      failures: settings.breakerFailures,
      slowMs: breakerSlowMs,
      slowAnswers: settings.breakerSlowAnswers,
      window: settings.breakerWindow,
      probeMs: settings.breakerProbeMs,
      probe: async (question) => (await timed(question)).ms,
      onChange(change) {
        if (change === "opened") logger.warn({ partner: code, asked }, "partner left alone: too slow");
        else logger.info({ partner: code, asked }, "partner asked again");
      },
    });
  }

  // A query of its own that takes its time says nothing of its records.
  const overRecords = breakerOver("records");
  const overQueries = breakerOver("queries");

  return {
    async ask(question, signal, allowance) {
      const breaker = question.request.variables?.["representations"] ? overRecords : overQueries;
      if (!breaker.allows(question)) throw new PartnerFailure("SKIPPED", "it has not answered soon enough lately");
      const { ms, answer } = await timed(question, signal, allowance);
      // What nobody waited for any longer would have taken longer still: that says something if it was slow already.
      const isKnown = !(answer instanceof PartnerFailure && answer.reason === "STOPPED") || ms >= breakerSlowMs;
      if (isKnown) breaker.took(ms);
      if (answer instanceof PartnerFailure) throw answer;
      return answer;
    },
    stop() {
      overRecords.stop();
      overQueries.stop();
    },
  };
}
