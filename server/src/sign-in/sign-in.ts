import fastifyCookie, { type CookieSerializeOptions } from "@fastify/cookie";
import fastifySession from "@fastify/session";
import { IdentityError, type TokenVerifier } from "@segpol/identity";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SignInSettings } from "../config/sign-in-settings.js";
import { refusal } from "../errors/request-error.js";
import { PRIVATE } from "../http/authenticate.js";
import type { LimitRate } from "../http/rate-limit.js";
import { addVary } from "../http/vary.js";
import { IssuerClient, IssuerError, type IssuerRefusal } from "./issuer-client.js";
import { isFromOwnPage, originOf, ownOrigins, ownPath } from "./own-addresses.js";
import { hasFormToken, type Reader, ReaderSessions } from "./reader-sessions.js";
import { deriveKey } from "./sealed-text.js";
import { PostgresSessions, type RunStatement } from "./session-store.js";
import { FLOW_LIFETIME_S, FlowCookie } from "./sign-in-flow.js";
import { SIGN_IN_ERRORS } from "./sign-in-errors.js";
import { SIGNED_OUT_POLICY, signedOutPage } from "./signed-out-page.js";

const CALLBACK = "/sign-in/callback";
const SIGNED_OUT = "/sign-out/done";
const HOUR_S = 3_600;
/** Of the form that signs out. */
const MAX_FORM_BYTES = 8_192;

/** Why nobody is signed in after they tried: as the issuer has it, or its token is not good here. */
export type SignInProblem = IssuerRefusal | "TOKEN_REFUSED";

/** What signing in needs of a process with pages. */
export interface SignInOptions {
  readonly settings: SignInSettings;
  /** Whose tokens are believed, as in their `iss`. */
  readonly issuer: string;
  readonly verifier: TokenVerifier;
  /** Of the session; with another one for each process, since a browser sends cookies to every port of a host. */
  readonly cookieName: string;
  /** At least 32 characters; sessions last as long as it stays the same. */
  readonly secret: string;
  /** Over the database with the table of sessions. */
  readonly run: RunStatement;
  readonly limitRate: LimitRate;
  /** How people reach the pages, such as https://hub.example.org; undefined: by the port of the process on this machine. */
  readonly publicOrigin: string | undefined;
  /** Where the process listens, once it does. */
  readonly address: () => string;
  /** Whether there are pages at a path of this site, to which somebody may come back. */
  readonly isPage: (path: string) => boolean;
  /** Where who comes from nowhere goes. */
  readonly home: string;
  /** The language of a page, for what the issuer says. */
  readonly languageOf: (path: string) => string | undefined;
  /** The page that says why nobody is signed in, and how to try again. */
  readonly problemPath: (problem: SignInProblem, returnTo: string) => string;
}

/** Tells the pages who reads them. */
export interface SignIn {
  /**
   * Who reads, as the session of their browser says; says too that the answer depends on that, and keeps what is theirs out of every cache.
   * @throws RequestError SIGN_IN_UNAVAILABLE
   */
  readerOf(request: FastifyRequest, reply: FastifyReply): Promise<Reader>;
  /**
   * Refuses what comes from elsewhere than a page of this site, for routes that go by the session.
   * @throws RequestError CROSS_SITE_REQUEST
   */
  checkOwnPage(request: FastifyRequest): void;
  /**
   * Refuses what does not come from a page of the request's own session, for routes that write: checks as `checkOwnPage` does, and that
   * the page's token (the reader's `formToken`) came along.
   * @throws RequestError CROSS_SITE_REQUEST
   */
  checkForm(request: FastifyRequest, token: unknown): void;
}

/**
 * Lets people sign in to the pages of a scope by OpenID Connect: /sign-in?return=<path> is a link; /sign-out takes a form with `token`
 * (the reader's `formToken`) and `return`. The browser gets nothing but a session's id.
 * @param scope of the pages: its routes alone look at the session
 */
