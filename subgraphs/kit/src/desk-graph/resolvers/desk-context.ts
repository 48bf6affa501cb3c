import type { EntityManager, MikroORM } from "@mikro-orm/postgresql";
import type { Identity } from "@segpol/identity";
import { deadlineOf } from "@segpol/server";
import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { Partner } from "../../partner/partner.js";
import type { Editing } from "../../desk/records/editing.js";
import type { RecordFiles } from "../../files/record-files.js";
import type { FileWork } from "../../exchange/file-worker/file-work.js";

/** What every resolver of a desk gets beside its arguments. One for each request. */
export interface DeskContext {
  readonly partner: Partner;
  /** The caller, as a verified token says; undefined: anonymous. */
  readonly identity: Identity | undefined;
  /** Whose tokens are good for reading the federated graph alone. */
  readonly hubIssuer: string | undefined;
  /** Sees everything: drafts, what was withdrawn, every visibility. */
  readonly em: EntityManager;
  /** Where the hub is; undefined: none is known. */
  readonly hubUrl: string | undefined;
  /** How large a file that is imported may be. */
  readonly importBytes: number;
  /** Where files are read and written. */
  readonly work: FileWork;
  /** The files that belong to records. */
  readonly files: RecordFiles;
  readonly editing: Editing;
  /** The web origin at which people reach this partner, once it listens. */
  readonly origin: () => string;
  readonly requestId: string;
  readonly log: Logger;
  /** Aborted when the client goes away or its time is over. */
  readonly signal: AbortSignal;
}

/** What the contexts of all requests to a desk share. */
export interface DeskParts {
  readonly partner: Partner;
  readonly orm: MikroORM;
  readonly hubIssuer: string | undefined;
  readonly hubUrl: string | undefined;
  readonly importBytes: number;
  readonly work: FileWork;
  readonly files: RecordFiles;
  readonly editing: Editing;
  readonly origin: () => string;
}

export function createDeskContext({ orm, ...parts }: DeskParts, request: FastifyRequest): DeskContext {
  return {
    ...parts,
    identity: request.identity,
    em: orm.em.fork(),
    requestId: request.id,
    log: request.log as Logger,
    signal: deadlineOf(request).signal,
  };
}
