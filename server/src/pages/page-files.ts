import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

// Everything comes from the site itself; nothing stands inline but JSON, which does not run.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every page that is rendered here and taken over by the browser. */
export const PAGE_HEADERS = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
} as const;

/**
 * Serves the files that pages load.
 * @param build the folder with what was built
 * @param prefix what their addresses begin with: /pages/
 */
export async function registerPageFiles(app: FastifyInstance, build: string, prefix: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(build, "client"),
    prefix,
    decorateReply: false,
    index: false,
    preCompressed: true,
    setHeaders(reply) {
      void reply.header("x-content-type-options", "nosniff");
      // Files carry a hash of their content in their name.
      void reply.header("cache-control", "public, max-age=31536000, immutable");
    },
  });
}
