import { pino } from "pino";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { StampRow } from "../../src/answers/stamp-board.js";
import { StampWatch } from "../../src/answers/stamp-watch.js";

let rows: readonly StampRow[];
/** Reads that have not ended yet. */
let reads: { readonly end: () => void; readonly fail: () => void }[];
let changes: ReadonlySet<string>[];
let warnings: number;
let watch: StampWatch;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"], now: 10_000 });
  rows = [{ partner: "CPS", kind: "Event", stamp: "1" }];
  reads = [];
  changes = [];
  warnings = 0;
  watch = new StampWatch({
    read() {
      const { promise, resolve, reject } = Promise.withResolvers<readonly StampRow[]>();
      const read = rows;
      reads.push({ end: () => resolve(read), fail: () => reject(new Error("The connection is lost.")) });
      return promise;
    },
    onChange: (changed) => void changes.push(changed),
    logger: pino({ level: "warn" }, { write: () => void (warnings += 1) }),
  });
});
afterEach(() => vi.useRealTimers());

async function end(): Promise<void> {
  reads.shift()?.end();
  await watch.settled();
}

it("what was read counts for 400 ms from when the read began, and is read again meanwhile", async () => {
  expect(watch.isConfirmed()).toBe(false);
  vi.advanceTimersByTime(50);
  await end();
  expect(watch.isConfirmed()).toBe(true);
  vi.advanceTimersByTime(99);
  expect(watch.isConfirmed()).toBe(true);
  expect(reads).toHaveLength(0);
  vi.advanceTimersByTime(1);
  expect(watch.isConfirmed()).toBe(true);
  expect(reads).toHaveLength(1);
  vi.advanceTimersByTime(249);
  expect(watch.isConfirmed()).toBe(true);
  vi.advanceTimersByTime(1);
  expect(watch.isConfirmed()).toBe(false);
});

it("a request waits for a read that begins, and not for one that has come to nothing", async () => {
  const waiting = watch.confirm();
  await end();
  expect(await waiting).toBe(true);

  vi.advanceTimersByTime(400);
  const late = watch.confirm();
  await vi.advanceTimersByTimeAsync(200);
  expect(await late).toBe(false);
  expect(await watch.confirm()).toBe(false);
  expect(reads).toHaveLength(1);
});

it("word of a change has it read again at once, after the read that is under way", async () => {
  watch.isConfirmed();
  watch.changed();
  rows = [{ partner: "CPS", kind: "Event", stamp: "2" }];
  expect(reads).toHaveLength(1);
  await end();
  expect(reads).toHaveLength(1);
  await end();
  expect(changes).toEqual([new Set(["CPS Event", "* Event"])]);
});

it("a read that fails is warned of once, and tried again after a pause", async () => {
  watch.isConfirmed();
  reads.shift()?.fail();
  await vi.waitFor(() => expect(warnings).toBe(1));
  expect(watch.isConfirmed()).toBe(false);
  expect(reads).toHaveLength(0);
  vi.advanceTimersByTime(100);
  watch.isConfirmed();
  reads.shift()?.fail();
  await watch.settled();
  expect(warnings).toBe(1);
  vi.advanceTimersByTime(100);
  watch.isConfirmed();
  await end();
  expect(watch.isConfirmed()).toBe(true);
});

it("stamps that are new or gone have changed as well", async () => {
  watch.isConfirmed();
  await end();
  const since = watch.board.number ?? 0;
  rows = [{ partner: "GENT", kind: "Publication", stamp: "1" }];
  watch.changed();
  await end();
  expect(watch.board.hasChanged(["CPS Event"], since)).toBe(true);
  expect(watch.board.hasChanged(["* Publication"], since)).toBe(true);
  expect(watch.board.hasChanged(["CPS Publication", "GENT Event"], since)).toBe(false);
  expect(watch.board.hasChanged(["GENT Publication"], watch.board.number ?? 0)).toBe(false);
});
