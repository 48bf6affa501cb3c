import type { FastifyReply, FastifyRequest } from "fastify";
import { DateTimeScalar } from "@segpol/schema";
import { addVary } from "@segpol/server";
import { HubError } from "../../errors.js";

const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * The instant that Accept-Datetime names: a date of RFC 1123, as RFC 7089 has it, or an RFC 3339 instant. Undefined: none is named.
 * @throws HubError with BAD_USER_INPUT
 */
export function askedInstant({ headers }: Pick<FastifyRequest, "headers">): Date | undefined {
  const given = headers["accept-datetime"];
  if (given === undefined) return undefined;
  const text = String(given).trim();
  const instant = readHttpDate(text) ?? readInstant(text);
  if (instant) return instant;
  throw new HubError(
    "BAD_USER_INPUT",
    `Expected the header Accept-Datetime with a date such as "Wed, 16 Mar 2022 09:30:00 GMT", or an RFC 3339 instant such as ` +
      `2022-03-16T09:30:00Z; got ${JSON.stringify(text.slice(0, 80))}.`,
    { http: { status: 400 } },
  );
}

/** Says of an answer that it depends on Accept-Datetime, and as of when it is, when that was asked. @throws HubError */
export function setMementoHeaders(request: FastifyRequest, reply: FastifyReply, now: Date = new Date()): void {
  addVary(reply, "Accept-Datetime");
  const asked = askedInstant(request);
  if (!asked) return;
  // Of the future nothing is known but what is known now.
  void reply.header("memento-datetime", (asked < now ? asked : now).toUTCString());
}

function readHttpDate(text: string): Date | undefined {
  if (!HTTP_DATE.test(text)) return undefined;
  const instant = new Date(text);
  // A day that does not exist, or another weekday's, would be taken for the one it comes nearest to.
  return !Number.isNaN(instant.getTime()) && instant.toUTCString() === text ? instant : undefined;
}

function readInstant(text: string): Date | undefined {
  try {
    return DateTimeScalar.parseValue(text);
  } catch {
    return undefined;
  }
}