export async function registerSignIn(scope: FastifyInstance, options: SignInOptions): Promise<SignIn> {
  const { settings, secret, run, limitRate, publicOrigin, address, isPage, home, languageOf, problemPath, verifier } =
    options;
  const origins = (): readonly string[] => ownOrigins(publicOrigin, address());
  const isSecure = publicOrigin?.startsWith("https:") ?? false;
  // A browser takes a cookie of this name from the host itself alone, over https.
  const cookieName = isSecure ? `__Host-${options.cookieName}` : options.cookieName;
  const flowName = `${cookieName}_flow`;
  const cookie: CookieSerializeOptions = { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure };
  const store = new PostgresSessions(run, settings.hours * HOUR_S);
  const issuer = new IssuerClient(options.issuer, settings);
  const sessions = new ReaderSessions({ store, issuer, verifier });
  const flows = new FlowCookie(secret);

  await scope.register(fastifyCookie, { parseOptions: cookie });
  await scope.register(fastifySession, {
    secret: deriveKey(secret, "session cookie").toString("base64url"),
    cookieName,
    // A copy, since the plugin writes to it.
    cookie: { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure },
    store,
    saveUninitialized: false,
    rolling: false,
  });
  scope.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: MAX_FORM_BYTES },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  /** @throws RequestError RETURN_ADDRESS_REFUSED */
  const returnAddress = (given: unknown): string => {
    if (given === undefined) return home;
    const path = ownPath(given, isPage);
    if (path === undefined) throw refusal(SIGN_IN_ERRORS, "RETURN_ADDRESS_REFUSED");
    return path;
  };
  const checkOwnPage = (request: FastifyRequest): void => {
    if (!isFromOwnPage(request, origins())) throw refusal(SIGN_IN_ERRORS, "CROSS_SITE_REQUEST");
  };
  const checkForm = (request: FastifyRequest, token: unknown): void => {
    checkOwnPage(request);
    if (!hasFormToken(request, token)) throw refusal(SIGN_IN_ERRORS, "CROSS_SITE_REQUEST");
  };
  const leadTo = (reply: FastifyReply, address: string): FastifyReply =>
    reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer").redirect(address, 303);
  const fail = (request: FastifyRequest, reply: FastifyReply, error: unknown, returnTo: string): FastifyReply => {
    if (!(error instanceof IssuerError || error instanceof IdentityError)) throw error;
    const problem = error instanceof IssuerError ? error.refusal : "TOKEN_REFUSED";
    // What an IdentityError says may name the subject's issuer and audience, and nobody.
    request.log.warn({ problem, reason: error.message }, "nobody signed in");
    return leadTo(reply, problemPath(problem, returnTo));
  };

  scope.get<{ Querystring: { return?: unknown } }>("/sign-in", { onRequest: limitRate }, async (request, reply) => {
    const returnTo = returnAddress(request.query.return);
    const [main = ""] = origins();
    const origin = originOf(request, origins());
    // The issuer sends people back to origins that it knows, and only there their cookies are.
    if (origin === undefined) return leadTo(reply, `${main}/sign-in?return=${encodeURIComponent(returnTo)}`);
    try {
      const asked = { redirectUri: origin + CALLBACK, language: languageOf(returnTo) };
      const { url, flow } = await issuer.begin(asked);
      const kept = flows.write({ ...flow, returnTo, until: Date.now() + FLOW_LIFETIME_S * 1_000 });
      return leadTo(reply.setCookie(flowName, kept, { ...cookie, maxAge: FLOW_LIFETIME_S }), url.href);
    } catch (error) {
      return fail(request, reply, error, returnTo);
    }
  });

  scope.get(CALLBACK, { onRequest: limitRate }, async (request, reply) => {
    const flow = flows.read(request.cookies[flowName]);
    void reply.clearCookie(flowName, cookie);
    const returnTo = flow?.returnTo ?? home;
    try {
      if (!flow) throw new IssuerError("INTERRUPTED", "There is no sign-in under way in this browser.");
      const tokens = await issuer.finish(request.url.slice(CALLBACK.length), flow);
      await verifier.identify(`Bearer ${tokens.accessToken}`);
      // Whatever id the browser came with, nobody else knows the one it gets.
      await request.session.regenerate();
      request.session.tokens = tokens;
      await request.session.save();
      return leadTo(reply, returnTo);
    } catch (error) {
      return fail(request, reply, error, returnTo);
    }
  });

  scope.post<{ Body: Partial<Record<string, string>> | undefined }>(
    "/sign-out",
    { onRequest: limitRate },
    async (request, reply) => {
      const { token, return: asked } = request.body ?? {};
      checkForm(request, token);
      const returnTo = returnAddress(asked);
      const hadSession = request.session.tokens !== undefined;
      await request.session.destroy();
      void reply.clearCookie(cookieName, cookie);
      const origin = originOf(request, origins());
      const language = languageOf(returnTo);
      const issuerEnd = hadSession && origin ? await issuer.endAddress(origin + SIGNED_OUT, language) : undefined;
      if (!issuerEnd) return leadTo(reply, returnTo);
      return reply
        .header("cache-control", "no-store")
        .header("referrer-policy", "no-referrer")
        .header("content-security-policy", SIGNED_OUT_POLICY)
        .type("text/html; charset=utf-8")
        .send(signedOutPage(language, issuerEnd));
    },
  );

  // The language went along as the state.
  scope.get<{ Querystring: { state?: string | string[] } }>(SIGNED_OUT, ({ query: { state = "" } }, reply) =>
    leadTo(reply, ownPath(`/${[state].flat().join()}`, isPage) ?? home),
  );

  return {
    checkOwnPage,
    checkForm,
    async readerOf(request, reply) {
      addVary(reply, "Cookie");
      const reader = await sessions.readerOf(request);
      if (reader.state !== "ANONYMOUS") void reply.header("cache-control", PRIVATE);
      return reader;
    },
  };
}
