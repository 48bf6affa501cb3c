import type { FastifyRequest } from "fastify";
import { type Identity, readScopeOf } from "@segpol/identity";
import { type Language, parseAcceptLanguage } from "@segpol/schema";
import type { AnswerRecorder } from "../../answers/answer-recorder.js";
import type { CatalogueContext } from "../../catalogue/read/catalogue-request.js";
import type { Viewer } from "../../catalogue/database/visibility.js";
import type { Dependencies } from "../../catalogue/read/index/dependencies.js";
import { askedInstant } from "./memento.js";
import { CopyMarks } from "./copy-marks.js";
import type { OwnerRate } from "./owner-rate.js";
import { FetchedTree } from "./fetched-tree.js";
import { clientOf, type RunningOperation } from "@segpol/server";
import type { ByteAllowance } from "../../partners/byte-allowance.js";
import { clientNameOf } from "../../operations/operation-signature.js";

/** What belongs to one request of a client, from its arrival to its answer; the catalogue finds its own part in it. */
export type RequestContext = CatalogueContext & {
  readonly requestId: string;
  /** Who asks; undefined: anonymous. */
  readonly identity: Identity | undefined;
  /** The client's header, as it goes on to partners. */
  readonly acceptLanguage: string | undefined;
  /** As of when the whole request is answered; null: as it is now, from the partners themselves. */
  readonly at: Date | null;
  readonly fetched: FetchedTree;
  readonly copies: CopyMarks;
  /** Partners that were asked for this request, and gave no usable answer. */
  readonly unavailable: Set<string>;
  /** Whether the partners themselves are asked for all that they answer, and not for what they alone keep. */
  readonly asksOwners: boolean;
  /** Told of each question to a partner for what the hub holds as well. */
  readonly onOwnerAsked: (partner: string) => void;
  /** What each partner may still answer with, by code. */
  readonly allowances: Map<string, ByteAllowance>;
  /** Where the operation's name is written, for the log, and what ends it. */
  readonly operation: RunningOperation;
  /** What the client calls itself. */
  readonly client: string;
  /** What is learnt of the answer while it is made; undefined: it is not to be kept. */
  readonly recorder: AnswerRecorder | undefined;
};

export type CreateCatalogueContext = (options: {
  readonly languages: readonly Language[];
  readonly viewer: Viewer;
  readonly identity: Identity | undefined;
  readonly at: Date | null;
  readonly dependencies: Dependencies | undefined;
}) => CatalogueContext;

/** Whether nobody waits any more for the request's answer. */
export function hasEnded({ operation }: Pick<RequestContext, "operation">): boolean {
  return operation.deadline?.signal.aborted ?? false;
}

export function createRequestContext(
  request: FastifyRequest,
  catalogueContext: CreateCatalogueContext,
  rate: OwnerRate,
): RequestContext {
  const { identity, recorder } = request;
  const client = clientOf(request);
  const at = askedInstant(request) ?? null;
  const acceptLanguage = request.headers["accept-language"];
  const { catalogue } = catalogueContext({
    languages: parseAcceptLanguage(acceptLanguage),
    viewer: readScopeOf(identity),
    identity,
    at,
    dependencies: recorder?.dependencies,
  });
  // Of an instant to come the answer is another from one second to the next, if only in its Memento-Datetime.
  if (at && !catalogue.at) catalogue.dependencies.refuse();
  return {
    catalogue,
    requestId: request.id,
    identity,
    acceptLanguage,
    at: catalogue.at,
    fetched: new FetchedTree(),
    copies: new CopyMarks(),
    unavailable: new Set(),
    // Of an earlier instant partners know nothing.
    asksOwners: !catalogue.at && isNoCache(request) && rate.allows(client),
    onOwnerAsked: (partner) => rate.count(client, partner),
    allowances: new Map(),
    operation: request.operation,
    client: clientNameOf(request.headers),
    recorder,
  };
}

/** Whether the request asks for no answer that somebody has kept (RFC 9111). */
function isNoCache({ headers }: FastifyRequest): boolean {
  const directives = (headers["cache-control"] ?? "").split(",");
  return directives.some((directive) => directive.trim().toLowerCase() === "no-cache");
}
