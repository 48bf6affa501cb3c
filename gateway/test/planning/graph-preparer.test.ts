import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { CompositionError } from "../../src/composition/projection/composition-error.js";
import type { PrepareInput } from "../../src/planning/prepare-graph.js";
import { createGraphPreparer, type GraphPreparer } from "../../src/planning/graph-preparer.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import { ENDLESS, ENDLESS_SDL, GREEDY } from "./fixture-worker.js";

const [cps, cpl] = [createStubDefinition("CPS"), createStubDefinition("CPL")];
const input = (given: Partial<PrepareInput> = {}): PrepareInput => ({
  partners: [cps, cpl],
  version: 1,
  current: null,
  operations: [],
  ...given,
});
const FIXTURE = new URL("fixture-worker.ts", import.meta.url);
let preparer: GraphPreparer;
/** Those that run. */
let processes: readonly ChildProcess[] = [];

function follow(message: unknown): void {
  const { process: child } = message as { process: ChildProcess };
  processes = [...processes, child];
  child.once("exit", () => {
    processes = processes.filter((each) => each !== child);
  });
}

beforeAll(() => subscribe("child_process", follow));
afterAll(() => unsubscribe("child_process", follow));
afterEach(() => preparer.stop());

it("graphs are prepared each with its own answer, what is refused too", async () => {
  preparer = createGraphPreparer(60_000);
  const broken = { ...cpl, sdl: `${cpl.sdl} type Stray { id: ID! }` };
  const [both, refused, one] = await Promise.allSettled([
    preparer.prepare(input(), "CPS"),
    preparer.prepare(input({ partners: [cps, broken] }), "CPS"),
    preparer.prepare(input({ partners: [cps], version: 3 }), "CPS"),
  ]);
  expect(both).toMatchObject({ value: { composed: { version: 1, projections: [{ code: "CPL" }, { code: "CPS" }] } } });
  expect(refused).toMatchObject({ reason: { findings: [{ code: "TYPE_OUTSIDE_PREFIX" }] } });
  expect(one).toMatchObject({ value: { composed: { version: 3, projections: [{ code: "CPS" }] } } });
});

it("what was projected before makes the same graph, and what has changed since is projected anew", async () => {
  preparer = createGraphPreparer(60_000);
  const { composed } = await preparer.prepare(input(), "CPS");
  const known = composed.projections.map((projection) => ({
    ...projection,
    sdl: projection.code === "CPS" ? cps.sdl : cpl.sdl,
  }));
  const moved = { ...cps, url: "https://elsewhere.example/graphql" };
  const again = await preparer.prepare(input({ partners: [moved, cpl], known }), "CPS");
  const anew = await preparer.prepare(input({ partners: [moved, cpl] }), "CPS");
  expect(again.composed.supergraphSdl).toBe(anew.composed.supergraphSdl);
  const changed = { ...cpl, sdl: cpl.sdl.replace("type CplUnit {", "type CplUnit {\n  added: String") };
  const published = await preparer.prepare(input({ partners: [cps, changed], known }), "CPS");
  expect(published.composed.supergraphSdl).toContain("added: String");
});

it("what takes longer than the deadline is refused, its process ended, and the next is prepared in another", async () => {
  preparer = createGraphPreparer(2_000, FIXTURE);
  const before = await preparer.prepare(input(), "CPS");
  expect((await preparer.prepare(input(), "CPS")).composed.version).toBe(before.composed.version);
  const late = await preparer.prepare(input({ version: ENDLESS }), "CPS").catch((error: unknown) => error);
  expect(late).toBeInstanceOf(CompositionError);
  expect(late).toMatchObject({
    findings: [{ code: "COMPOSITION_TOO_LARGE", message: expect.stringContaining("2 s") }],
  });
  expect(processes).toHaveLength(0);
  expect((await preparer.prepare(input(), "CPS")).composed.version).not.toBe(before.composed.version);
});

it("memory that runs out in one large allocation ends its own process, and nothing else", async () => {
  preparer = createGraphPreparer(60_000, FIXTURE);
  const [refused, prepared] = await Promise.allSettled([
    preparer.prepare(input({ version: GREEDY }), "CPS"),
    preparer.prepare(input(), "CPL"),
  ]);
  expect(refused).toMatchObject({
    reason: { findings: [{ code: "COMPOSITION_TOO_LARGE", message: expect.stringContaining("1536 MB") }] },
  });
  expect(prepared).toMatchObject({ value: { changes: [] } });
  expect(await preparer.prepare(input(), "CPS")).toMatchObject({ changes: [] });
});

