import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DeskPlace, DeskReader } from "@segpol/desk-pages";
import { type Identity, mayEdit, mayReadDesk } from "@segpol/identity";
import { parseAcceptLanguage, vocabulary } from "@segpol/schema/values";
import {
  type HttpServer,
  packageFolder,
  PAGE_HEADERS,
  readAssets,
  type Reader,
  refusal,
  registerPageFiles,
  registerSignIn,
  type SignIn,
} from "@segpol/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { REQUEST_ERRORS } from "../errors/request-error.js";
import { FILES_PATH } from "../files/record-files.js";
import { askDesk, webRequest } from "./desk-request.js";
import type { DeskSignIn } from "./desk-sign-in.js";

const BASE = "/desk";
const FILES = `${BASE}/files/`;
/** Languages of the pages; the first stands in for those that nobody asks for. */
const LANGUAGES = ["nl", "fr", "de", "en"] as const;

export interface DeskPagesOptions {
  readonly code: string;
  /** Path of the desk's graph. */
  readonly deskPath: string;
  /** Most bytes of an editor's request, with a file in it. */
  readonly bodyBytes: number;
  /** Undefined: nobody signs in, and the pages say so. */
  readonly signIn: DeskSignIn | undefined;
  /** Such as http://localhost:4000; undefined: no hub is known. */
  readonly hubUrl: string | undefined;
  /** Sends a file of a record. @param session who reads, as the session of their browser says */
  readonly evidence: (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    session: () => Promise<Identity | undefined>,
  ) => Promise<FastifyReply>;
}

/** The pages by which staff maintain records, under /desk. They ask nothing but the desk's own graph. */
export async function mountDeskPages(server: HttpServer, options: DeskPagesOptions): Promise<void> {
  const { app } = server;
  const build = join(packageFolder(import.meta.resolve("@segpol/desk-pages/package.json")), "dist");
  for (const path of [BASE, `${BASE}/`]) {
    app.get(path, (request, reply) =>
      reply.header("vary", "accept-language").redirect(`${BASE}/${preferred(request.headers["accept-language"])}`, 302),
    );
  }
  await registerPageFiles(app, build, FILES);
  // The pages alone go by sessions: not the desk's graph.
  await app.register(async (scope) => {
    const signIn = options.signIn && (await registerSignIn(scope, { ...options.signIn, ...PLACES }));
    registerPages(scope, build, { ...options, limitRate: server.limitRate }, signIn);
  });
}

