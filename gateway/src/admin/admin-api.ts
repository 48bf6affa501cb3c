import { createHash, timingSafeEqual } from "node:crypto";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { buildSchema, GraphQLError } from "graphql";
import type { Logger } from "pino";
import { HUB_ERRORS, HubError } from "../errors.js";
import type { Registry } from "../registry/registry.js";
import { adminRoot } from "./admin-root.js";
import { adminSdl } from "./admin-sdl.js";
import type { AdminSettings } from "./admin-settings.js";

export const ADMIN_PATH = "/admin/graphql";

/** Who asks, as they call themselves; the token says no more than that they may. */
const WHO_HEADER = "x-segpol-who";
const MAX_WHO = 200;

export interface AdminOptions {
  readonly registry: Registry;
  readonly settings: Pick<AdminSettings, "token">;
  readonly logger: Logger;
}

/** Serves the admin API, to those who show its token. Gives what ends it. */
export async function registerAdmin(
  app: FastifyInstance,
  { registry, settings, logger }: AdminOptions,
): Promise<() => Promise<void>> {
  const server = new ApolloServer<{ readonly who: string }>({
    schema: buildSchema(adminSdl),
    rootValue: () => adminRoot(registry),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled()],
    formatError(formatted, error) {
      const original = error instanceof GraphQLError ? error.originalError : error;
      if (formatted.extensions?.["code"] !== "INTERNAL_SERVER_ERROR") return formatted;
      logger.error({ err: original ?? error }, "admin request failed");
      return { message: HUB_ERRORS.INTERNAL_SERVER_ERROR.message, extensions: { code: "INTERNAL_SERVER_ERROR" } };
    },
  });
  await server.start();
  app.route({
    method: "POST",
    url: ADMIN_PATH,
    onRequest: async (request, reply) => {
      void reply.header("cache-control", "no-store");
      checkToken(request, settings.token);
    },
    handler: fastifyApolloHandler(server, { context: (request) => Promise.resolve({ who: whoAsks(request) }) }),
  });
  return () => server.stop();
}

function checkToken({ headers }: FastifyRequest, token: string | undefined): void {
  if (token === undefined) throw new HubError("ADMIN_OFF");
  const [, given = ""] = /^Bearer (.+)$/i.exec(headers.authorization ?? "") ?? [];
  // Of one length whatever was given, and compared in a time that tells nothing.
  if (!timingSafeEqual(sha256(given), sha256(token))) throw new HubError("ADMIN_UNAUTHORIZED");
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function whoAsks({ headers, ip }: FastifyRequest): string {
  const given = headers[WHO_HEADER];
  const who = typeof given === "string" ? given.trim().slice(0, MAX_WHO) : "";
  return who === "" ? `somebody at ${ip}` : who;
}
