import { afterEach, describe, expect, test } from "vitest";
import { type RunningServer, startServer } from "./support/start-server.js";

let server: RunningServer | undefined;
afterEach(() => server?.stop());

async function start(operationMs?: number): Promise<RunningServer> {
  server = await startServer(operationMs === undefined ? {} : { operationMs });
  return server;
}

async function ask({ post }: RunningServer, query: string): Promise<unknown[]> {
  const response = await post(JSON.stringify({ query }));
  const { data, errors = [] } = (await response.json()) as {
    data?: unknown;
    errors?: readonly { message: string; extensions: Record<string, unknown> }[];
  };
  for (const { extensions } of errors) expect(extensions["requestId"]).toBe(response.headers.get("x-request-id"));
  return [response.status, data, ...errors.map(({ extensions }) => extensions["code"])];
}

describe("a query", () => {
  test("is answered", async () => {
    expect(await ask(await start(), "{ hello }")).toEqual([200, { hello: "world" }]);
  });

  test("beyond a limit is refused with the limit's code", async () => {
    const running = await start();
    const nested = "{ __schema { types { fields { type { ofType { ofType { name } } } } } } }";
    expect(await ask(running, nested)).toEqual([400, undefined, "QUERY_TOO_DEEP"]);
    expect(await ask(running, `{ ${"[".repeat(16)} }`)).toEqual([400, undefined, "QUERY_TOO_DEEP"]);
    expect(await ask(running, `{ ${"hello ".repeat(50)} }`)).toEqual([400, undefined, "QUERY_TOO_LARGE"]);
    expect(await ask(running, "{ a: hello b: hello c: hello }")).toEqual([400, undefined, "TOO_MANY_ALIASES"]);
  });

  test("of which several come at once is refused", async () => {
    const { post } = await start();
    expect((await post('[{"query": "{ hello }"}, {"query": "{ hello }"}]')).status).toBe(400);
  });

  test("that any page of another site could send is refused", async () => {
    const { url } = await start();
    expect((await fetch(`${url}?query={hello}`)).status).toBe(400);
    expect((await fetch(`${url}?query={hello}`, { headers: { "apollo-require-preflight": "1" } })).status).toBe(200);
  });
});

describe("what goes wrong", () => {
  test("unexpectedly is masked for clients and logged whole", async () => {
    const running = await start();
    expect(await ask(running, "{ fails hello }")).toEqual([
      200,
      { fails: null, hello: "world" },
      "INTERNAL_SERVER_ERROR",
    ]);
    expect(running.lines.find(({ msg }) => msg === "unexpected error")).toMatchObject({
      err: { message: "the password is 1234" },
      path: ["fails"],
    });
  });

  test("for lack of time is told, and the work ends", async () => {
    const running = await start(50);
    expect(await ask(running, "{ hangs }")).toEqual([504, undefined, "OPERATION_TIMEOUT"]);
    await expect.poll(() => running.ended).toEqual(["hangs"]);
  });
});
