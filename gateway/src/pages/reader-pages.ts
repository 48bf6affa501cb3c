import { join } from "node:path";
import { preparePage, renderExport } from "@segpol/pages";
import { packageFolder, PAGE_HEADERS, readAssets, registerPageFiles } from "@segpol/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readSafelist, type Safelist } from "../operations/safelist.js";
import { askHub, webRequest } from "./page-request.js";
import { type PageReaders, pageReaderOf, readerOf, visitorOf } from "./page-readers.js";
import { KeptPages, type Made, sendMade } from "./page-replies.js";

const FILES = "/pages/";
const BUILD = join(packageFolder(import.meta.resolve("@segpol/pages/package.json")), "dist");

/** The queries that pages send, by the hash of their texts. */
export function pageQueries(): Safelist {
  return readSafelist(join(BUILD, "operations.json"));
}

/** The files that pages load. */
export function registerReaderPageFiles(app: FastifyInstance): Promise<void> {
  return registerPageFiles(app, BUILD, FILES);
}

/** The pages for people who read, rendered here and taken over by the browser; they ask nothing but the public graph. */
export function registerReaderPages(app: FastifyInstance, { languages, publicUrl, signIn }: PageReaders): void {
  const assetsOf = readAssets(join(BUILD, "client/.vite/manifest.json"), FILES);
  const kept = new KeptPages();
  const sendPage = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const reader = await visitorOf(signIn, request, reply);
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
