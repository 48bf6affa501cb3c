import { afterEach, expect, test, vi } from "vitest";
import { createDeadline } from "../src/http/deadline.js";
import { isLoopback } from "../src/http/loopback.js";

test.each(["127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]", "::ffff:127.0.0.1"])("%s is this machine", (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(["", "0.0.0.0", "::", "10.0.0.1", "128.0.0.1", "localhost.example", "127.example.org", "::ffff:10.0.0.1"])(
  "%j is not this machine",
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);

afterEach(() => {
  vi.useRealTimers();
});

test("a deadline that is extended ends later, and never earlier", () => {
  vi.useFakeTimers();
  const { signal, extend } = createDeadline(50, () => new Error("late"));
  extend(1_000);
  extend(1);
  vi.advanceTimersByTime(1_049);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.aborted).toBe(true);
});

test("whoever waits for an operation that is abandoned hears of it at once", async () => {
  const error = new Error("gone");
  const deadline = createDeadline(100_000, () => error);
  const kept = deadline.keep(new Promise(() => undefined));
  deadline.abandon();
  await expect(kept).rejects.toBe(error);
  expect(deadline.signal.reason).toBe(error);
});
