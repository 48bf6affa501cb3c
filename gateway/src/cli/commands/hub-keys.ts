import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { HubConfig } from "../../config/config.js";

const KEYS_PATH = "/.well-known/jwks.json";

/**
 * Answers for the hub's keys, and nothing else, at the hub's own address while no hub listens there: partners that check tokens look
 * them up there. Where something listens already, it is the hub. Gives what ends it.
 */
export async function answerForKeys(
  { host, port }: Pick<HubConfig, "host" | "port">,
  publicJwks: () => object,
): Promise<() => Promise<void>> {
  const answer: RequestListener = ({ url }, response) => {
    const isKeys = url?.split("?", 1)[0] === KEYS_PATH;
    response
      .writeHead(isKeys ? 200 : 503, { "content-type": "application/json; charset=utf-8", connection: "close" })
      .end(JSON.stringify(isKeys ? publicJwks() : { status: "the hub is stopped; its index is built anew" }));
  };
  const server = createServer(answer);
  try {
    server.listen({ host, port });
    await once(server, "listening");
  } catch {
    return () => Promise.resolve();
  }
  return async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
}
