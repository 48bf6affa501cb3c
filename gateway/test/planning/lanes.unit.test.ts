import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLanes, MadeRoomError } from "../../src/planning/lanes.js";

const QUICK_MS = 5_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work that takes so long, and writes down its starts and ends. */
function bench() {
  const lanes = createLanes(QUICK_MS);
  const told: string[] = [];
  const work = (name: string, ms: number) => async (room?: AbortSignal) => {
    told.push(`${name} starts`);
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      room?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(new MadeRoomError());
      });
    });
    told.push(`${name} ends`);
    return name;
  };
  return { lanes, told, run: (name: string, ms: number, whose = name) => lanes.run(whose, work(name, ms)) };
}

test("however many slow ones there are, a quick one waits no longer than a quick one may take", async () => {
  const { run, told } = bench();
  const slow = ["a", "b", "c", "d"].map((name) => run(name, 60_000));
  const quick = run("quick", 1_000);
  await vi.advanceTimersByTimeAsync(2 * QUICK_MS + 1_000);
  expect(await quick).toBe("quick");
  expect(told.filter((each) => each === "a starts")).toHaveLength(2);
  const second = run("second", 1_000);
  await vi.advanceTimersByTimeAsync(QUICK_MS + 1_000);
  expect(await second).toBe("second");
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  expect(await Promise.all(slow)).toEqual(["a", "b", "c", "d"]);
});

test("a slow one that nobody waits for is left to its end", async () => {
  const { run, told } = bench();
  const slow = ["a", "b"].map((name) => run(name, 60_000));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await Promise.all(slow)).toEqual(["a", "b"]);
  expect(told).toEqual(["a starts", "b starts", "a ends", "b ends"]);
});

test("one that has lingered makes room at once for who comes", async () => {
  const { run, told } = bench();
  const slow = ["a", "b"].map((name) => run(name, 60_000));
  await vi.advanceTimersByTimeAsync(30_000);
  const quick = run("quick", 1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await quick).toBe("quick");
  expect(told).toContain("quick ends");
  await vi.advanceTimersByTimeAsync(60_000);
  await Promise.all(slow);
});

test("the next of the same waits for the one before, and makes no room for itself", async () => {
  const { run, told } = bench();
  const both = [run("a", 10_000, "CPS"), run("b", 1_000, "CPS")];
  await vi.advanceTimersByTimeAsync(11_000);
  expect(await Promise.all(both)).toEqual(["a", "b"]);
  expect(told).toEqual(["a starts", "a ends", "b starts", "b ends"]);
});

test("what fails fails for whom it was, and nobody else", async () => {
  const { lanes, run } = bench();
  const failing = lanes.run("CPS", () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  const next = run("next", 10, "CPS");
  await vi.advanceTimersByTimeAsync(10);
  expect(await next).toBe("next");
  await lanes.idle();
});
