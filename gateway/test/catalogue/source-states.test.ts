import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { noteProblem } from "../../src/catalogue/write/source-writer.js";
import { NOW, startHub, type TestHub } from "./support/hub.js";
import { emptyIndex, page, record, type SourceAnswer, sourceOf } from "./support/pages.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => await emptyIndex(hub));
afterAll(async () => await hub.stop());

const source = (): Promise<SourceAnswer> => sourceOf(hub);

describe("a source", () => {
  test("is NEVER_HARVESTED until a page is written, whatever went wrong", async () => {
    expect(await source()).toEqual({
      state: "NEVER_HARVESTED",
      problem: null,
      records: 0,
      lastContactAt: null,
      asOf: null,
    });
    await noteProblem(hub.db, "CPS", { message: "CPS does not answer.", reachable: false }, NOW);
    expect(await source()).toMatchObject({ state: "NEVER_HARVESTED", problem: "CPS does not answer." });
    expect(await hub.get("{ overview { asOf } }")).toEqual({ overview: { asOf: "1970-01-01T00:00:00.000Z" } });
  });

  test("is STALE while changes are waiting, then LIVE", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record], hasMore: true }), NOW);
    expect(await source()).toMatchObject({ state: "STALE", records: 1 });
    await applyPage(hub.db, "CPS", page({}), NOW);
    expect(await source()).toEqual({
      state: "LIVE",
      problem: null,
      records: 1,
      lastContactAt: NOW.toISOString(),
      asOf: NOW.toISOString(),
    });
  });

  test("is DOWN while it cannot be reached, and keeps what it had", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    await noteProblem(hub.db, "CPS", { message: "CPS does not answer.", reachable: false }, NOW);
    expect(await source()).toMatchObject({ state: "DOWN", problem: "CPS does not answer.", records: 1 });
    await applyPage(hub.db, "CPS", page({}), NOW);
    expect(await source()).toMatchObject({ state: "LIVE", problem: null });
  });

  test("is STALE while it answers with something else than was asked", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    await noteProblem(hub.db, "CPS", { message: "CPS answers with an error.", reachable: true }, NOW);
    expect(await source()).toMatchObject({ state: "STALE", problem: "CPS answers with an error." });
  });

  test("becomes STALE, then DOWN, when nothing is heard of it any more", async () => {
    await applyPage(hub.db, "CPS", page({ records: [record] }), NOW);
    hub.now = new Date(NOW.getTime() + 91_000);
    expect(await source()).toMatchObject({ state: "STALE" });
    hub.now = new Date(NOW.getTime() + 121_000);
    expect(await source()).toMatchObject({
      state: "DOWN",
      problem: `The partner has not answered since ${NOW.toISOString()}.`,
    });
  });

  test("is listed with the partners asked", async () => {
    const read = async (args: string) =>
      (
        await hub.get<{ events: { sources: { partner: { code: string } }[] } }>(
          `{ events${args} { sources { partner { code } } } }`,
        )
      ).events.sources.map(({ partner }) => partner.code);
    expect(await read("")).toEqual(["CPS", "CPL", "CC_GPI", "VCLP", "GENT"]);
    expect(await read('(filter: { partners: ["VCLP", "CPS"] })')).toEqual(["CPS", "VCLP"]);
    const { partner } = await hub.get<{ partner: unknown }>(
      '{ partner(code: "GENT") { events { sources { partner { code } } } } }',
    );
    expect(partner).toEqual({ events: { sources: [{ partner: { code: "GENT" } }] } });
  });
});
