import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { createApolloServer } from "../../serving/apollo.js";
import { type GraphGuards, mountGraph } from "../../serving/graph-endpoint.js";
import { createDeskContext, type DeskContext, type DeskParts } from "./desk-context.js";
import { buildDeskSchema } from "./desk-schema.js";

/** Where the desk is served. */
export const DESK_PATH = "/desk/graphql";

/** Serves a partner's desk beside its graph, under the same guards. Gives what stops it. */
export async function mountDesk(
  app: FastifyInstance,
  guards: GraphGuards,
  { log, ...parts }: Omit<DeskParts, "importBytes"> & { readonly log: Logger },
): Promise<() => Promise<void>> {
  const { importBytes, importMs } = guards.limits;
  const apollo = createApolloServer<DeskContext>(buildDeskSchema(), { log, limits: guards.limits });
  await apollo.start();
  mountGraph(app, guards, {
    path: DESK_PATH,
    methods: ["POST"],
    apollo,
    createContext: (request, requestParts) => createDeskContext({ ...parts, importBytes }, request, requestParts),
    limits: { bodyBytes: Math.max(guards.limits.bodyBytes, bodyFor(importBytes)), operationMs: importMs },
  });
  return () => apollo.stop();
}

/** Bytes of a request with a file of so many bytes, in Base64, and the query around it. */
function bodyFor(importBytes: number): number {
  return Math.ceil(importBytes / 3) * 4 + 64 * 1024;
}
