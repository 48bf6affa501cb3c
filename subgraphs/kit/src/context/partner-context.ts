import type { EntityManager } from "@mikro-orm/postgresql";
import type { Identity, Visibility } from "@segpol/identity";
import type { Deadline } from "@segpol/server";
import type { Logger } from "pino";
import type { ChangeFeed } from "../feed/change-feed.js";
import type { Partner } from "../partner/partner.js";
import type { RecordContext } from "../records/record-context.js";

/** What every resolver of a partner's subgraph gets beside its arguments. One for each request. */
export interface PartnerContext extends RecordContext {
  readonly partner: Partner;
  /** Who asks, as a verified token says; undefined: anonymous. */
  readonly identity: Identity | undefined;
  /** The visibilities of records that the reader may see here, from the most open on. */
  readonly visibilities: readonly Visibility[];
  /**
   * Fork of the partner's entity manager: its identity map lives as long as the request. What the reader may not see is not there
   * for its `find`, `findOne` and `count`; statements of one's own (`execute`, a query builder) have to see to that themselves.
   */
  readonly em: EntityManager;
  readonly feed: ChangeFeed;
  /** Sent back as x-request-id and written in every log line of the request. */
  readonly requestId: string;
  readonly log: Logger;
  /** Aborted when the client goes away, its time is over or the server stops. */
  readonly signal: AbortSignal;
  readonly deadline: Deadline;
}
