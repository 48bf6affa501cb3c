import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { startStopwatch } from "@segpol/server";
import { afterEach, describe, expect, it } from "vitest";
import { createPartnerClient, type PartnerClient, PartnerFailure } from "../../src/partners/partner-client.js";

const OPTIONS = { timeoutMs: 1_000, maxResponseBytes: 1_024 };
let server: Server | undefined;
let client: PartnerClient | undefined;

afterEach(async () => {
  await client?.close();
  server?.closeAllConnections();
  server?.close();
});

async function connect(listener: RequestListener, connections = 1): Promise<PartnerClient> {
  server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address: unknown = server.address();
  client = createPartnerClient(`http://127.0.0.1:${(address as AddressInfo).port}/graphql`, connections);
  return client;
}

const ask = (): Promise<unknown> => (client as PartnerClient).send({ query: "{ __typename }" }, OPTIONS);
const failure = async (): Promise<PartnerFailure> => {
  const error: unknown = await ask().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PartnerFailure);
  return error as PartnerFailure;
};

describe("the client of a partner", () => {
  it("keeps its connection", async () => {
    const sockets = new Set<Socket>();
    await connect((request, response) => {
      sockets.add(request.socket);
      response.end('{"data":{"__typename":"Query"}}');
    });
    for (let request = 0; request < 5; request += 1) await ask();
    expect(sockets.size).toBe(1);
  });

  it("waits no less for a partner, and calls it no slower, because the hub is busy meanwhile", async () => {
    await connect((_request, response) => {
      // The answer is under way while the hub does something else for longer than the partner has time.
      response.end('{"data":{"__typename":"Query"}}');
      for (const until = performance.now() + 2 * OPTIONS.timeoutMs; performance.now() < until;);
    });
    const elapsed = startStopwatch();
    await expect(ask()).resolves.toMatchObject({ data: { __typename: "Query" } });
    expect(elapsed()).toBeLessThan(OPTIONS.timeoutMs);
  });

  it("gives up a partner that is silent", async () => {
    await connect(() => undefined);
    expect((await failure()).reason).toBe("TIMEOUT");
  });

  it("takes no answer whose bytes are not UTF-8", async () => {
    await connect((_request, response) => response.end(Buffer.from('{"data":{"title":"caf\u00e9"}}', "latin1")));
    expect((await failure()).reason).toBe("NOT_GRAPHQL");
  });

  it("asks once more when a kept connection turns out to be closed", async () => {
    const bySocket = new Map<Socket, number>();
    let requests = 0;
    await connect((request, response) => {
      requests += 1;
      const nth = (bySocket.get(request.socket) ?? 0) + 1;
      bySocket.set(request.socket, nth);
      if (nth > 1) request.socket.destroy();
      else response.end('{"data":{"__typename":"Query"}}');
    });
    await ask();
    expect(await ask()).toMatchObject({ data: { __typename: "Query" }, errors: [] });
    expect(requests).toBe(3);
  });

  it("asks once more on another connection when all that were kept are closed", async () => {
    const connections = 8;
    const kept = new Set<Socket>();
    const waiting: (() => void)[] = [];
    let isStarted = false;
    await connect((request, response) => {
      const answer = (): unknown => response.end('{"data":{"__typename":"Query"}}');
      if (isStarted && kept.has(request.socket)) {
        for (const socket of kept) socket.destroy();
      } else if (isStarted) {
        answer();
      } else {
        kept.add(request.socket);
        waiting.push(answer);
        if (waiting.length === connections) for (const each of waiting) each();
      }
    }, connections);
    await Promise.all(Array.from({ length: connections }, ask));
    isStarted = true;
    const answers = await Promise.all(Array.from({ length: connections - 1 }, ask));
    expect(answers).toHaveLength(connections - 1);
    expect(kept.size).toBe(connections);
  });

  it("asks no more than twice", async () => {
    let requests = 0;
    await connect((request) => {
      requests += 1;
      request.socket.destroy();
    });
    expect(await failure()).toMatchObject({ reason: "UNREACHABLE", message: "no connection" });
    expect(requests).toBe(2);
  });

  it("gives up at its deadline, also in the midst of an answer", async () => {
    await connect((_request, response) => {
      response.write('{"data":');
    });
    expect(await failure()).toMatchObject({ reason: "TIMEOUT" });
  });

  it.each([
    ["STATUS", 502, "<html>"],
    ["STATUS", 302, ""],
    ["STATUS", 400, "<html>"],
    ["STATUS", 500, '{"data":{"__typename":"Query"}}'],
    ["STATUS", 503, '{"errors":[{"extensions":{"code":"SHUTTING_DOWN"}}]}'],
    ["REFUSED", 503, '{"errors":[{"extensions":{"code":"KEYS_UNREACHABLE"}}]}'],
    ["REFUSED", 401, '{"errors":[{"message":"Expected a token."}]}'],
    ["NOT_GRAPHQL", 200, "<html>"],
    ["NOT_GRAPHQL", 200, "[]"],
    ["NOT_GRAPHQL", 200, '{"data":null}'],
    ["TOO_LARGE", 200, `{"data":{"a":"${"x".repeat(1_024)}"}}`],
  ] as const)("fails with %s for status %d and such a body", async (reason, status, body) => {
    await connect((_request, response) => response.writeHead(status).end(body));
    expect((await failure()).reason).toBe(reason);
  });

  it("takes a refusal with reasons as an answer", async () => {
    await connect((_request, response) => response.writeHead(400).end('{"errors":[{"message":"no such field"}]}'));
    expect(await ask()).toMatchObject({ data: null, errors: [{ message: "no such field" }] });
  });
});