it("one that does not end holds up its own lane, and nobody else's", async () => {
  preparer = createGraphPreparer(60_000, FIXTURE);
  const endless = preparer.prepare(input({ version: ENDLESS }), "CPS").catch((error: unknown) => error);
  const behind = preparer.prepare(input(), "CPS").catch((error: unknown) => error);
  for (const lane of ["CPL", "GENT", "CPL"]) {
    expect(await preparer.prepare(input(), lane)).toMatchObject({ changes: [] });
  }
  await preparer.stop();
  for (const answer of [endless, behind])
    expect(await answer).toMatchObject({ message: expect.stringContaining("stopping") });
});

it("two that do not end hold up nobody else's for longer than a quick one may take", async () => {
  preparer = createGraphPreparer(60_000, FIXTURE, 3_000);
  const endless = ["CPS", "GENT"].map((lane) => preparer.prepare(input({ version: ENDLESS }), lane));
  const ended = Promise.allSettled(endless);
  expect(await preparer.prepare(input(), "CPL")).toMatchObject({ changes: [] });
  await preparer.stop();
  for (const answer of await ended) expect(answer).toMatchObject({ status: "rejected" });
});

it("a version is tried out in a process: what comes to no end, or does not load, ends there", async () => {
  preparer = createGraphPreparer(2_000, FIXTURE);
  await expect(preparer.tryOut({ supergraphSdl: "", operations: [] })).resolves.toBeUndefined();
  await expect(preparer.tryOut({ supergraphSdl: ENDLESS_SDL, operations: [] })).rejects.toMatchObject({
    findings: [{ code: "COMPOSITION_TOO_LARGE" }],
  });
  await preparer.stop();
  preparer = createGraphPreparer(60_000);
  const { supergraphSdl } = (await preparer.prepare(input(), "CPS")).composed;
  await expect(preparer.tryOut({ supergraphSdl, operations: [] })).resolves.toBeUndefined();
  await expect(preparer.tryOut({ supergraphSdl: `${supergraphSdl} type`, operations: [] })).rejects.toMatchObject({
    findings: [{ code: "SUPERGRAPH_NOT_LOADABLE" }],
  });
});

it("what is too deep for the hub's own stack is refused, and so is whatever else goes wrong", async () => {
  preparer = createGraphPreparer(60_000);
  const current = (await preparer.prepare(input(), "CPS")).composed.supergraphSdl;
  const known = [
    {
      ...cpl,
      subgraphName: "cpl",
      records: [],
      projectedSdl: `type Query { cplDeep(of: [Int] = ${"[".repeat(9_000)}1${"]".repeat(9_000)}): Int }`,
    },
  ];
  const refused = await preparer.prepare(input({ known, current }), "CPS").catch((error: unknown) => error);
  expect(refused).toMatchObject({ findings: [{ code: "COMPOSITION_FAILED", partner: null }] });
});

it("a worker that does not load fails each graph, long before the deadline, and nothing else", async () => {
  preparer = createGraphPreparer(60_000, new URL("broken-worker.ts", import.meta.url));
  for (const _each of [1, 2]) {
    await expect(preparer.prepare(input(), "CPS")).rejects.toThrow("ended by itself");
  }
});

it("no process is left when it has stopped", async () => {
  preparer = createGraphPreparer(60_000, FIXTURE);
  await preparer.prepare(input(), "CPS");
  const endless = preparer.prepare(input({ version: ENDLESS }), "CPS").catch((error: unknown) => error);
  const waiting = preparer.prepare(input(), "CPS").catch((error: unknown) => error);
  expect(processes).toHaveLength(1);
  await preparer.stop();
  expect(processes).toHaveLength(0);
  for (const answer of [endless, waiting]) {
    expect(await answer).toMatchObject({ message: expect.stringContaining("stopping") });
  }
});

it("who waits when it is stopped is told so", async () => {
  preparer = createGraphPreparer(60_000);
  const waiting = preparer.prepare(input(), "CPS").catch((error: unknown) => error);
  const next = preparer.prepare(input(), "CPS").catch((error: unknown) => error);
  await Promise.resolve();
  await preparer.stop();
  for (const answer of [waiting, next])
    expect(await answer).toMatchObject({ message: expect.stringContaining("stopping") });
});
