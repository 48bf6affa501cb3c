import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { type RunningHub, startHub } from "./running-hub.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Answers with the address of the hub that all reading tests share, once it is ready. */
    sharedHub: string;
  }
}

/** One hub for all the tests that only read: the first of them starts it, since also an idle one takes time from other tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<RunningHub> | undefined;
  const server = createServer((_request, response) => {
    starting ??= startHub(undefined, { apart: true });
    starting.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("sharedHub", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    await (await starting)?.stop();
  };
}
