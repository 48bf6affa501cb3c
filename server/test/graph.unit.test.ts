import { setImmediate as nextTurn } from "node:timers/promises";
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

  test("that repeats a field too often is refused before each is compared with each", async () => {
    const running = await start();
    expect((await ask(running, `{ ${"hello ".repeat(44)} }`))[0]).toBe(200);
    expect(await ask(running, `{ ${"hello ".repeat(45)} }`)).toEqual([400, undefined, "QUERY_TOO_LARGE"]);
  });

  test("with many wrong variables is refused by one error, and with some by one for each", async () => {
    const { post } = await start();
    const errorsOf = async (count: number): Promise<readonly { message: string; extensions: object }[]> => {
      const query = "query ($only: [Order!]) { sorted(by: $only) }";
      const sent = await post(JSON.stringify({ query, variables: { only: Array.from({ length: count }, () => "X") } }));
      expect(sent.status).toBe(400);
      return ((await sent.json()) as { errors: { message: string; extensions: object }[] }).errors;
    };
    expect(await errorsOf(5)).toHaveLength(5);
    expect(await errorsOf(100)).toMatchObject([
      { message: expect.stringContaining("more than 20 such faults"), extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });

  test.each([
    ["as an argument", "query ($n: Int = 1) { items(count: $n) { name } }", "$n"],
    ["within a list", "query ($by: Order = UP) { sorted(by: [$by]) }", "$by"],
    ["of a directive", "query ($n: Boolean = true) { hello @include(if: $n) }", "$n"],
    [
      "in a fragment of one of two operations",
      "query A ($n: Boolean = true) { ...F } query B { hello } fragment F on Query { hello @skip(if: $n) }",
      "$n",
    ],
  ])(
    "with null for a variable that has a default is refused where null may not stand: %s",
    async (_where, query, name) => {
      const { post } = await start();
      const variables = { [name.slice(1)]: null };
      const operationName = query.includes("query A") ? "A" : undefined;
      const sent = await post(JSON.stringify({ query, variables, operationName }));
      expect(sent.status).toBe(400);
      expect(await sent.json()).toMatchObject({
        errors: [{ message: expect.stringContaining(`a value for ${name}`), extensions: { code: "BAD_USER_INPUT" } }],
      });
      const without = await post(JSON.stringify({ query, operationName }));
      expect(await without.json()).not.toHaveProperty("errors");
    },
  );

  test("with null for a variable is answered where null may stand, and where another operation has the variable", async () => {
    const { post } = await start();
    const query = "query A ($by: [Order!]) { sorted(by: $by) } query B ($by: Boolean = true) { hello @skip(if: $by) }";
    const sent = await post(JSON.stringify({ query, variables: { by: null }, operationName: "A" }));
    expect(await sent.json()).not.toHaveProperty("errors");
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

test("queries that arrive together are parsed in as many turns, so that whoever asks something small waits for one at most", async () => {
  let turn = 0;
  const began: number[] = [];
  const running = new AbortController();
  const { app } = (server = await startServer({
    handle: () => {
      began.push(turn);
      return Promise.resolve("{}");
    },
  }));
  const others = (async () => {
    for (; !running.signal.aborted; turn += 1) await nextTurn();
  })();
  const asked = { method: "POST", url: "/graphql", payload: { query: "{ hello }" } } as const;
  await Promise.all(Array.from({ length: 20 }, () => app.inject(asked)));
  running.abort();
  await others;
  expect(new Set(began).size).toBe(20);
});

describe("an answer", () => {
  const items = (count: number): string => `{ items(count: ${count}) { name } }`;
  const TOO_LARGE = [400, undefined, "ANSWER_TOO_LARGE"];

  test("of more objects than the limit is not made, five values counted as one, and long lists are not gone through", async () => {
    const running = await start();
    expect((await ask(running, items(83)))[0]).toBe(200);
    expect(await ask(running, items(84))).toEqual(TOO_LARGE);
    expect(await ask(running, items(1_000_000))).toEqual(TOO_LARGE);
    expect(running.lines.filter(({ level }) => level === 50)).toEqual([]);
  });

  test("that tells about the schema counts too, four of its objects as one", async () => {
    const small = (server = await startServer({ answers: { objects: 10, bytes: 20_000 } }));
    expect((await ask(small, "{ __schema { types { name } } }"))[0]).toBe(200);
    const twice =
      "{ a: __schema { ...S } b: __schema { ...S } } fragment S on __Schema { types { fields { type { name } } } }";
    expect(await ask(small, twice)).toEqual(TOO_LARGE);
  });

  test("of more bytes than the limit is not made, nor written", async () => {
    const running = await start();
    expect((await ask(running, "{ texts(count: 19) }"))[0]).toBe(200);
    expect(await ask(running, "{ texts(count: 21) }")).toEqual(TOO_LARGE);
    // What a scalar of its own holds is known when it is written.
    expect((await ask(running, "{ blob(length: 1900) }"))[0]).toBe(200);
    expect(await ask(running, "{ blob(length: 2001) }")).toEqual(TOO_LARGE);
    expect(running.lines.filter(({ level }) => level === 50)).toEqual([]);
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

  test("because the operation has ended is no fault in the log", async () => {
    const running = await start(50);
    expect(await ask(running, "{ breaks }")).toEqual([504, undefined, "OPERATION_TIMEOUT"]);
    expect(await ask(running, "{ hello }")).toEqual([200, { hello: "world" }]);
    expect(running.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
