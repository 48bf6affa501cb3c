import type { MikroORM } from "@mikro-orm/postgresql";
import { visibilitiesFor } from "@segpol/identity";
import { parseAcceptLanguage } from "@segpol/schema";
import { belgianDay, type Clock, deadlineOf } from "@segpol/server";
import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { PartnerContext } from "../context/partner-context.js";
import type { ChangeFeed } from "../feed/change-feed.js";
import type { Partner } from "../partner/partner.js";
import { createLoaders } from "../storage/loaders.js";
import { hideUnreadable } from "../storage/readable.js";

/** What the contexts of all requests share. */
export interface ReadingParts {
  readonly partner: Partner;
  readonly orm: MikroORM;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
}

/** The context of a request to the federated graph. */
export function createReadingContext(
  { partner, orm, feed, clock, stopping }: ReadingParts,
  request: FastifyRequest,
): PartnerContext {
  const { identity } = request;
  const deadline = deadlineOf(request);
  const visibilities = visibilitiesFor(identity, partner.code);
  const em = orm.em.fork();
  hideUnreadable(em, partner, visibilities);
  return {
    partner,
    identity,
    visibilities,
    em,
    feed,
    loaders: createLoaders(em, partner.classes, visibilities),
    languages: parseAcceptLanguage(request.headers["accept-language"]),
    today: belgianDay(clock()),
    requestId: request.id,
    log: request.log as Logger,
    signal: AbortSignal.any([deadline.signal, stopping]),
    deadline,
  };
}
