import type { IncomingMessage } from "node:http";
import { type ErrorTable, refusal } from "../errors/request-error.js";

/**
 * A request's body, of which the length is known to be small.
 * @throws RequestError BAD_REQUEST: it ended before
 */
export async function readWhole(request: IncomingMessage, errors: ErrorTable): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  const fail = (): void => {
    // Every request closes, and an error takes longer to make than to read a body.
    if (!request.readableEnded) reject(refusal(errors, "BAD_REQUEST", "Expected a whole body; it ended before."));
  };
  request
    .on("data", (chunk: Buffer) => void chunks.push(chunk))
    .once("end", () => {
      const [first] = chunks;
      resolve(first && chunks.length === 1 ? first : Buffer.concat(chunks));
    })
    .once("error", fail)
    .once("close", fail);
  return await promise;
}
