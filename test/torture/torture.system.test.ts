import { describe, expect, it } from "vitest";
import { MISCHIEF } from "./chaos.ts";
import { runTorture } from "./torture.ts";

const WRITES = 1_000;

describe("a hub that is tormented while partners write", () => {
  it("holds at the end exactly what the owners hold, and never went back or said to be ahead of itself", async ({
    signal,
  }) => {
    const { problems, writers, mischief, records, seen } = await runTorture({
      seed: 7,
      writes: WRITES,
      rate: 50,
      hubs: 1,
      report: () => undefined,
      signal,
    });
    expect(problems).toEqual([]);
    expect(Object.keys(mischief).toSorted()).toEqual(MISCHIEF.toSorted());
    expect(writers.writes).toBe(WRITES);
    for (const count of [writers.rolledBack, writers.slow, writers.savepoints, writers.withdrawals, writers.deletions])
      expect(count).toBeGreaterThan(0);
    expect(records).toBeGreaterThan(100);
    expect(seen.exactly).toBeGreaterThan(0);
  }, 300_000);
});