function registerPages(
  scope: FastifyInstance,
  build: string,
  { code, deskPath, hubUrl, bodyBytes, limitRate, evidence }: DeskPagesOptions & Pick<HttpServer, "limitRate">,
  signIn: SignIn | undefined,
): void {
  const { textOf, assetsOf } = readBuild(build);
  const place: DeskPlace = { code, name: nameOf(code), hubUrl: hubUrl ?? null };
  const readerOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Reader> =>
    (await signIn?.readerOf(request, reply)) ?? { state: "ANONYMOUS" };
  const ask = (request: FastifyRequest, reader: Reader) => askDesk(scope, request, reader, deskPath, textOf);

  const sendPage = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    // Loaded when somebody first opens a page: a partner's process starts without them.
    const { preparePage } = await import("@segpol/desk-pages");
    const reader = await readerOf(request, reply);
    const shown = shownReader(reader, code, signIn !== undefined);
    const web = webRequest(request);
    const page = await preparePage(web, { transport: ask(request, reader), assetsOf, reader: shown, place });
    if (page instanceof Response) return reply.redirect(page.headers.get("location") ?? BASE, 303);
    return reply
      .code(page.status)
      .headers({ ...PAGE_HEADERS, "cache-control": "private, no-store" })
      .type("text/html; charset=utf-8")
      .send(page.render());
  };
  const takeForm = async (request: FastifyRequest<{ Body: unknown }>, reply: FastifyReply): Promise<FastifyReply> => {
    signIn?.checkForm(request, memberOf(request.body, "token"));
    return await sendPage(request, reply);
  };
  for (const language of LANGUAGES) {
    for (const path of [`${BASE}/${language}`, `${BASE}/${language}/*`]) {
      // To render a page takes time, whoever asks for it.
      scope.get(path, { onRequest: limitRate }, sendPage);
      scope.post(path, { onRequest: limitRate }, takeForm);
    }
  }

  scope.get<{ Params: { id: string } }>(`${FILES_PATH}:id`, { onRequest: limitRate }, (request, reply) =>
    evidence(request, reply, async () => {
      const reader = await readerOf(request, reply);
      return reader.state === "SIGNED_IN" ? reader.identity : undefined;
    }),
  );

  // Pages in a browser: their own operations alone, by hash, from pages of the session alone. Nothing of what others send is read.
  const preParsing = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!signIn) throw refusal(REQUEST_ERRORS, "NOT_FOUND");
    signIn.checkForm(request, request.headers["x-form-token"]);
    const reader = await readerOf(request, reply);
    const isEditor = reader.state === "SIGNED_IN" && mayEdit(reader.identity, code);
    if (isEditor) request.bodyBytes = bodyBytes;
  };
  scope.post(`${BASE}/session`, { preParsing }, async (request, reply) => {
    const [name, hash, variables] = ["name", "hash", "variables"].map((key) => memberOf(request.body, key));
    if (typeof name !== "string" || typeof hash !== "string" || typeof variables !== "object" || variables === null) {
      throw refusal(REQUEST_ERRORS, "BAD_REQUEST", 'Expected {"name": ..., "hash": ..., "variables": {...}}.');
    }
    if (textOf(hash) === undefined) throw refusal(REQUEST_ERRORS, "BAD_REQUEST", "Expected an operation of the pages.");
    const transport = ask(request, await readerOf(request, reply));
    const { body, requestId } = await transport({ name, hash, variables });
    if (requestId !== undefined) void reply.header("x-request-id", requestId);
    return body;
  });
}

/** Where the pages are, for signing in. */
const PLACES = {
  isPage: (path: string) => path === BASE || languageOf(path) !== undefined,
  home: BASE,
  languageOf,
  problemPath: (problem: string, returnTo: string) =>
    `${BASE}/${languageOf(returnTo) ?? LANGUAGES[0]}/sign-in?${new URLSearchParams({ problem, return: returnTo }).toString()}`,
};

function languageOf(path: string): string | undefined {
  const [, base, language] = path.split(/[/?]/, 3);
  return `/${base}` === BASE ? LANGUAGES.find((each) => each === language) : undefined;
}

function shownReader(reader: Reader, code: string, canSignIn: boolean): DeskReader {
  if (reader.state === "ANONYMOUS") return { state: "ANONYMOUS", canSignIn };
  if (reader.state === "OVER") return { state: "OVER", formToken: reader.formToken };
  const { identity, formToken } = reader;
  return {
    state: "SIGNED_IN",
    subject: identity.subject,
    name: identity.name ?? identity.subject,
    mayEdit: mayEdit(identity, code),
    mayRead: mayReadDesk(identity, code),
    formToken,
  };
}

/** What was built: texts of operations by their hash, and the files that pages need. */
function readBuild(build: string) {
  const { operations } = JSON.parse(readFileSync(join(build, "operations.json"), "utf8")) as {
    readonly operations: readonly { readonly id: string; readonly body: string }[];
  };
  const texts = new Map(operations.map(({ id, body }) => [id, body]));
  const assetsOf = readAssets(join(build, "client/.vite/manifest.json"), FILES);
  return { textOf: (hash: string): string | undefined => texts.get(hash), assetsOf };
}

function nameOf(code: string): string {
  return vocabulary.partners.find((partner) => partner.code === code)?.acronym ?? code;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function preferred(header: string | undefined): string {
  const asked = parseAcceptLanguage(header).map((language) => language.toLowerCase());
  return asked.find((language) => LANGUAGES.some((known) => known === language)) ?? LANGUAGES[0];
}
