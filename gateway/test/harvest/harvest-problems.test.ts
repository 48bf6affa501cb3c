import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { aside, cps, expectTitles, harvest, nl, source, useHarvest } from "./support/harvest.js";

useHarvest();

describe("a record that cannot be read", () => {
  it.each(["record", "topics", "title"] as const)(
    "for an error of its owner at %s is quarantined; the others are read, and it is once it can be",
    async (broken) => {
      cps.put("cps:event:a", nl("First"));
      cps.put("cps:event:b", { ...nl("Second"), broken });
      cps.put("cps:event:c", nl("Third"));
      harvest();
      await expectTitles({ "cps:event:a": "First", "cps:event:c": "Third" });
      const [set] = await vi.waitFor(async () => {
        const seen = await aside();
        expect(seen).toHaveLength(1);
        return seen;
      }, 20_000);
      expect(set).toMatchObject({ record: "cps:event:b", code: "UNREADABLE" });
      expect(JSON.stringify(set)).not.toContain("hunter2");
      // Mended at home without a change that the feed would tell.
      const sequence = cps.received.length;
      cps.mend("cps:event:b", nl("Second"));
      await expectTitles({ "cps:event:a": "First", "cps:event:b": "Second", "cps:event:c": "Third" });
      expect(cps.received.length).toBeGreaterThan(sequence);
      await expect.poll(aside).toEqual([]);
    },
  );

  it("keeps what the index held of it", async () => {
    cps.put("cps:event:a", nl("First"));
    cps.put("cps:event:b", nl("Second"));
    harvest();
    await expectTitles({ "cps:event:a": "First", "cps:event:b": "Second" });
    cps.put("cps:event:a", { ...nl("Never read"), broken: "topics" });
    cps.put("cps:event:b", nl("Changed"));
    await expectTitles({ "cps:event:a": "First", "cps:event:b": "Changed" });
  });

  it("for a link that leads nowhere is quarantined by the catalogue", async () => {
    cps.put("cps:event:a", nl("First"));
    cps.put("cps:event:b", { ...nl("Second"), links: [{ rel: "event", id: "nowhere" }] });
    harvest();
    await expectTitles({ "cps:event:a": "First" });
    await expect.poll(aside).toMatchObject([{ record: "cps:event:b", code: "INVALID_LINK" }]);
  });

  it("is quarantined when it is not the partner's own to give", async () => {
    cps.announce("cpl:event:stolen", "CplEvent");
    cps.announce("cps:event:typed", "CplEvent");
    cps.announce("no id", "CpsEvent");
    cps.put("cps:event:a", nl("First"));
    harvest();
    await expectTitles({ "cps:event:a": "First" });
    const rows = await vi.waitFor(async () => {
      const seen = await aside();
      expect(seen).toHaveLength(3);
      return seen;
    }, 20_000);
    expect(rows.map(({ record, code }) => [record, code])).toEqual([
      ["cpl:event:stolen", "FOREIGN_RECORD"],
      ["cps:event:typed", "FOREIGN_RECORD"],
      ["no id", "FOREIGN_RECORD"],
    ]);
    const read = cps.received.flatMap(
      ({ variables }) => (variables["representations"] as { id: string }[] | undefined) ?? [],
    );
    expect(new Set(read.map(({ id }) => id))).toEqual(new Set(["cps:event:a"]));
  });

  it("holds nothing up when no record of a page can be read: after some tries they are quarantined", async () => {
    cps.put("cps:event:a", { ...nl("First"), broken: "record" });
    cps.put("cps:event:b", { ...nl("Second"), broken: "record" });
    harvest();
    await expect.poll(aside).toHaveLength(2);
    cps.put("cps:event:c", nl("Third"));
    await expectTitles({ "cps:event:c": "Third" });
  });

  it("for its size is quarantined; those around it are read in smaller batches", async () => {
    cps.put("cps:event:a", nl("First"));
    cps.put("cps:event:b", { ...nl("Second"), topics: [{ original: "NL", NL: "x".repeat(20_000) }] });
    cps.put("cps:event:c", nl("Third"));
    harvest({ maxResponseBytes: 8_192 });
    await expectTitles({ "cps:event:a": "First", "cps:event:c": "Third" });
    await expect.poll(aside).toMatchObject([{ record: "cps:event:b", code: "UNREADABLE" }]);
  });
});

describe("a partner that cannot be harvested", () => {
  it("is noted as a problem, without its address, until it is back", async () => {
    cps.put("cps:event:a", nl("First"));
    harvest();
    await expectTitles({ "cps:event:a": "First" });
    await cps.stop();
    const down = await vi.waitFor(async () => {
      const seen = await source();
      expect(seen).toMatchObject({ reachable: false });
      return seen;
    }, 20_000);
    expect(down.problem).toContain("CPS does not answer");
    expect(down.problem).not.toMatch(/127\.0\.0\.1|ECONN/);
    cps.put("cps:event:b", nl("Second"));
    await cps.start();
    await expectTitles({ "cps:event:a": "First", "cps:event:b": "Second" });
    await expect.poll(source).toMatchObject({ reachable: true, problem: null, caught_up: true });
  });

  it.each(["0000-12-31T00:00:00Z", "-000001-01-01T00:00:00Z"])("is told when its asOf is %s", async (asOf) => {
    cps.tamper = (page) => ({ ...page, asOf });
    cps.put("cps:event:a", nl("First"));
    harvest();
    const { problem } = await vi.waitFor(async () => {
      const seen = await source();
      expect(seen).toMatchObject({ problem: expect.anything() });
      return seen;
    }, 20_000);
    expect(problem).toBe("CPS answers, but its change feed lacks epoch, cursor, hasMore, asOf or changes.");
  });

  it("is asked ever less often", async () => {
    await cps.stop();
    const attempts: number[] = [];
    // Whoever connects is turned away at once.
    const door: Server = createServer((socket) => {
      attempts.push(performance.now());
      socket.destroy();
    });
    door.listen(Number(new URL(cps.definition.url).port), "127.0.0.1");
    await once(door, "listening");
    try {
      harvest({ retryMinMs: 100, retryMaxMs: 800 });
      await expect.poll(() => attempts.length).toBeGreaterThanOrEqual(12);
      // Each try connects twice: a connection that breaks at once may be a stale one.
      const pauses = attempts
        .filter((_at, index) => index % 2 === 0)
        .slice(1)
        .map((at, index) => at - (attempts[index * 2 + 1] ?? 0));
      // Half of the longest pause at least is waited, the rest is chance; what was late is no shorter than that by much.
      expect(Math.min(...pauses.slice(-2))).toBeGreaterThan(300);
    } finally {
      door.close();
    }
  });
});
