import { expect, it } from "vitest";
import { OwnerRate } from "../../src/graph/request/owner-rate.js";

it("one partner is asked for one client so often in a minute, whatever others ask", () => {
  let now = 1_000;
  const rate = new OwnerRate(2, { now: () => now });
  for (const partner of ["CPS", "CPL", "CPS"]) {
    expect(rate.allows("a")).toBe(true);
    rate.count("a", partner);
  }
  expect(rate.allows("a")).toBe(false);
  expect(rate.allows("b")).toBe(true);
  now += 61_000;
  expect(rate.allows("a")).toBe(true);
});

it("with a rate of 0 partners are never asked for what the hub holds", () => {
  expect(new OwnerRate(0).allows("a")).toBe(false);
});
