import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { addVary, PRIVATE } from "@segpol/server";
import { LRUCache } from "lru-cache";
import { CodedBody } from "../answers/coded-body.js";
import { sendCoded, sharedHeaders } from "../answers/send-coded.js";

/** Bytes of what is kept, all together. */
const MAX_KEPT = 32 * 2 ** 20;
/** Of these, what one page may take. */
const MAX_SHARE = 1 / 8;
/** Seconds after which a client may ask again for what could not be made. */
const RETRY_S = 60;

/** What is sent to a reader. */
export interface Made {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer | string;
}

/** Headers of one route's replies. */
export type RouteHeaders = Readonly<Record<string, string>>;

/** Sends what a reader asked for: compressed as the client takes it, and not again while it is the same. */
export async function sendMade(
  request: FastifyRequest,
  reply: FastifyReply,
  made: Made,
  headers: RouteHeaders = {},
): Promise<FastifyReply> {
  if (isOwn(reply)) return sendOwn(reply, made, headers);
  const coded = codedBody(reply, made, headers);
  return coded ? await sendCoded(request, reply, coded) : sendRefusal(reply, made);
}

/**
 * Pages by what they were made from: as long as the graph says the same at the same address, a page is not made anew. Whether it does say the
 * same is asked each time, with the reader's rights; the graph's own answers are kept until a partner changes something (decision 0038).
 */
export class KeptPages {
  readonly #pages = new LRUCache<string, CodedBody>({
    maxSize: MAX_KEPT,
    maxEntrySize: MAX_KEPT * MAX_SHARE,
    sizeCalculation: (page) => page.size,
  });

  /** @param madeFrom all that the page's body depends on, as a text */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    madeFrom: string,
    make: () => Made,
    headers: RouteHeaders,
  ): Promise<FastifyReply> {
    if (isOwn(reply)) return sendOwn(reply, make(), headers);
    const { authorization, origin = "" } = request.headers;
    const key = createHash("sha256")
      .update(`${authorization === undefined} ${origin}\n${madeFrom}`)
      .digest("base64url");
    const kept = this.#pages.get(key);
    if (kept) return await sendCoded(request, reply, kept);
    const made = make();
    const page = codedBody(reply, made, headers);
    if (!page) return sendRefusal(reply, made);
    this.#pages.set(key, page);
    return await sendCoded(request, reply, page);
  }
}

/** Undefined: it is not what was asked for, and no client is to have it again. */
function codedBody(reply: FastifyReply, { status, type, body }: Made, headers: RouteHeaders): CodedBody | undefined {
  addVary(reply, "authorization", "accept-encoding");
  // Browsers and programs may keep it for who asked, and ask whether it still holds.
  void reply.headers({ "x-content-type-options": "nosniff", "cache-control": "private, no-cache", ...headers });
  if (status !== 200) return undefined;
  const all = [...sharedHeaders(reply), ["content-type", type] as const];
  return new CodedBody({ body: typeof body === "string" ? Buffer.from(body) : body, headers: all });
}

function sendRefusal(reply: FastifyReply, { status, type, body }: Made): FastifyReply {
  if (status === 503 || status === 429) void reply.header("retry-after", RETRY_S);
  return reply.code(status).type(type).send(body);
}

/** Whether the reply is for one reader alone, whose session the request goes by. */
function isOwn(reply: FastifyReply): boolean {
  return reply.getHeader("cache-control") === PRIVATE;
}

/**
 * Sends what is one reader's own: nobody keeps it. Nor is it compressed: whoever has the reader's browser ask with guesses in the address could
 * tell from the lengths what else the page has.
 */
function sendOwn(reply: FastifyReply, { status, type, body }: Made, headers: RouteHeaders): FastifyReply {
  addVary(reply, "authorization");
  return reply
    .headers({ "x-content-type-options": "nosniff", ...headers })
    .code(status)
    .type(type)
    .send(body);
}
