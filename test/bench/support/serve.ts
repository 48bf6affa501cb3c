import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Defer } from "./benchmark.ts";

export interface Question {
  readonly query: string;
  readonly variables?: {
    readonly after?: string | null;
    readonly first?: number;
    readonly wait?: number;
    readonly representations?: readonly { readonly id: string }[];
  };
}

/**
 * Serves a partner's graph with answers that are made up, so that they take next to no time; gives its address.
 * `answer`: the data. `path`: of the address that was asked. `gone`: when nobody waits for the answer any more.
 */
export async function serveGraph(
  answer: (question: Question, path: string, gone: AbortSignal) => object | Promise<object>,
  defer: Defer,
): Promise<string> {
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    json(request)
      .then((question) => answer(question as Question, request.url ?? "/", gone.signal))
      .then(
        (data) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data })),
        () => response.destroy(),
      );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  defer(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
