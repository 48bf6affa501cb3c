import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCircuitBreaker } from "../../src/graph/sources/circuit-breaker.js";

const PROBE_MS = 1_000;
const QUICK = 20;
const SLOW = 4_800;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A partner, how long its probes take one after the other, and what its breaker does. */
function partner({ slowAnswers = 2, probes = [] as number[] } = {}) {
  const probed: string[] = [];
  const changes: string[] = [];
  const breaker = createCircuitBreaker<string>({
    failures: 3,
    slowMs: 2_000,
    slowAnswers,
    window: 4,
    probeMs: PROBE_MS,
    probe: (question) => {
      probed.push(question);
      return Promise.resolve(probes.shift() ?? QUICK);
    },
    onChange: (change) => changes.push(change),
  });
  return {
    breaker,
    probed,
    changes,
    /** Whether the partner was asked. */
    ask(ms: number, question = "a"): boolean {
      const allowed = breaker.allows(question);
      if (allowed) breaker.took(ms);
      return allowed;
    },
  };
}

test.each([
  ["slow each time", [SLOW, SLOW, SLOW], [true, true, false]],
  ["slow every other time", [SLOW, QUICK, SLOW, QUICK], [true, true, true, false]],
  ["slow as often as the window holds", [SLOW, QUICK, QUICK, SLOW, QUICK], [true, true, true, true, false]],
  ["slow less often", [SLOW, QUICK, QUICK, QUICK, SLOW, QUICK], [true, true, true, true, true, true]],
  ["silent every other time", [Infinity, QUICK, Infinity, QUICK], [true, true, true, false]],
  ["quick, whatever it answers", [QUICK, QUICK, QUICK, QUICK], [true, true, true, true]],
  ["slow by a hair", [2_000, 2_000, QUICK], [true, true, false]],
  ["quick by a hair", [1_999, 1_999, QUICK], [true, true, true]],
])("a partner that is %s is asked as often as that is worth", (_, times, asked) => {
  const { ask } = partner();
  expect(times.map((ms) => ask(ms))).toEqual(asked);
});

test("timeouts in a row open the circuit by themselves", () => {
  const { ask } = partner({ slowAnswers: 5 });
  expect([Infinity, Infinity, QUICK, Infinity, Infinity, Infinity, QUICK].map((ms) => ask(ms))).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
});

test("while it is open nobody waits, and the newest question is repeated at intervals", async () => {
  const { ask, probed, changes } = partner({ probes: [SLOW, Infinity, SLOW] });
  ask(SLOW, "first");
  ask(SLOW, "second");
  await vi.advanceTimersByTimeAsync(PROBE_MS);
  expect(ask(SLOW, "third")).toBe(false);
  await vi.advanceTimersByTimeAsync(2 * PROBE_MS);
  expect(probed).toEqual(["second", "third", "third"]);
  expect(changes).toEqual(["opened"]);
});

test("one quick probe closes nothing: it takes as many in a row as slow answers open it", async () => {
  const { ask, breaker, probed, changes } = partner({ probes: [QUICK, SLOW, QUICK, QUICK] });
  ask(SLOW);
  ask(SLOW);
  await vi.advanceTimersByTimeAsync(PROBE_MS);
  expect([breaker.allows("a"), probed.length]).toEqual([false, 2]);
  await vi.advanceTimersByTimeAsync(PROBE_MS);
  expect([breaker.allows("a"), probed.length]).toEqual([true, 4]);
  expect(changes).toEqual(["opened", "closed"]);
});

test("what was under way when it opened neither closes it nor counts after it", async () => {
  const { ask, breaker } = partner();
  ask(SLOW);
  ask(SLOW);
  breaker.took(QUICK);
  breaker.took(SLOW);
  expect(breaker.allows("a")).toBe(false);
  await vi.advanceTimersByTimeAsync(PROBE_MS);
  expect(ask(SLOW)).toBe(true);
  expect(breaker.allows("a")).toBe(true);
});

test("a breaker that is stopped probes no more", async () => {
  const { ask, breaker, probed } = partner();
  ask(SLOW);
  ask(SLOW);
  breaker.stop();
  await vi.advanceTimersByTimeAsync(10 * PROBE_MS);
  expect(probed).toEqual([]);
});
