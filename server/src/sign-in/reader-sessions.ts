import { timingSafeEqual } from "node:crypto";
import { type Identity, IdentityError, type TokenVerifier } from "@segpol/identity";
import type { FastifyRequest } from "fastify";
import { refusal } from "../errors/request-error.js";
import { type IssuerClient, IssuerError } from "./issuer-client.js";
import { digestOf } from "./sealed-text.js";
import type { PostgresSessions, SessionTokens } from "./session-store.js";
import { SIGN_IN_ERRORS } from "./sign-in-errors.js";

/** Milliseconds before its end at which an access token is renewed, so that it holds for what is asked with it. */
const RENEWED_BEFORE_MS = 30_000;

/** Who reads, as the session of their browser says. */
export type Reader =
  | { readonly state: "ANONYMOUS" }
  /** They had signed in, and the session has ended since. */
  | { readonly state: "OVER"; readonly formToken: string }
  | {
      readonly state: "SIGNED_IN";
      readonly identity: Identity;
      /** For asking in their name; it stays in this process. */
      readonly accessToken: string;
      /** What their pages' forms have to send, as proof that they are this session's. */
      readonly formToken: string;
    };

export interface ReaderSessionsOptions {
  readonly store: PostgresSessions;
  readonly issuer: IssuerClient;
  readonly verifier: TokenVerifier;
}

/** Tells who reads, and keeps their access token valid while the issuer has them signed in. */
export class ReaderSessions {
  readonly #store: PostgresSessions;
  readonly #issuer: IssuerClient;
  readonly #verifier: TokenVerifier;
  /** By the session's id: an issuer may take a refresh token once. */
  readonly #renewals = new Map<string, Promise<SessionTokens | undefined>>();

  constructor({ store, issuer, verifier }: ReaderSessionsOptions) {
    this.#store = store;
    this.#issuer = issuer;
    this.#verifier = verifier;
  }

  /** @throws RequestError SIGN_IN_UNAVAILABLE */
  async readerOf({ session }: Pick<FastifyRequest, "session">): Promise<Reader> {
    const { sessionId, tokens, isOver } = session;
    if (!tokens && !isOver) return { state: "ANONYMOUS" };
    const formToken = formTokenOf(sessionId);
    const valid = tokens && (await this.#valid(sessionId, tokens));
    const identity = valid && (await this.#identityOf(sessionId, valid));
    return valid && identity
      ? { state: "SIGNED_IN", identity, accessToken: valid.accessToken, formToken }
      : { state: "OVER", formToken };
  }

  async #valid(id: string, tokens: SessionTokens): Promise<SessionTokens | undefined> {
    if (tokens.expiresAt - RENEWED_BEFORE_MS > Date.now()) return tokens;
    const running = this.#renewals.get(id);
    if (running) return await running;
    const renewal = this.#renew(id, tokens).finally(() => this.#renewals.delete(id));
    this.#renewals.set(id, renewal);
    return await renewal;
  }

  async #renew(id: string, tokens: SessionTokens): Promise<SessionTokens | undefined> {
    const { refreshToken, accessToken, expiresAt } = tokens;
    const stillHolds = expiresAt > Date.now();
    if (refreshToken === undefined) return stillHolds ? tokens : await this.#end(id);
    try {
      const renewed = await this.#issuer.renew(refreshToken);
      return (await this.#store.renew(id, renewed)) ? renewed : undefined;
    } catch (error) {
      if (!(error instanceof IssuerError)) throw error;
      if (error.refusal === "UNAVAILABLE") {
        if (stillHolds) return tokens;
        throw refusal(SIGN_IN_ERRORS, "SIGN_IN_UNAVAILABLE");
      }
      // Another process may have been first, with the same refresh token.
      const kept = await this.#store.tokensOf(id);
      return kept && kept.accessToken !== accessToken ? kept : await this.#end(id);
    }
  }

  async #identityOf(id: string, { accessToken }: SessionTokens): Promise<Identity | undefined> {
    try {
      return await this.#verifier.identify(`Bearer ${accessToken}`);
    } catch (error) {
      if (!(error instanceof IdentityError)) throw error;
      if (error.status === 503) throw refusal(SIGN_IN_ERRORS, "SIGN_IN_UNAVAILABLE");
      return await this.#end(id);
    }
  }

  async #end(id: string): Promise<undefined> {
    await this.#store.end(id);
  }
}

/** Only who has the session's cookie can make it, and its pages show it. */
function formTokenOf(sessionId: string): string {
  return digestOf(sessionId, "form token").toString("base64url");
}

/** Whether a form has the token of the request's session. */
export function hasFormToken({ session }: Pick<FastifyRequest, "session">, given: unknown): boolean {
  if (typeof given !== "string") return false;
  const [one, other] = [Buffer.from(given), Buffer.from(formTokenOf(session.sessionId))];
  return one.length === other.length && timingSafeEqual(one, other);
}
