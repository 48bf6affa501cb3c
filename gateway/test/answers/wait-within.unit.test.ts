import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { waitWithin } from "../../src/answers/wait-within.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => vi.useRealTimers());

it("waits for the work, and no longer than it is told to", async () => {
  const work = Promise.withResolvers<void>();
  const ended: string[] = [];
  const first = waitWithin(work.promise, 1_000).then(() => ended.push("by its time"));
  const second = waitWithin(work.promise, 2_000).then(() => ended.push("by the work"));
  await vi.advanceTimersByTimeAsync(999);
  expect(ended).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await first;
  expect(ended).toEqual(["by its time"]);
  work.resolve();
  await second;
  expect(ended).toEqual(["by its time", "by the work"]);
  expect(vi.getTimerCount()).toBe(0);
});

it("does not wait where no time is left", async () => {
  await expect(waitWithin(new Promise(() => undefined), 0)).resolves.toBeUndefined();
});
