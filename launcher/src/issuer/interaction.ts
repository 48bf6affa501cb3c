import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { errors, type KoaContextWithOIDC, type Provider } from "oidc-provider";
import type { Bearer } from "./clients.js";
import { sendErrorPage, sendSignInPage } from "./issuer-pages.js";

const PATH = /^\/interaction\/[\w-]+$/;
const MAX_FORM_BYTES = 1_024;

/** Serves the page on which somebody chooses who they are: what oidc-provider leaves to its users. */
export function serveInteraction(provider: Provider, persons: readonly Bearer[]): void {
  provider.use(async (ctx, next) => {
    if (!PATH.test(ctx.path)) return await next();
    try {
      if (ctx.method === "GET") await ask(provider, persons, ctx);
      else if (ctx.method === "POST") await take(provider, persons, ctx);
      else ctx.throw(405);
    } catch (error) {
      if (!(error instanceof errors.OIDCProviderError)) throw error;
      ctx.status = error.statusCode;
      sendErrorPage(ctx, error.error);
    }
  });
}

type Context = Pick<KoaContextWithOIDC, "req" | "res" | "respond" | "body" | "get" | "set" | "type">;

async function ask(provider: Provider, persons: readonly Bearer[], ctx: Context): Promise<void> {
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  sendSignInPage(ctx, { persons, locales: params["ui_locales"], redirectUri: String(params["redirect_uri"]) });
}

async function take(provider: Provider, persons: readonly Bearer[], ctx: Context): Promise<void> {
  const chosen = new URLSearchParams(await formOf(ctx.req)).get("person");
  const person = persons.find(({ id }) => id === chosen);
  // A native application has its user asked each time whether they mean it: they have just been.
  const result = person ? { login: { accountId: person.id }, consent: {} } : { error: "access_denied" };
  // It answers by itself.
  ctx.respond = false;
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
}

async function formOf(request: IncomingMessage): Promise<string> {
  if (Number(request.headers["content-length"] ?? Infinity) > MAX_FORM_BYTES) {
    throw new errors.InvalidRequest(`expected a form of at most ${MAX_FORM_BYTES} bytes that says its length`);
  }
  return await text(request);
}
