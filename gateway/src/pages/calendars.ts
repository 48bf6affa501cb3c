import { createHash } from "node:crypto";
import { renderCalendar } from "@segpol/pages";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { askHub, webRequest } from "./page-request.js";

/** Seconds after which a calendar that could not be made may be asked for again. */
const RETRY_S = 60;

/** The agenda as iCalendar, for the filters in the address, and each event by itself: what the graph gives the reader, whole. */
export function registerCalendars(app: FastifyInstance, languages: readonly string[]): void {
  const send = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { status, body } = await renderCalendar(webRequest(request), askHub(app, request));
    void reply
      .code(status)
      .header("x-content-type-options", "nosniff")
      // Browsers and programs may keep it for who asked, and ask whether it still holds.
      .header("cache-control", "private, no-cache")
      .header("vary", "authorization, host");
    if (status !== 200) {
      if (status === 503 || status === 429) void reply.header("retry-after", RETRY_S);
      return reply.type("text/plain; charset=utf-8").send(body);
    }
    const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
    void reply.header("etag", etag);
    if (isKnown(request.headers["if-none-match"], etag)) return reply.code(304).send();
    return reply
      .type("text/calendar; charset=utf-8")
      .header("content-disposition", 'attachment; filename="agenda.ics"')
      .send(body);
  };
  for (const language of languages) {
    app.get(`/${language}/agenda.ics`, send);
    app.get(`/${language}/events/:id/event.ics`, send);
  }
}

/** Whether the client has this very calendar (RFC 9110, 13.1.2). */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch?.split(",").some((each) => ["*", etag].includes(each.trim().replace(/^W\//, ""))) ?? false;
}
