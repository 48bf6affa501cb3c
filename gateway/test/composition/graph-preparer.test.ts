import { afterEach, expect, it } from "vitest";
import { CompositionError } from "../../src/composition/projection/composition-error.js";
import type { PrepareInput } from "../../src/planning/prepare-graph.js";
import { createGraphPreparer, type GraphPreparer } from "../../src/planning/prepare-in-worker.js";
import { createSamplePartner } from "../../src/testing/sample-partner.js";

const [cps, cpl] = [createSamplePartner("CPS"), createSamplePartner("CPL")];
const input = (given: Partial<PrepareInput> = {}): PrepareInput => ({
  partners: [cps, cpl],
  version: 1,
  current: null,
  operations: [],
  ...given,
});
let preparer: GraphPreparer;

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

it("what takes longer than the deadline is refused, and the next is prepared", async () => {
  preparer = createGraphPreparer(1);
  const late = await preparer.prepare(input()).catch((error: unknown) => error);
  expect(late).toBeInstanceOf(CompositionError);
  expect(late).toMatchObject({
    findings: [{ code: "COMPOSITION_TOO_LARGE", message: expect.stringContaining("0.001 s") }],
  });
  await preparer.stop();
  preparer = createGraphPreparer(60_000);
  expect((await preparer.prepare(input())).composed.version).toBe(1);
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
