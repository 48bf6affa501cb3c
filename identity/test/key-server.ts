import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { JWK } from "jose";
import { onTestFinished } from "vitest";

/** An issuer's keys over HTTP, as many as one likes, one after the other. */
export interface KeyServer {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** How often the keys were asked for. */
  readonly asked: number;
  /** What it answers from now on. */
  publish(...sets: readonly { keys: JWK[] }[]): void;
  /** From now on it answers with this status and nothing of use. */
  fail(status: number): void;
  /** From now on it does not answer until there are keys again. */
  hang(): void;
  stop(): Promise<void>;
}

/** Ends with the test that started it. */
export async function startKeyServer(): Promise<KeyServer> {
  let keys: JWK[] = [];
  let status = 200;
  let asked = 0;
  let hangs = false;
  const held = new Set<() => void>();
  const server = createServer((_, response) => {
    asked += 1;
    const answer = (): void => {
      response.writeHead(status, { "content-type": "application/json", connection: "close" });
      response.end(status === 200 ? JSON.stringify({ keys }) : "<p>down</p>");
    };
    if (hangs) held.add(answer);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => await close(server));
  return {
    issuer,
    jwksUrl: `${issuer}/.well-known/jwks.json`,
    get asked() {
      return asked;
    },
    publish: (...sets) => {
      keys = sets.flatMap((set) => set.keys);
      status = 200;
      hangs = false;
      for (const answer of held) answer();
      held.clear();
    },
    hang: () => {
      hangs = true;
    },
    fail: (code) => {
      status = code;
    },
    stop: async () => await close(server),
  };
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise((resolve) => server.close(resolve));
}
