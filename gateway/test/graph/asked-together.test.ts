import { randomUUID } from "node:crypto";
import { createTokenVerifier, type Role, visibilitiesFor } from "@segpol/identity";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AnswerRecorder } from "../../src/answers/answer-recorder.js";
import { SharedQuestion } from "../../src/graph/sources/shared-question.js";
import { SAME_MOMENT_MS } from "../../src/partners/same-moment.js";
import { useHubDatabases } from "../support/hub-database.js";
import { type GraphAnswer, startHub, type TestHub } from "../support/hub-harness.js";
import { type Issuer, startIssuer } from "../support/issuer.js";
import { type Received, StubPartner } from "../support/stub-partner.js";

const VISIBILITIES = ["PUBLIC", "PARTNERS", "CABINET"] as const;
const HUB_ISSUER = "https://hub.example";
/** Some see the same, and are others to partners; the first two are the same to partners too. */
const READERS: readonly (readonly [subject: string, roles: readonly Role[]] | undefined)[] = [
  undefined,
  ["ada", ["hub:admin"]],
  ["jan", ["cabinet"]],
  ["mia", ["cabinet"]],
  ["jan", ["partner:CPL:reader"]],
  ["eva", ["partner:CPS:editor"]],
];
/** Of these readers. */
const TOLD_APART = 5;
const LIST = "{ events(first: 10, orderBy: TITLE) { nodes { id ... on CpsEvent { focusGroups } } } }";

const newDatabase = useHubDatabases();
let issuer: Issuer;
let cps: StubPartner;
let hub: TestHub;

beforeAll(async () => {
  issuer = await startIssuer();
  cps = new StubPartner("CPS");
  for (const visibility of VISIBILITIES) {
    const title = { original: "NL", NL: visibility } as const;
    cps.put(`cps:event:${visibility.toLowerCase()}`, { title, visibility, focusGroups: [visibility] });
  }
  const verifier = Promise.withResolvers<ReturnType<typeof createTokenVerifier>>();
  cps.admit = async (authorization) => visibilitiesFor(await (await verifier.promise).identify(authorization), "CPS");
  await cps.start();
  hub = await startHub(await newDatabase(), [cps], {
    SEGPOL_TOKEN_ISSUER: issuer.url,
    SEGPOL_HUB_ISSUER: HUB_ISSUER,
    SEGPOL_RATE_LIMIT: "10000",
  });
  const keys = `${hub.url}/.well-known/jwks.json`;
  verifier.resolve(
    createTokenVerifier({ issuers: [{ issuer: HUB_ISSUER, jwksUrl: keys, audiences: ["segpol:CPS"] }] }),
  );
  const headers = await as(READERS[2]);
  await vi.waitUntil(async () => (await hub.ask(LIST, { headers })).data?.events.nodes.length === 3, 60_000);
});
afterAll(async () => {
  await hub?.stop();
  await Promise.all([cps?.stop(), issuer?.stop()]);
});

/** What the process takes the time for: all that a test asks is asked at the same moment, however busy the machine is. */
let moment = 0;
beforeEach(() => {
  moment = performance.now();
  vi.spyOn(performance, "now").mockImplementation(() => moment);
});
afterEach(() => {
  vi.restoreAllMocks();
  letGo();
});

async function as(reader: (typeof READERS)[number]): Promise<Record<string, string>> {
  if (!reader) return {};
  const [subject, roles] = reader;
  return { authorization: `Bearer ${await issuer.token(roles, { subject })}` };
}

const inOtherWords = (): string => LIST.replace("{", `query N${randomUUID().replaceAll("-", "")} {`);

async function untilHeld(count: number): Promise<void> {
  await vi.waitFor(() => expect(cps.held).toHaveLength(count), 20_000);
}

/** The partner answers what it has been asked, and whatever comes. */
function letGo(): void {
  cps.mode = "ok";
  for (const each of cps.held.splice(0)) each.letGo();
}

/** What clients have had the partner asked since then. */
const askedSince = (count: number): readonly Received[] =>
  cps.received.slice(count).filter(({ query }) => query.includes("focusGroups") && !query.includes("query Harvest"));

