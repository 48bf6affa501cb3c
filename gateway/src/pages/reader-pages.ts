import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { preparePage, renderExport } from "@segpol/pages";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readSafelist, type Safelist } from "../operations/safelist.js";
import { askHub, webRequest } from "./page-request.js";
import { type PageReaders, pageReaderOf, readerOf } from "./page-readers.js";
import { KeptPages, type Made, sendMade } from "./page-replies.js";
import { packageFolder } from "./package-folder.js";
import { readAssets } from "./page-assets.js";

// Everything comes from the hub itself; nothing stands inline but JSON, which does not run.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const PAGE_HEADERS = { "content-security-policy": CONTENT_SECURITY_POLICY, "referrer-policy": "same-origin" };

const FILES = "/pages/";
const BUILD = join(packageFolder(import.meta.resolve("@segpol/pages/package.json")), "dist");

/** The queries that pages send, by the hash of their texts. */
export function pageQueries(): Safelist {
  return readSafelist(join(BUILD, "operations.json"));
}

/** The files that pages load. */
export async function registerPageFiles(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(BUILD, "client"),
    prefix: FILES,
    decorateReply: false,
    index: false,
    preCompressed: true,
    setHeaders(reply) {
      void reply.header("x-content-type-options", "nosniff");
      // Files carry a hash of their content in their name.
      void reply.header("cache-control", "public, max-age=31536000, immutable");
    },
  });
}

/** The pages for people who read, rendered here and taken over by the browser; they ask nothing but the public graph. */
export function registerReaderPages(app: FastifyInstance, { languages, publicUrl, signIn }: PageReaders): void {
  const assetsOf = readAssets(join(BUILD, "client/.vite/manifest.json"), FILES);
  const kept = new KeptPages();
  const sendPage = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const reader = await readerOf(signIn, request, reply);
    const shown = pageReaderOf(reader, signIn);
    const page = await preparePage(webRequest(request, publicUrl()), askHub(app, request, reader), assetsOf, shown);
    if (page instanceof Response) return reply.redirect(page.headers.get("location") ?? "/", page.status);
    const make = (): Made => ({ status: page.status, type: "text/html; charset=utf-8", body: page.render() });
    return await kept.send(request, reply, page.madeFrom, make, PAGE_HEADERS);
  };
  const sendFile = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const reader = await readerOf(signIn, request, reply);
    const file = await renderExport(webRequest(request, publicUrl()), askHub(app, request, reader));
    if (!file) return await sendPage(request, reply);
    const { status, type, fileName, content } = file;
    const body = typeof content === "string" ? content : Buffer.from(content);
    const disposition = fileName !== undefined && { "content-disposition": `attachment; filename="${fileName}"` };
    return await sendMade(request, reply, { status, type, body }, { ...disposition });
  };
  for (const language of languages) {
    app.get(`/${language}`, sendPage);
    app.get(`/${language}/*`, sendPage);
    app.get(`/${language}/:file(^[a-z]+\\.[a-z]+$)`, sendFile);
  }
}
