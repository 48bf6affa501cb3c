import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { useHubDatabases } from "../support/hub-database.js";
import { type GraphAnswer, startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { type Held, StubPartner } from "../support/stub-partner.js";

const newDatabase = useHubDatabases();
let cps: StubPartner;
let hub: TestHub;

beforeAll(async () => {
  cps = new StubPartner("CPS");
  await cps.start();
  for (let index = 0; index < 30; index += 1)
    cps.put(`cps:event:e${index}`, { title: { original: "NL", NL: "Recherche ".repeat(10) } });
  hub = await startHub(await newDatabase(), [cps], {
    SEGPOL_TRUSTED_PROXIES: "loopback",
    SEGPOL_PARTNER_TIMEOUT_MS: "60000",
    SEGPOL_MAX_OPERATIONS: "2",
    SEGPOL_MAX_WAITING_OPERATIONS: "2",
    SEGPOL_MAX_ANSWER_BYTES: "3000",
    SEGPOL_PARTNER_MAX_RESPONSE_BYTES: "3000",
  });
  await untilListed(hub, 30);
});
afterEach(() => {
  cps.mode = "ok";
  cps.held.length = 0;
});
afterAll(async () => {
  await hub?.stop();
  await cps?.stop();
});

/** Asks as the client that the name begins with: a1. The partner is asked for the same name. */
function ask(name: string, signal?: AbortSignal): Promise<Pick<GraphAnswer, "status" | "headers" | "text">> {
  const answer = fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": `203.0.113.${name.charCodeAt(0)}` },
    body: JSON.stringify({ query: `{ cpsHello(name: "${name}") }` }),
    ...(signal && { signal }),
  }).then(async (response) => ({ status: response.status, headers: response.headers, text: await response.text() }));
  // Those that are given up are looked at by who gave them up.
  answer.catch(() => undefined);
  return answer;
}

async function held(name: string): Promise<Held> {
  return await vi.waitFor(() => {
    const found = cps.held.find(({ query }) => query.includes(`"${name}"`));
    if (!found) throw new Error(`Expected the partner to be asked for ${name}.`);
    return found;
  }, 20_000);
}

it("beyond those that may run wait in turns of their clients, and one whose client goes away makes place", async () => {
  cps.mode = "hold";
  const a1 = ask("a1");
  await held("a1");
  const a2 = ask("a2");
  const a3 = ask("a3");
  const away = new AbortController();
  const b1 = ask("b1", away.signal);
  // Though another client's waits since before.
  const askedForB = await held("b1");
  const c1 = ask("c1");
  // No more than two may wait, and of those the client that has most of them is the first to be refused.
  const refused = await Promise.race([a2, a3]);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("5");
  expect(JSON.parse(refused.text)).toMatchObject({
    errors: [{ message: expect.stringMatching(/SEGPOL_MAX_OPERATIONS/), extensions: { code: "TOO_BUSY" } }],
  });
  expect((await fetch(`${hub.url}/health`)).status).toBe(200);

  expect(cps.held).toHaveLength(2);
  away.abort();
  await expect(b1).rejects.toThrow();
  await expect.poll(() => askedForB.isGone).toBe(true);
  // The next in turn: of the client that has one under way none begins.
  (await held("c1")).letGo();
  expect((await c1).status).toBe(200);
  expect(cps.held.map(({ query }) => /"(\w+)"/.exec(query)?.[1])).toEqual(["a1", "b1", "c1"]);

  (await held("a1")).letGo();
  expect((await a1).status).toBe(200);
  const last = await Promise.race([held("a2"), held("a3")]);
  last.letGo();
  expect(new Set([(await a2).status, (await a3).status])).toEqual(new Set([200, 503]));
  expect(hub.logs.filter(({ level }) => level === 50)).toEqual([]);
});

it("end when their answer grows larger than the hub gives", async () => {
  expect((await hub.ask("{ events(first: 10) { nodes { id title } } }")).status).toBe(200);
  const { status, data, errors } = await hub.ask("{ events(first: 30) { nodes { id title } } }");
  expect([status, data]).toEqual([400, undefined]);
  expect(errors).toMatchObject([{ extensions: { code: "ANSWER_TOO_LARGE" } }]);
  expect(errors[0]?.message).toMatch(/3000 bytes.*SEGPOL_MAX_ANSWER_BYTES/);
});

it("take no more of a partner than it may answer with in all, and copies stand in for the rest", async () => {
  const long = "x".repeat(400);
  const names = Array.from({ length: 3 }, (_, index) => `a${index}: cpsHello(name: "${long}")`);
  const { data, errors } = await hub.ask(`{ ${names.join(" ")} }`);
  expect([Object.keys(data), errors]).toEqual([["a0", "a1", "a2"], []]);
  const { status, errors: lacking } = await hub.ask(
    `{ ${Array.from({ length: 8 }, (_, index) => `a${index}: cpsHello(name: "${long}")`).join(" ")} themes { code } }`,
  );
  expect(status).toBe(200);
  expect(lacking[0]).toMatchObject({ extensions: { code: "PARTNER_UNAVAILABLE", partner: "CPS" } });
});
