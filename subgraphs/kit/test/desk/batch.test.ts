import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "../../src/desk/command.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../../src/testing/partner-under-test.js";
import { samplePartner } from "../support/sample-partner.js";
import { codes, type Desk, openDesk } from "./support.js";

const partner = samplePartner();
let running: PartnerUnderTest;
let desk: Desk;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
  desk = await openDesk(partner, running.servingUrl);
});
afterAll(async () => {
  await desk?.stop();
  await running?.stop();
});

const create = (slug: string, more: object = {}): Command => ({
  action: "create",
  kind: "Event",
  id: `sample:event:${slug}`,
  input: { title: { NL: slug }, kind: "OTHER", ...more },
});
const kept = async (prefix: string): Promise<string[]> =>
  (
    await running.sql<{ id: string }>("select id from event where id like $1 order by id", [`sample:event:${prefix}%`])
  ).map(({ id }) => id);

describe("several commands", () => {
  test("are all written or none, and every problem is told", async () => {
    const outcomes = await desk.apply([
      create("all-1"),
      create("all-2", { kind: "BALL" }),
      create("all-3", { themes: ["X"] }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["HELD_BACK", "REFUSED", "REFUSED"]);
    expect(outcomes.flatMap(codes)).toEqual(["UNKNOWN_VALUE", "UNKNOWN_THEME"]);
    expect(await kept("all-")).toEqual([]);
  });

  test("are written without the bad ones where that is asked for", async () => {
    const outcomes = await desk.apply([create("some-1"), create("some-2", { kind: "BALL" }), create("some-3")], {
      skipBad: true,
    });
    expect(outcomes.map(({ status }) => status)).toEqual(["CREATED", "REFUSED", "CREATED"]);
    expect(await kept("some-")).toEqual(["sample:event:some-1", "sample:event:some-3"]);
  });

  test("that link to a bad one are as bad, and those that link to these, where the bad ones are left out", async () => {
    const link = (slug: string) => ({ links: [{ rel: "related", id: `sample:event:${slug}` }] });
    const commands = [
      create("gone-1", link("gone-2")),
      create("gone-2", link("gone-3")),
      create("gone-3", { kind: "BALL" }),
      create("gone-4"),
    ];
    for (const dryRun of [true, false]) {
      const outcomes = await desk.apply(commands, { skipBad: true, dryRun });
      expect(outcomes.map(codes)).toEqual([["LINK_TARGET_UNKNOWN"], ["LINK_TARGET_UNKNOWN"], ["UNKNOWN_VALUE"], []]);
    }
    expect(await kept("gone-")).toEqual(["sample:event:gone-4"]);
  });

  test("see what the earlier ones did, in a dry run too", async () => {
    const commands: Command[] = [
      create("chain-1", { links: [{ rel: "related", id: "sample:event:chain-2" }] }),
      create("chain-2"),
      { action: "update", kind: "Event", id: "sample:event:chain-2", version: 1, input: { speakers: ["A"] } },
      { action: "withdraw", id: "sample:event:chain-2", version: "ANY" },
    ];
    const done: number[] = [];
    const dry = await desk.apply(commands, { dryRun: true, onProgress: (count) => done.push(count) });
    expect(dry.map(({ status }) => status)).toEqual(["CREATED", "CREATED", "CHANGED", "CHANGED"]);
    expect(done).toEqual([1, 2, 3, 4]);
    expect(await kept("chain-")).toEqual([]);
    expect((await desk.apply(commands)).map(({ status }) => status)).toEqual([
      "CREATED",
      "CREATED",
      "CHANGED",
      "CHANGED",
    ]);
    expect(await kept("chain-")).toHaveLength(2);
  });

  test("with one id twice make one record, and refuse the second", async () => {
    const outcomes = await desk.apply([create("twice"), create("twice")]);
    expect(outcomes.map(codes)).toEqual([[], ["ID_TAKEN"]]);
  });

  test("of two imports in opposite orders wait for each other, and never for ever", async () => {
    const slugs = Array.from({ length: 40 }, (_, index) => `order-${index}`);
    await desk.apply(slugs.map((slug) => create(slug)));
    const update = (slug: string, speaker: string): Command => ({
      action: "update",
      kind: "Event",
      id: `sample:event:${slug}`,
      version: "ANY",
      input: { speakers: [speaker] },
    });
    const outcomes = await Promise.all([
      desk.apply(slugs.map((slug) => update(slug, "A"))),
      desk.apply(slugs.toReversed().map((slug) => update(slug, "B"))),
    ]);
    expect(new Set(outcomes.flat().map(({ status }) => status))).toEqual(new Set(["CHANGED"]));
    const speakers = await running.sql("select distinct speakers from event where id like 'sample:event:order-%'");
    expect(speakers).toHaveLength(1);
  });

  test("of two imports of records without ids, in opposite orders, make all of them", async () => {
    const titles = Array.from({ length: 30 }, (_, index) => `Zonder id ${index}`);
    const unnamed = (NL: string): Command => ({
      action: "create",
      kind: "Event",
      input: { title: { NL }, kind: "OTHER" },
    });
    const outcomes = await Promise.all([
      desk.apply(titles.map(unnamed)),
      desk.apply(titles.toReversed().map(unnamed)),
      desk.apply(titles.map(unnamed)),
    ]);
    expect(new Set(outcomes.flat().map(({ status }) => status))).toEqual(new Set(["CREATED"]));
    expect(await kept("zonder-id-")).toHaveLength(90);
  });
});

test("an update is not refused for what was wrong before it", async () => {
  const [{ id } = { id: "" }] = await running.sql<{ id: string }>(
    `insert into event (id, title, kind, organisers) values ('sample:event:odd', '{"original": "NL", "NL": "x"}', 'OTHER', '{CPS}') returning id`,
  );
  expect((await desk.one({ action: "update", kind: "Event", id, version: 1, input: { speakers: ["A"] } })).status).toBe(
    "CHANGED",
  );
  const worse = await desk.one({ action: "update", kind: "Event", id, version: 2, input: { organisers: ["CPL"] } });
  expect(codes(worse)).toEqual(["OWNER_NOT_FIRST"]);
});

test("a record of a kind that the partner does not keep is refused", async () => {
  const one = samplePartner({ records: partner.classes.Event ? [partner.classes.Event] : [], seed: { version: "1" } });
  const other = await openDesk(one, running.servingUrl);
  try {
    const outcome = await other.one({
      action: "create",
      kind: "Publication",
      input: { title: { NL: "x" }, type: "NEWS" },
    });
    expect(outcome.problems).toMatchObject([{ field: "kind", code: "KIND_NOT_KEPT" }]);
    expect(codes(await other.one({ action: "withdraw", id: "sample:publication:report", version: 1 }))).toEqual([
      "RECORD_UNKNOWN",
    ]);
  } finally {
    await other.stop();
  }
});
