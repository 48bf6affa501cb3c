import type { HttpServer } from "@segpol/server";
import type { Logger } from "pino";
import type { ServerLimits } from "./limits.js";
import { mountPartnerGraph } from "./partner-graph.js";
import { Editing } from "../desk/records/editing.js";
import { isDeskEditor } from "../desk-graph/resolvers/authorize.js";
import { createDeskContext, type DeskParts } from "../desk-graph/resolvers/desk-context.js";
import { buildDeskSchema } from "../desk-graph/desk-schema.js";

/** Where the desk is served. */
export const DESK_PATH = "/desk/graphql";

/** Serves a partner's desk beside its graph, under the same guards. Gives what stops it. */
export async function mountDesk(
  server: HttpServer,
  limits: ServerLimits,
  { log, ...parts }: Omit<DeskParts, "importBytes" | "editing"> & { readonly log: Logger },
): Promise<() => Promise<void>> {
  const { importBytes, importMs } = limits;
  const editing = new Editing();
  return mountPartnerGraph(server, {
    path: DESK_PATH,
    methods: ["POST"],
    schema: buildDeskSchema(),
    limits,
    bodyBytes: ({ identity }) => (isDeskEditor(identity, parts) ? editorBytes(limits) : undefined),
    operationMs: importMs,
    // A file that is exported is as large as one that is imported.
    answers: { objects: limits.objects, bytes: Math.max(limits.answerBytes, bodyFor(importBytes)) },
    createContext: (request) => createDeskContext({ ...parts, importBytes, editing }, request),
    log,
  });
}

/** Most bytes of an editor's request. */
export function editorBytes({ bodyBytes, importBytes, fileBytes }: ServerLimits): number {
  return Math.max(bodyBytes, bodyFor(importBytes), bodyFor(fileBytes));
}

/** Bytes of a request with a file of so many bytes, in Base64, and the query around it. */
function bodyFor(importBytes: number): number {
  return Math.ceil(importBytes / 3) * 4 + 64 * 1024;
}
