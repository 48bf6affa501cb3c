import { type Identity, mayReadDesk, visibilitiesFor } from "@segpol/identity";
import { type HttpServer, isKnownTag, refusal } from "@segpol/server";
import { create as contentDisposition } from "content-disposition";
import type { FastifyReply, FastifyRequest } from "fastify";
import { REQUEST_ERRORS } from "../errors/request-error.js";
import type { RecordFiles } from "../files/record-files.js";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REMOVE_EVERY_MS = 600_000;

/** What a file of a record is sent by. */
export interface EvidenceParts {
  readonly files: RecordFiles;
  readonly server: Pick<HttpServer, "authenticate">;
  readonly hubIssuer: string | undefined;
  readonly code: string;
}

/**
 * Sends a file that belongs to a record to who may see the record, by a token or by their session in a browser. A browser keeps it as a
 * file and never shows it: whatever somebody has given, nothing of it runs at this address.
 * @throws RequestError NOT_FOUND for whoever may not see it too
 */
export async function sendEvidence(
  { files, server, hubIssuer, code }: EvidenceParts,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
  session: () => Promise<Identity | undefined>,
): Promise<FastifyReply> {
  await server.authenticate(request, reply);
  if (request.identityError) throw request.identityError;
  const identity = request.identity ?? (await session());
  const { id } = request.params;
  const isStaff = identity !== undefined && identity.issuer !== hubIssuer && mayReadDesk(identity, code);
  const reader = { isStaff, visibilities: visibilitiesFor(identity, code) };
  const file = UUID.test(id) ? await files.find(id, reader) : undefined;
  if (!file) throw refusal(REQUEST_ERRORS, "NOT_FOUND");
  const etag = `"${file.sha256}"`;
  void reply.headers({
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "content-disposition": contentDisposition(file.name),
    // Nobody but the browser keeps it, and asks each time whether it may: a record can be hidden or erased at any moment.
    "cache-control": file.visibility === "PUBLIC" && !isStaff ? "private, no-cache" : "private, no-store",
    etag,
  });
  if (isKnownTag(request.headers["if-none-match"], etag)) return reply.code(304).send();
  const stream = await files.open(file);
  return reply
    .type(file.mediaType.startsWith("text/") ? `${file.mediaType}; charset=utf-8` : file.mediaType)
    .header("content-length", file.bytes)
    .send(stream);
}

/** Removes files that have to go, every ten minutes. Gives what stops it, once what is under way has ended. */
export function removeOldFiles(files: Pick<RecordFiles, "removeOld">): () => Promise<void> {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => files.removeOld());
  }, REMOVE_EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