describe("what a partner alone keeps, asked for at the same moment", () => {
  it.each([
    ["in the same words", (): string => LIST],
    ["in other words", inOtherWords],
  ])("is what each reader may see, %s", async (_name, words) => {
    const headers = await Promise.all(READERS.map(as));
    const alone: GraphAnswer[] = [];
    for (const each of headers) {
      alone.push(await hub.ask(words(), { headers: each }));
      moment += 1_000;
    }
    const [all, partners] = [
      ["CABINET", "PARTNERS", "PUBLIC"],
      ["PARTNERS", "PUBLIC"],
    ];
    expect(alone.map(groupsOf)).toEqual([["PUBLIC"], ["PUBLIC"], all, all, partners, all]);
    cps.mode = "hold";
    const answers = [...headers, ...headers].map((each) => hub.ask(words(), { headers: each }));
    await untilHeld(TOLD_APART);
    letGo();
    for (const [index, { data, errors }] of (await Promise.all(answers)).entries()) {
      expect(errors).toEqual([]);
      expect(data).toEqual(alone[index % READERS.length]?.data);
    }
  });

  it("costs one request for each reader that the partner can tell apart, in whatever words", async () => {
    const headers = await Promise.all(READERS.map(as));
    const joined = vi.spyOn(SharedQuestion.prototype, "join");
    const before = cps.received.length;
    cps.mode = "hold";
    const answers = [...headers, ...headers].map((each) => hub.ask(inOtherWords(), { headers: each }));
    await vi.waitFor(() => expect(joined).toHaveBeenCalledTimes(answers.length), 20_000);
    await untilHeld(TOLD_APART);
    letGo();
    expect((await Promise.all(answers)).flatMap(({ errors }) => errors)).toEqual([]);
    const tokens = askedSince(before).map(({ headers: { authorization } }) => authorization);
    expect(tokens).toHaveLength(TOLD_APART);
    expect(new Set(tokens).size).toBe(TOLD_APART);
  });

  it("is run once for equal requests of one reader, and each counts and is logged", async () => {
    const waiting = vi.spyOn(AnswerRecorder.prototype, "wait");
    const headers = await as(READERS[2]);
    const query = inOtherWords();
    const before = cps.received.length;
    cps.mode = "hold";
    const answers = Array.from({ length: 10 }, () => hub.ask(query, { headers }));
    await untilHeld(1);
    await vi.waitFor(() => expect(waiting).toHaveBeenCalledTimes(9), 20_000);
    letGo();
    const got = await Promise.all(answers);
    expect(askedSince(before)).toHaveLength(1);
    expect(new Set(got.map(({ text }) => text)).size).toBe(1);
    expect(got.map((each) => [each.status, each.headers.get("cache-control"), each.headers.get("etag")])).toEqual(
      got.map(() => [200, "private, no-store", null]),
    );
    const ids = got.map((each) => each.headers.get("x-request-id"));
    expect(new Set(ids).size).toBe(10);
    await vi.waitFor(() => {
      const lines = hub.logs.filter(({ requestId, msg }) => msg === "request" && ids.includes(String(requestId)));
      expect(lines).toHaveLength(10);
      expect(lines.filter(({ kept }) => kept === true)).toHaveLength(9);
    });
    const left = got.map((each) => Number(each.headers.get("ratelimit-remaining")));
    expect(new Set(left).size).toBe(10);
  });

  it("is asked anew for whoever asks later than the same moment, or past what others have", async () => {
    const before = cps.received.length;
    cps.mode = "hold";
    const answers = [hub.ask(LIST)];
    await untilHeld(1);
    moment += SAME_MOMENT_MS + 1;
    answers.push(hub.ask(LIST));
    await untilHeld(2);
    answers.push(hub.ask(LIST, { headers: { "cache-control": "no-cache" } }));
    await untilHeld(3);
    letGo();
    expect((await Promise.all(answers)).map(groupsOf)).toEqual([["PUBLIC"], ["PUBLIC"], ["PUBLIC"]]);
    expect(askedSince(before)).toHaveLength(3);
  });

  it.each([
    ["in the same words", (): string => LIST],
    ["in other words", inOtherWords],
  ])("comes to the others when the client goes away that asked first, %s", async (_name, words) => {
    const [joined, waiting] = [vi.spyOn(SharedQuestion.prototype, "join"), vi.spyOn(AnswerRecorder.prototype, "wait")];
    const before = cps.received.length;
    const leaving = new AbortController();
    cps.mode = "hold";
    const left = fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-request-id": "left" },
      body: JSON.stringify({ query: words() }),
      signal: leaving.signal,
    });
    await untilHeld(1);
    const others = Array.from({ length: 5 }, () => hub.ask(words()));
    await vi.waitFor(() => expect(joined.mock.calls.length + waiting.mock.calls.length).toBe(6), 20_000);
    leaving.abort();
    await expect(left).rejects.toThrow();
    await vi.waitFor(
      () => expect(hub.logs.map(({ msg, requestId }) => [msg, requestId])).toContainEqual(["client went away", "left"]),
      20_000,
    );
    expect(cps.held.map(({ isGone }) => isGone)).toEqual([false]);
    letGo();
    expect((await Promise.all(others)).map(groupsOf)).toEqual(others.map(() => ["PUBLIC"]));
    expect(askedSince(before)).toHaveLength(1);
    expect(hub.logs.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it("comes when the partner has been started again in between", async () => {
    vi.restoreAllMocks();
    for (let time = 0; time < 3; time += 1) {
      await Promise.all(Array.from({ length: 8 }, () => hub.ask(`{ cpsHello(name: "${randomUUID()}") }`)));
      await cps.stop();
      await cps.start();
      const got = await Promise.all(Array.from({ length: 8 }, () => hub.ask(`{ cpsHello(name: "${randomUUID()}") }`)));
      expect(got.flatMap(({ errors }) => errors)).toEqual([]);
    }
  });
});

function groupsOf({ data }: GraphAnswer): readonly unknown[] {
  return (data.events.nodes as { focusGroups: readonly string[] }[]).flatMap(({ focusGroups }) => focusGroups);
}
