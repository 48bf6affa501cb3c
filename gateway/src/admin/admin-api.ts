import { createHash, timingSafeEqual } from "node:crypto";
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { authorizationOf, isHubAdmin, readingOf } from "@segpol/identity";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { buildSchema } from "graphql";
import type { Logger } from "pino";
import type { QueryLimits } from "../config.js";
import { HubError } from "../errors.js";
import type { Registry } from "../registry/registry.js";
import { formatError, isUnexpected } from "../serving/error-format.js";
import type { RequestIdentities } from "../serving/identity/request-identity.js";
import { withNamedErrors } from "../serving/named-errors.js";
import { checkQueryText, queryLimitRules } from "../serving/query-limits.js";
import { type Administrator, adminRoot } from "./admin-root.js";
import { adminSdl } from "./admin-sdl.js";
import type { AdminSettings } from "./admin-settings.js";

export const ADMIN_PATH = "/admin/graphql";

/** Who asks, as they call themselves, where the hub's own token says no more than that they may. */
const WHO_HEADER = "x-segpol-who";
const MAX_WHO = 200;
/** An alias more is all partners' SDLs once more, or another partner that is composed. */
const MAX_ALIASES = 10;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

export interface AdminOptions {
  readonly registry: Registry;
  readonly settings: Pick<AdminSettings, "token">;
  readonly limits: QueryLimits;
  /** Tells administrators and staff of partners by their tokens. */
  readonly identities: RequestIdentities;
  /** @throws HubError when the client has asked too often */
  readonly limitRate: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  readonly logger: Logger;
}

type AdminContext = Administrator & { readonly requestId: string };

/**
 * Serves the admin API: to those who show its token, and to those whose own token says hub:admin. Staff of partners may look and
 * check. Gives what ends it.
 */
export async function registerAdmin(
  app: FastifyInstance,
  { registry, settings, limits, identities, limitRate, logger }: AdminOptions,
): Promise<() => Promise<void>> {
  const server = new ApolloServer<AdminContext>({
    schema: buildSchema(adminSdl),
    rootValue: () => adminRoot(registry),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    validationRules: queryLimitRules({ ...limits, aliases: Math.min(limits.aliases, MAX_ALIASES) }),
    plugins: [ApolloServerPluginLandingPageDisabled(), failures(logger)],
    formatError,
  });
  await server.start();
  const asking = new WeakMap<FastifyRequest, Administrator>();
  const handle = fastifyApolloHandler(server, {
    context: (request) => Promise.resolve({ who: "", mayChange: false, ...asking.get(request), requestId: request.id }),
  });
  app.route({
    method: "POST",
    url: ADMIN_PATH,
    onRequest: async (request, reply) => {
      void reply.header("cache-control", "no-store");
      if (showsToken(request, settings.token)) {
        asking.set(request, { who: whoAsks(request), mayChange: true });
        return;
      }
      await limitRate(request, reply);
      asking.set(request, await administratorByToken(request, reply, settings.token, identities));
    },
    preHandler: async ({ body }) => {
      if (typeof body === "object" && body !== null && "query" in body && typeof body.query === "string")
        checkQueryText(body.query, limits);
    },
    handler: async (request, reply) => withNamedErrors(await handle.call(app, request, reply), request.id),
  });
  return () => server.stop();
}

/** Logs masked errors whole, under the request's id that stands beside them in the answer. */
function failures(logger: Logger): ApolloServerPlugin<AdminContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors, contextValue: { requestId } }) {
          for (const error of errors.filter(isUnexpected))
            logger.error({ requestId, err: error.originalError ?? error }, "admin request failed");
          return Promise.resolve();
        },
      }),
  };
}

function bearerOf({ raw }: FastifyRequest): string {
  const [, given = ""] = /^Bearer (.+)$/i.exec(authorizationOf(raw.rawHeaders) ?? "") ?? [];
  return given;
}

/** Whether it is the hub's own token. */
function showsToken(request: FastifyRequest, token: string | undefined): boolean {
  // Of one length whatever was given, and compared in a time that tells nothing.
  return token !== undefined && timingSafeEqual(sha256(bearerOf(request)), sha256(token));
}

/** @throws HubError */
async function administratorByToken(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string | undefined,
  identities: RequestIdentities,
): Promise<Administrator> {
  // What looks like no token of an issuer is a wrong one of the hub's.
  const identity = JWT.test(bearerOf(request)) ? await identities.identify(request, reply) : undefined;
  if (isHubAdmin(identity)) return { who: identity?.subject ?? "", mayChange: true };
  if (identity && readingOf(identity).own.length > 0) return { who: identity.subject, mayChange: false };
  if (identity) throw new HubError("ADMIN_FORBIDDEN");
  throw new HubError(token === undefined ? "ADMIN_OFF" : "ADMIN_UNAUTHORIZED");
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function whoAsks({ headers, ip }: FastifyRequest): string {
  const given = headers[WHO_HEADER];
  const who = typeof given === "string" ? given.trim().slice(0, MAX_WHO) : "";
  return who === "" ? `somebody at ${ip}` : who;
}
