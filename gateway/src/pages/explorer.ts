import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { packageFolder } from "@segpol/server";
import type { FastifyInstance } from "fastify";

// Everything comes from the hub itself; the explorer's editor styles elements inline and starts its workers from blobs.
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join("; ");

/** The explorer of the graph, at /explorer. */
export async function registerExplorer(app: FastifyInstance): Promise<void> {
  app.get("/explorer", (request, reply) => {
    const query = request.url.indexOf("?");
    return reply.redirect(`/explorer/${query === -1 ? "" : request.url.slice(query)}`, 308);
  });
  await app.register(fastifyStatic, {
    root: join(packageFolder(import.meta.resolve("@segpol/web/package.json")), "dist"),
    prefix: "/explorer/",
    index: "index.html",
    decorateReply: false,
    setHeaders(reply, path) {
      void reply.header("content-security-policy", CONTENT_SECURITY_POLICY);
      void reply.header("x-content-type-options", "nosniff");
      // Built files carry a hash of their content in their name.
      void reply.header(
        "cache-control",
        path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
}
