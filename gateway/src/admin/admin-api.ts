import { createHash, timingSafeEqual } from "node:crypto";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { authorizationOf, isHubAdmin, readScopeOf } from "@segpol/identity";
import {
  checkQueryText,
  checkRepeatedFields,
  costLimit,
  type HttpServer,
  readCostDirectives,
  startApolloServer,
  withRequestId,
} from "@segpol/server";
import type { FastifyRequest } from "fastify";
import { buildSchema } from "graphql";
import type { Logger } from "pino";
import type { QueryLimits } from "../config/config.js";
import { HUB_ERRORS, HubError } from "../errors.js";
import type { Registry } from "../registry/registry.js";
import { ERROR_RULES } from "../graph/error-format.js";
import { type Administrator, adminRoot } from "./admin-root.js";
import { adminSdl } from "./admin-sdl.js";
import type { AdminSettings } from "../config/admin-settings.js";

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
  readonly logger: Logger;
}

type AdminContext = Administrator & { readonly requestId: string };

const NOBODY: Administrator = { who: "", mayChange: false };

declare module "fastify" {
  interface FastifyRequest {
    /** What a request to the admin API may do, and in whose name. */
    administrator: Administrator | undefined;
  }
}

/**
 * Serves the admin API: to those who show its token, and to those whose own token says hub:admin. Staff of partners may look and
 * check. Gives what ends it.
 */
export async function registerAdmin(
  { app, authenticate, limitRate }: HttpServer,
  { registry, settings, limits, logger }: AdminOptions,
): Promise<() => Promise<void>> {
  const server = await startApolloServer<AdminContext>({
    source: { schema: buildSchema(adminSdl) },
    rootValue: () => adminRoot(registry),
    logger,
    limits: { ...limits, aliases: Math.min(limits.aliases, MAX_ALIASES) },
    plugins: [costLimit(readCostDirectives(adminSdl), limits, HUB_ERRORS.QUERY_TOO_COSTLY)],
    errors: HUB_ERRORS,
    errorRules: ERROR_RULES,
  });
  const handle = fastifyApolloHandler(server, {
    context: async ({ administrator, id }) => ({ ...(administrator ?? NOBODY), requestId: id }),
  });
  app.decorateRequest("administrator");
  app.route({
    method: "POST",
    url: ADMIN_PATH,
    onRequest: async (request, reply) => {
      void reply.header("cache-control", "no-store");
      if (showsToken(request, settings.token)) {
        request.administrator = { who: whoAsks(request), mayChange: true };
        return;
      }
      // What looks like no token of an issuer is a wrong one of the hub's.
      if (JWT.test(bearerOf(request))) await authenticate(request, reply);
      await limitRate(request, reply);
      request.administrator = administratorByToken(request, settings.token);
    },
    preHandler: async ({ body }) => {
      if (!(typeof body === "object" && body !== null && "query" in body && typeof body.query === "string")) return;
      checkQueryText(body.query, limits, HUB_ERRORS);
      checkRepeatedFields(body.query, limits, HUB_ERRORS);
    },
    handler: async (request, reply) => withRequestId(await handle.call(app, request, reply), request.id),
  });
  return () => server.stop();
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

/** @throws HubError, or what the token does not hold for */
function administratorByToken({ identity, identityError }: FastifyRequest, token: string | undefined): Administrator {
  if (identityError) throw identityError;
  if (isHubAdmin(identity)) return { who: identity?.subject ?? "", mayChange: true };
  if (identity && readScopeOf(identity).own.length > 0) return { who: identity.subject, mayChange: false };
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
