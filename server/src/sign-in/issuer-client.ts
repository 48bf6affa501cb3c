import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientError,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  ResponseBodyError,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from "openid-client";
import type { SignInSettings } from "../config/sign-in-settings.js";
import type { SessionTokens } from "./session-store.js";

/** Seconds for the issuer to answer. */
const TIMEOUT_S = 5;
/** Seconds for which an access token holds, where its issuer does not say it. */
const ASSUMED_LIFETIME_S = 60;

/** What is kept between sending somebody to the issuer and their return. */
export interface SignInFlow {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Where the issuer sends them back to. */
  readonly redirectUri: string;
}

/** Why the issuer gave no tokens. */
export type IssuerRefusal =
  /** Whoever was asked to sign in did not, or may not. */
  | "DENIED"
  /** What came back is not what was asked for, or is too old. */
  | "INTERRUPTED"
  /** The issuer does not answer, or with a fault of its own. */
  | "UNAVAILABLE";

export class IssuerError extends Error {
  override readonly name = "IssuerError";

  /** `message`: for the log; it names no person and no token. */
  constructor(
    readonly refusal: IssuerRefusal,
    message: string,
  ) {
    super(message);
  }
}

export interface AskedSignIn {
  readonly redirectUri: string;
  /** Languages in which the issuer may ask, such as nl. */
  readonly language: string | undefined;
}

/** The issuer as a client of it uses it: the authorization code flow of OpenID Connect, with PKCE. */
export class IssuerClient {
  readonly #issuer: URL;
  readonly #settings: SignInSettings;
  #known: Promise<Configuration> | undefined;

  constructor(issuer: string, settings: SignInSettings) {
    this.#issuer = new URL(issuer);
    this.#settings = settings;
  }

  /** Begins to sign somebody in. @throws IssuerError UNAVAILABLE */
  async begin({ redirectUri, language }: AskedSignIn): Promise<{ readonly url: URL; readonly flow: SignInFlow }> {
    const { scope, resource, prompt } = this.#settings;
    const configuration = await this.#configuration();
    const flow = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier(), redirectUri };
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope,
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(flow.codeVerifier),
      code_challenge_method: "S256",
      ...(resource !== undefined && { resource }),
      ...(prompt !== undefined && { prompt }),
      ...(language !== undefined && { ui_locales: language }),
    });
    return { url, flow };
  }

  /** Exchanges the code in the address for tokens. @throws IssuerError */
  async finish(search: string, { state, nonce, codeVerifier, redirectUri }: SignInFlow): Promise<SessionTokens> {
    const configuration = await this.#configuration();
    const url = new URL(redirectUri);
    url.search = search;
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier };
    try {
      return tokensOf(await authorizationCodeGrant(configuration, url, checks, this.#resource()));
    } catch (error) {
      throw explain(error);
    }
  }

  /** New tokens in place of those that end. @throws IssuerError DENIED when the issuer has ended the session */
  async renew(refreshToken: string): Promise<SessionTokens> {
    const configuration = await this.#configuration();
    try {
      // An issuer that gives no other goes on to take this one.
      return { refreshToken, ...tokensOf(await refreshTokenGrant(configuration, refreshToken, this.#resource())) };
    } catch (error) {
      throw explain(error);
    }
  }

  /**
   * Where somebody ends their session at the issuer. No ID token goes along, since the browser would have it: the issuer may ask whether they
   * mean it, in the language, which comes back as the state. Undefined: it knows no such thing, or does not answer.
   */
  async endAddress(returnTo: string, language: string | undefined): Promise<URL | undefined> {
    const { clientId } = this.#settings;
    const inLanguage = language !== undefined && { state: language, ui_locales: language };
    try {
      const configuration = await this.#configuration();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      return buildEndSessionUrl(configuration, {
        client_id: clientId,
        post_logout_redirect_uri: returnTo,
        ...inLanguage,
      });
    } catch (error) {
      if (error instanceof IssuerError) return undefined;
      throw error;
    }
  }

  #resource(): Record<string, string> {
    const { resource } = this.#settings;
    return resource === undefined ? {} : { resource };
  }

  async #configuration(): Promise<Configuration> {
    const known = (this.#known ??= this.#discover());
    try {
      return await known;
    } catch (error) {
      if (this.#known === known) this.#known = undefined;
      throw explain(error);
    }
  }

  async #discover(): Promise<Configuration> {
    const { clientId, clientSecret } = this.#settings;
    const execute = [enableNonRepudiationChecks, ...(this.#issuer.protocol === "http:" ? [allowInsecureRequests] : [])];
    return await discovery(this.#issuer, clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_S });
  }
}

type Granted = TokenEndpointResponse & TokenEndpointResponseHelpers;

function tokensOf(granted: Granted): SessionTokens {
  const { access_token: accessToken, refresh_token: refreshToken } = granted;
  const expiresAt = Date.now() + (granted.expiresIn() ?? ASSUMED_LIFETIME_S) * 1_000;
  return { accessToken, expiresAt, ...(refreshToken !== undefined && { refreshToken }) };
}

/** Errors of OAuth that say that somebody may not, or may no longer. */
const DENIALS: ReadonlySet<string> = new Set(["access_denied", "login_required", "interaction_required"]);

function explain(error: unknown): IssuerError {
  if (error instanceof IssuerError) return error;
  if (error instanceof AuthorizationResponseError) {
    const refusal = DENIALS.has(error.error) ? "DENIED" : "INTERRUPTED";
    return new IssuerError(refusal, `The issuer answered ${error.error.slice(0, 40)}.`);
  }
  if (error instanceof ResponseBodyError) {
    const refusal = error.error === "invalid_grant" ? "INTERRUPTED" : "UNAVAILABLE";
    return new IssuerError(refusal, `The issuer's token endpoint answered ${error.error.slice(0, 40)}.`);
  }
  // Codes of the library, such as OAUTH_TIMEOUT; its messages may repeat what came.
  const code = error instanceof ClientError ? (error.code ?? "no code") : String(error);
  const refusal = UNFIT.has(code) ? "INTERRUPTED" : "UNAVAILABLE";
  return new IssuerError(refusal, `The issuer's answer is of no use: ${code}.`);
}

/** Codes with which the library says that what came back does not belong to what was asked. */
const UNFIT: ReadonlySet<string> = new Set([
  "OAUTH_INVALID_RESPONSE",
  "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
  "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
]);
