import { afterEach, expect, test, vi } from "vitest";
import { trustedProxy, withoutPort } from "../src/http/client-address.js";
import { createDeadline } from "../src/operations/deadline.js";
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

test.each([
  ["203.0.113.5", "203.0.113.5"],
  ["203.0.113.5:4711", "203.0.113.5"],
  ["[2001:db8::1]:4711", "2001:db8::1"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["2001:db8::1", "2001:db8::1"],
  ["2001:db8::4711", "2001:db8::4711"],
  ["unknown", "unknown"],
  ["203.0.113.5:x", "203.0.113.5:x"],
])("the address of %s is %s", (given, address) => {
  expect(withoutPort(given)).toBe(address);
});

test("a proxy is trusted by its address or network, with or without a port", () => {
  const isTrusted = trustedProxy("10.0.0.0/8, 2001:db8::5");
  expect(
    ["10.1.2.3", "10.1.2.3:80", "[2001:db8::5]:80", "11.1.2.3:80", "nobody"].map((each) => isTrusted?.(each)),
  ).toEqual([true, true, true, false, false]);
  expect(trustedProxy([])).toBeUndefined();
});

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
