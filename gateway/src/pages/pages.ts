import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import { parseAcceptLanguage } from "@segpol/schema";
import type { FastifyInstance, FastifyReply } from "fastify";
import { renderLandingPage } from "./landing-page.js";
import { LANDING_LANGUAGES, type LandingLanguage } from "./landing-texts.js";

// Everything comes from the hub itself; the explorer's editor styles elements inline and starts its workers from blobs.
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join("; ");

/** The hub's pages: the landing page at / (by Accept-Language), /nl, /fr and /en, and the explorer at /explorer. */
export async function registerPages(app: FastifyInstance): Promise<void> {
  const webRoot = join(dirname(fileURLToPath(import.meta.resolve("@segpol/web/package.json"))), "dist");

  app.get("/", (request, reply) => {
    void reply.header("vary", "accept-language");
    return sendLandingPage(reply, preferredLanguage(request.headers["accept-language"]));
  });
  for (const language of LANDING_LANGUAGES) {
    app.get(`/${language}`, (_request, reply) => sendLandingPage(reply, language));
  }

  app.get("/explorer", (request, reply) => {
    const query = request.url.indexOf("?");
    return reply.redirect(`/explorer/${query === -1 ? "" : request.url.slice(query)}`, 308);
  });
  await app.register(fastifyStatic, {
    root: webRoot,
    prefix: "/explorer/",
    index: "index.html",
    decorateReply: false,
    setHeaders(reply, path) {
      void reply.header("content-security-policy", CONTENT_SECURITY_POLICY);
      void reply.header("x-content-type-options", "nosniff");
      // Built files carry a hash of their content in their name.
      void reply.header(
        "cache-control",
        path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
}

function sendLandingPage(reply: FastifyReply, language: LandingLanguage): FastifyReply {
  return reply
    .type("text/html; charset=utf-8")
    .header("content-language", language)
    .header("content-security-policy", CONTENT_SECURITY_POLICY)
    .header("x-content-type-options", "nosniff")
    .header("cache-control", "no-cache")
    .send(renderLandingPage(language));
}

function preferredLanguage(header: string | undefined): LandingLanguage {
  const asked = parseAcceptLanguage(header).map((language) => language.toLowerCase());
  return LANDING_LANGUAGES.find((language) => language === asked.find(isLandingLanguage)) ?? "nl";
}

function isLandingLanguage(language: string): language is LandingLanguage {
  return LANDING_LANGUAGES.some((known) => known === language);
}
