import type { Worker } from "node:worker_threads";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { CompositionError } from "../../src/composition/projection/composition-error.js";
import type { PrepareInput } from "../../src/planning/prepare-graph.js";
import { createGraphPreparer, type GraphPreparer } from "../../src/planning/prepare-in-worker.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import { ENDLESS } from "./fixture-worker.js";

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
let threads: readonly Worker[] = [];

function follow(thread: Worker): void {
  threads = [...threads, thread];
  thread.once("exit", () => {
    threads = threads.filter((each) => each !== thread);
  });
}

beforeAll(() => process.on("worker", follow));
afterAll(() => process.off("worker", follow));
afterEach(() => preparer.stop());

it("graphs are prepared one after the other, each with its own answer, what is refused too", async () => {
  preparer = createGraphPreparer(60_000);
  const broken = { ...cpl, sdl: `${cpl.sdl} type Stray { id: ID! }` };
  const [both, refused, one] = await Promise.allSettled([
    preparer.prepare(input()),
    preparer.prepare(input({ partners: [cps, broken] })),
    preparer.prepare(input({ partners: [cps], version: 3 })),
  ]);
  expect(both).toMatchObject({ value: { composed: { version: 1, projections: [{ code: "CPL" }, { code: "CPS" }] } } });
  expect(refused).toMatchObject({ reason: { findings: [{ code: "TYPE_OUTSIDE_PREFIX" }] } });
  expect(one).toMatchObject({ value: { composed: { version: 3, projections: [{ code: "CPS" }] } } });
});

it("what was projected before makes the same graph, and what has changed since is projected anew", async () => {
  preparer = createGraphPreparer(60_000);
  const { composed } = await preparer.prepare(input());
  const known = composed.projections.map((projection) => ({
    ...projection,
    sdl: projection.code === "CPS" ? cps.sdl : cpl.sdl,
  }));
  const moved = { ...cps, url: "https://elsewhere.example/graphql" };
  const again = await preparer.prepare(input({ partners: [moved, cpl], known }));
  const anew = await preparer.prepare(input({ partners: [moved, cpl] }));
  expect(again.composed.supergraphSdl).toBe(anew.composed.supergraphSdl);
  const changed = { ...cpl, sdl: cpl.sdl.replace("type CplUnit {", "type CplUnit {\n  added: String") };
  const published = await preparer.prepare(input({ partners: [cps, changed], known }));
  expect(published.composed.supergraphSdl).toContain("added: String");
});

it("what takes longer than the deadline is refused, its thread ended, and the next is prepared in another", async () => {
  preparer = createGraphPreparer(2_000, FIXTURE);
  const before = await preparer.prepare(input());
  expect((await preparer.prepare(input())).composed.version).toBe(before.composed.version);
  const late = await preparer.prepare(input({ version: ENDLESS })).catch((error: unknown) => error);
  expect(late).toBeInstanceOf(CompositionError);
  expect(late).toMatchObject({
    findings: [{ code: "COMPOSITION_TOO_LARGE", message: expect.stringContaining("2 s") }],
  });
  expect(threads).toHaveLength(0);
  expect((await preparer.prepare(input())).composed.version).toBeGreaterThan(before.composed.version);
});

it("a worker that does not load fails each graph with its own error, long before the deadline, and nothing else", async () => {
  preparer = createGraphPreparer(60_000, new URL("broken-worker.ts", import.meta.url));
  for (const _each of [1, 2]) {
    await expect(preparer.prepare(input())).rejects.toThrow("Expected a file of the build");
  }
});

it("no thread is left when it has stopped", async () => {
  preparer = createGraphPreparer(60_000, FIXTURE);
  await preparer.prepare(input());
  const endless = preparer.prepare(input({ version: ENDLESS })).catch((error: unknown) => error);
  const waiting = preparer.prepare(input()).catch((error: unknown) => error);
  expect(threads).toHaveLength(1);
  await preparer.stop();
  expect(threads).toHaveLength(0);
  for (const answer of [endless, waiting]) {
    expect(await answer).toMatchObject({ message: expect.stringContaining("stopping") });
  }
});

it("who waits when it is stopped is told so", async () => {
  preparer = createGraphPreparer(60_000);
  const waiting = preparer.prepare(input()).catch((error: unknown) => error);
  const next = preparer.prepare(input()).catch((error: unknown) => error);
  await Promise.resolve();
  await preparer.stop();
  for (const answer of [waiting, next])
    expect(await answer).toMatchObject({ message: expect.stringContaining("stopping") });
});
