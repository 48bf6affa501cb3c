import { parseAcceptLanguage } from "@segpol/schema";
import type { FastifyInstance } from "fastify";
import { registerCalendars } from "./calendars.js";
import { registerExplorer } from "./explorer.js";
import { registerReaderPages } from "./reader-pages.js";

export { pageQueries } from "./reader-pages.js";

/** Languages of the pages; the first stands in for those that nobody asks for. */
const PAGE_LANGUAGES = ["nl", "fr", "de", "en"] as const;

export interface PagesOptions {
  /** Such as https://hub.example.org, by which readers reach the hub. */
  readonly publicUrl: () => string;
}

/** The hub's pages under /nl, /fr, /de and /en, to one of which / leads by Accept-Language, and the explorer at /explorer. */
export async function registerPages(app: FastifyInstance, { publicUrl }: PagesOptions): Promise<void> {
  app.get("/", (request, reply) =>
    reply.header("vary", "accept-language").redirect(`/${preferredLanguage(request.headers["accept-language"])}`, 302),
  );
  await registerReaderPages(app, { languages: PAGE_LANGUAGES, publicUrl });
  registerCalendars(app, { languages: PAGE_LANGUAGES, publicUrl });
  await registerExplorer(app);
}

function preferredLanguage(header: string | undefined): string {
  const asked = parseAcceptLanguage(header).map((language) => language.toLowerCase());
  return asked.find((language) => PAGE_LANGUAGES.some((known) => known === language)) ?? PAGE_LANGUAGES[0];
}
