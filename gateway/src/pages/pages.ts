import { parseAcceptLanguage } from "@segpol/schema";
import type { FastifyInstance } from "fastify";
import type { Changes } from "../answers/stamps.js";
import type { HubSignIn } from "../identity/hub-sign-in.js";
import { registerCalendars } from "./calendars.js";
import { registerExplorer } from "./explorer.js";
import { registerLive } from "./live.js";
import { registerPageReaders } from "./page-readers.js";
import { registerReaderGraph } from "./reader-graph.js";
import { pageQueries, registerReaderPageFiles, registerReaderPages } from "./reader-pages.js";

export { pageQueries };

/** Languages of the pages; the first stands in for those that nobody asks for. */
const PAGE_LANGUAGES = ["nl", "fr", "de", "en"] as const;

export interface PagesOptions {
  /** Such as https://hub.example.org, by which readers reach the hub. */
  readonly publicUrl: () => string;
  /** How people sign in; undefined: nobody does. */
  readonly signIn: HubSignIn | undefined;
  readonly changes: Changes;
}

/** The hub's pages under /nl, /fr, /de and /en, to one of which / leads by Accept-Language, and the explorer at /explorer. */
export async function registerPages(
  app: FastifyInstance,
  { publicUrl, signIn: hubSignIn, changes }: PagesOptions,
): Promise<void> {
  app.get("/", (request, reply) =>
    reply.header("vary", "accept-language").redirect(`/${preferredLanguage(request.headers["accept-language"])}`, 302),
  );
  await registerReaderPageFiles(app);
  await app.register((scope) => registerLive(scope, changes));
  // The pages alone go by sessions: not the graph, nor its explorer.
  await app.register(async (scope) => {
    const signIn = hubSignIn && (await registerPageReaders(scope, hubSignIn, PAGE_LANGUAGES));
    if (signIn) registerReaderGraph(scope, signIn, pageQueries());
    registerReaderPages(scope, { languages: PAGE_LANGUAGES, publicUrl, signIn });
    registerCalendars(scope, { languages: PAGE_LANGUAGES, publicUrl, signIn });
  });
  await registerExplorer(app);
}

function preferredLanguage(header: string | undefined): string {
  const asked = parseAcceptLanguage(header).map((language) => language.toLowerCase());
  return asked.find((language) => PAGE_LANGUAGES.some((known) => known === language)) ?? PAGE_LANGUAGES[0];
}
