import { fastifySSE } from "@fastify/sse";
import { BusyError } from "@segpol/server";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Changes } from "../answers/stamps.js";
import { HUB_ERRORS } from "../errors.js";

/** Streams at once. Pages beyond them ask each second. */
const MAX_STREAMS = 1_000;
const RETRY_AFTER_S = 30;
/** Milliseconds in which changes are told as one. */
const GATHER_MS = 100;
const LOOK_EVERY_MS = 1_000;
/** After which a proxy may take a silent connection for dead; some do after half a minute. */
const HEARTBEAT_MS = 15_000;
/** Bytes that wait for a client that does not read, beside what the system takes, before it is let go. */
const MAX_UNREAD = 4_096;

/**
 * Server-sent events at /live: an event without content whenever something has changed, for pages to ask again. It says no more than the
 * public `asOf` of sources does, which every change at a partner moves.
 */
export async function registerLive(scope: FastifyInstance, changes: Changes, maxStreams = MAX_STREAMS): Promise<void> {
  const streams = new Set<FastifyReply>();
  await scope.register(fastifySSE, { heartbeatInterval: HEARTBEAT_MS });

  scope.get("/live", { sse: "manual", exposeHeadRoute: false }, async (_request, reply) => {
    if (streams.size >= maxStreams) {
      throw new BusyError("TOO_MANY_STREAMS", HUB_ERRORS.TOO_MANY_STREAMS, RETRY_AFTER_S);
    }
    void reply.header("cache-control", "no-store");
    // nginx would hold events back.
    void reply.header("x-accel-buffering", "no");
    streams.add(reply);
    reply.sse.onClose(() => streams.delete(reply));
    reply.sse.keepAlive();
    await tell(reply);
  });

  let gathering: NodeJS.Timeout | undefined;
  const leave = changes.follow(() => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      for (const stream of streams) void tell(stream);
    }, GATHER_MS).unref();
  });
  const looking = setInterval(() => streams.size > 0 && changes.look(), LOOK_EVERY_MS).unref();
  // Connections that are open would keep the server from closing.
  scope.addHook("preClose", async () => {
    leave();
    clearTimeout(gathering);
    clearInterval(looking);
    for (const { sse } of streams) sse.close();
  });
}

async function tell({ raw, sse }: FastifyReply): Promise<void> {
  if (raw.writableLength > MAX_UNREAD) raw.destroy();
  else if (sse.isConnected) await sse.send("changed").catch(() => raw.destroy());
}
