import { renderCalendar } from "@segpol/pages";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { askHub, webRequest } from "./page-request.js";
import { sendMade } from "./page-replies.js";
import { type PageReaders, readerOf } from "./page-readers.js";

/** The agenda as iCalendar, for the filters in the address, and each event by itself: what the graph gives the reader, whole. */
export function registerCalendars(app: FastifyInstance, { languages, publicUrl, signIn }: PageReaders): void {
  const send = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const reader = await readerOf(signIn, request, reply);
    const { status, body } = await renderCalendar(webRequest(request, publicUrl()), askHub(app, request, reader));
    if (status !== 200) return await sendMade(request, reply, { status, type: "text/plain; charset=utf-8", body });
    const type = "text/calendar; charset=utf-8";
    return await sendMade(
      request,
      reply,
      { status, type, body },
      {
        "content-disposition": 'attachment; filename="agenda.ics"',
      },
    );
  };
  for (const language of languages) {
    app.get(`/${language}/agenda.ics`, send);
    app.get(`/${language}/events/:id/event.ics`, send);
  }
}
