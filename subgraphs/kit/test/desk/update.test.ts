import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEntities, readFeed } from "../../src/testing/harvest.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../../src/testing/partner-under-test.js";
import { samplePartner } from "../support/sample-partner.js";
import { codes, contentOf, type Desk, openDesk } from "./support.js";

const partner = samplePartner();
const EVENT = "sample:event:study-day";
const RECOMMENDATION = "sample:recommendation:r1";
const INDICATOR = "sample:indicator:trust";

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

/** A new event; gives its id. */
async function newEvent(input: object = {}, draft = false): Promise<string> {
  const title = { NL: `Opleiding ${Math.random()}` };
  const { id, problems } = await desk.one({
    action: "create",
    kind: "Event",
    draft,
    input: { title, kind: "OTHER", ...input },
  });
  if (id === undefined || problems.length > 0) throw new Error(`Expected an event; got ${JSON.stringify(problems)}.`);
  return id;
}

describe("an update", () => {
  test("counts the rows that have been appended before, and hides a record that is too large to grow", async () => {
    const text = "x".repeat(20_000);
    const row = (value: number) => ({
      period: { edtf: "2022" },
      value,
      note: { original: "NL", NL: text, FR: text, DE: text, EN: text },
    });
    const input = { title: { NL: "Vol" }, observations: Array.from({ length: 12 }, (_, value) => row(value)) };
    const { id = "" } = await desk.one({ action: "create", kind: "LegitimacyIndicator", input });
    const one = { action: "appendObservation", id, version: 1, input: row(12) } as const;
    expect(codes(await desk.one(one))).toEqual(["RECORD_TOO_LARGE"]);
    const hide = { action: "update", kind: "LegitimacyIndicator", id, version: 1 } as const;
    expect(codes(await desk.one({ ...hide, input: { visibility: "CABINET" } }))).toEqual([]);
  });

  test("leaves what is left out, clears what is null, and tells what changed", async () => {
    const id = await newEvent({
      summary: { NL: "Kort" },
      speakers: ["A", "B"],
      topicsOpen: true,
      topics: [{ NL: "x" }],
    });
    const outcome = await desk.one({
      action: "update",
      kind: "Event",
      id,
      version: 1,
      input: { summary: null, topics: null, speakers: ["A", "C"], livestream: "https://example.org/live" },
    });
    expect(outcome).toMatchObject({
      status: "CHANGED",
      problems: [],
      after: { version: 2, content: { topicsOpen: true } },
    });
    expect(outcome.changes).toEqual(
      expect.arrayContaining([
        { field: "summary.NL", before: "Kort", after: undefined },
        { field: "speakers", before: ["A", "B"], after: ["A", "C"] },
        { field: "livestream", before: undefined, after: "https://example.org/live" },
      ]),
    );
    expect(outcome.after?.content).not.toHaveProperty("summary");
    const [row] = await running.sql(
      "select summary is null as summary, topics is null as topics from event where id = $1",
      [id],
    );
    expect(row).toEqual({ summary: true, topics: true });
  });

  test("with what is there already writes nothing", async () => {
    const id = await newEvent({ date: { edtf: "2026-05-01" }, themes: ["TRUST"] });
    const { cursor } = await readFeed(running.url);
    const input = { date: { edtf: "2026-05-01" }, themes: ["TRUST"], place: null };
    const outcome = await desk.one({ action: "update", kind: "Event", id, version: 1, input });
    expect(outcome).toMatchObject({ status: "UNCHANGED", changes: [], after: { version: 1 } });
    expect((await readFeed(running.url, cursor)).changes).toEqual([]);
  });

  test("at a version that was overtaken is refused, and says by whom and in what", async () => {
    const id = await newEvent();
    await desk.one({
      action: "update",
      kind: "Event",
      id,
      version: 1,
      input: { visibility: "CABINET", speakers: ["A"] },
    });
    const outcome = await desk.one({ action: "update", kind: "Event", id, version: 1, input: { speakers: ["B"] } });
    expect(codes(outcome)).toEqual(["VERSION_CONFLICT"]);
    expect(outcome.conflict).toMatchObject({
      currentVersion: 2,
      changedBy: "editor-1",
      fields: ["visibility", "speakers"],
    });
    expect(outcome.problems[0]?.message).toContain("version 2, the present one");
    expect(outcome.problems[0]?.message).toContain("visibility, speakers; got 1");
  });

  test("says that a change was made outside the desk", async () => {
    const id = await newEvent();
    await running.sql("update event set url = 'https://example.org/' where id = $1", [id]);
    const { conflict } = await desk.one({ action: "withdraw", id, version: 1 });
    expect(conflict).toMatchObject({ currentVersion: 2, changedBy: null, fields: ["url"] });
  });

  test("waits for a change outside the desk that is under way, and does not overwrite it", async () => {
    const id = await newEvent();
    await running.sql("begin");
    await running.sql("update event set speakers = '{A}' where id = $1", [id]);
    const answer = desk.one({ action: "update", kind: "Event", id, version: 1, input: { speakers: ["B"] } });
    const waiting = () =>
      running.sql("select pid from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))");
    await expect.poll(waiting, { timeout: 10_000 }).not.toEqual([]);
    await running.sql("commit");
    expect(codes(await answer)).toEqual(["VERSION_CONFLICT"]);
    expect(await running.sql("select speakers from event where id = $1", [id])).toEqual([{ speakers: ["A"] }]);
  });

  test("of two editors at once one is kept, and the other is told", async () => {
    const id = await newEvent();
    const update = (name: string) =>
      desk.one({ action: "update", kind: "Event", id, version: 1, input: { speakers: [name] } });
    const outcomes = await Promise.all(["A", "B", "C", "D"].map(update));
    const kept = outcomes.filter(({ status }) => status === "CHANGED");
    expect(kept).toHaveLength(1);
    expect(outcomes.flatMap(codes)).toEqual(["VERSION_CONFLICT", "VERSION_CONFLICT", "VERSION_CONFLICT"]);
    const [row] = await running.sql<{ speakers: string[]; version: number }>(
      "select speakers, version from event where id = $1",
      [id],
    );
    expect(row).toEqual({ speakers: kept[0]?.after?.content["speakers"], version: 2 });
  });
});

describe("a record", () => {
  test("is withdrawn, restored, taken back as a draft and published", async () => {
    const id = await newEvent();
    const there = async (): Promise<boolean> => (await readEntities(running.url, partner, "Event", [id]))[0] !== null;
    for (const [index, [action, expected]] of (
      [
        ["withdraw", false],
        ["restore", true],
        ["unpublish", false],
        ["publish", true],
      ] as const
    ).entries()) {
      const { status } = await desk.one({ action, id, version: index + 1 });
      expect(status, action).toBe("CHANGED");
      expect(await there(), action).toBe(expected);
      expect((await desk.one({ action, id, version: index + 2 })).status, `${action} again`).toBe("UNCHANGED");
    }
  });

  test("that is made as a draft is nowhere but at the desk until it is published", async () => {
    const { cursor } = await readFeed(running.url);
    const id = await newEvent({}, true);
    expect((await readFeed(running.url, cursor)).changes).toEqual([]);
    expect(await readEntities(running.url, partner, "Event", [id])).toEqual([null]);
    await desk.one({ action: "publish", id, version: 1 });
    expect((await readFeed(running.url, cursor)).changes).toMatchObject([{ id, withdrawn: false }]);
  });

  test("is erased, whether readers ever saw it or not, and its id is never used again", async () => {
    for (const draft of [false, true]) {
      const id = await newEvent({ summary: { NL: "Een geheim" } }, draft);
      const outcome = await desk.one({ action: "erase", id, version: 1 });
      expect(outcome).toMatchObject({ status: "CHANGED", problems: [], before: null, after: null });
      const again = await desk.one({
        action: "create",
        kind: "Event",
        id,
        input: { title: { NL: "x" }, kind: "OTHER" },
      });
      expect(codes(again), String(draft)).toEqual(["ID_ERASED"]);
      expect(codes(await desk.one({ action: "restore", id, version: 1 }))).toEqual(["RECORD_ERASED"]);
    }
    const kept = await running.sql(
      "select to_jsonb(a)::text from desk_audit a union all select to_jsonb(r)::text from desk_request r",
    );
    expect(JSON.stringify(kept)).not.toContain("geheim");
  });

  test("gets a text in one more language, without the others being touched", async () => {
    const id = await newEvent({ title: { original: "NL", NL: "Dag", FR: "Jour" }, topics: [{ NL: "Een" }] });
    const translations = [
      { field: "title", language: "DE", text: "Tag" },
      { field: "title", language: "FR", text: null },
      { field: "topics.0", language: "FR", text: "Un", original: true },
    ] as const;
    const outcome = await desk.one({ action: "translate", id, version: 1, input: translations });
    expect(outcome.after?.content).toMatchObject({
      title: { original: "NL", NL: "Dag", DE: "Tag" },
      topics: [{ original: "FR", NL: "Een", FR: "Un" }],
    });
    const wrong = [
      { field: "title", language: "NL", text: null },
      { field: "summary", language: "NL", text: "x" },
      { field: "title.NL", language: "NL", text: "x" },
      { field: "__proto__", language: "NL", text: "x" },
    ] as const;
    expect(codes(await desk.one({ action: "translate", id, version: 2, input: wrong }))).toEqual([
      "ORIGINAL_MISSING",
      "TEXT_UNKNOWN",
      "TEXT_UNKNOWN",
      "TEXT_UNKNOWN",
    ]);
    const marked = [{ field: "title", language: "DE", original: true }] as const;
    expect(contentOf(await desk.one({ action: "translate", id, version: 2, input: marked }))["title"]).toEqual({
      original: "DE",
      NL: "Dag",
      DE: "Tag",
    });
    const long = await desk.one({
      action: "translate",
      id,
      version: 3,
      input: [{ field: "title", language: "EN", text: "x".repeat(501) }],
    });
    expect(long.problems).toMatchObject([{ field: "title.EN", code: "TEXT_TOO_LONG" }]);
  });

  test("is linked to records of its own partner that exist, and to any of others", async () => {
    const id = await newEvent();
    const link = (rel: string, to: string, version: number) =>
      desk.one({ action: "link", id, version, input: { rel, id: to } });
    expect((await link("series", EVENT, 1)).status).toBe("CHANGED");
    expect((await link("related", "nobody-knows:publication:x", 2)).status).toBe("CHANGED");
    expect((await link("series", EVENT, 3)).status).toBe("UNCHANGED");
    expect((await link("series", "sample:event:none", 3)).problems).toMatchObject([
      { field: "link.id", code: "LINK_TARGET_UNKNOWN" },
    ]);
    expect(codes(await link("publication", EVENT, 3))).toEqual(["LINK_KIND"]);
    expect(codes(await link("sereis", EVENT, 3))).toEqual(["UNKNOWN_RELATION"]);
    expect(codes(await link("related", id, 3))).toEqual(["LINK_TO_ITSELF"]);
    const hidden = await newEvent({}, true);
    expect((await link("related", hidden, 3)).warnings).toMatchObject([{ code: "LINK_TARGET_HIDDEN" }]);
    const unlinked = await desk.one({ action: "unlink", id, version: 4, input: { rel: "series", id: EVENT } });
    expect(unlinked.after?.content["links"]).toHaveLength(2);
    expect(codes(await desk.one({ action: "unlink", id, version: 5, input: { rel: "series", id: EVENT } }))).toEqual([
      "LINK_UNKNOWN",
    ]);
  });
});

describe("rows that are only appended", () => {
  const date = { edtf: "2024-01-10" };

  test("follow-ups, responses, assessments and observations are added, each once", async () => {
    const followUp = { measure: "R1.2", actor: "Zone", action: { NL: "Gedaan" }, date, status: "COMPLETE" };
    const added = await desk.one({ action: "appendFollowUp", id: RECOMMENDATION, input: followUp });
    expect(added).toMatchObject({
      status: "CHANGED",
      warnings: [{ field: "evidence", code: "COMPLETE_WITHOUT_EVIDENCE" }],
    });
    expect(added.after?.content["followUps"]).toHaveLength(3);
    expect((await desk.one({ action: "appendFollowUp", id: RECOMMENDATION, input: followUp })).status).toBe(
      "UNCHANGED",
    );
    for (const [action, id, input] of [
      ["appendResponse", RECOMMENDATION, { body: "Minister", value: "DECLINED", date }],
      [
        "appendAssessment",
        RECOMMENDATION,
        { assessor: "Comité P", status: "LIMITED", date, nextReviewOn: "2025-01-01" },
      ],
      ["appendObservation", INDICATOR, { period: { edtf: "2023" }, value: 81.5, sampleSize: 1000 }],
    ] as const) {
      expect((await desk.one({ action, id, input })).status, action).toBe("CHANGED");
    }
  });

  test("a follow-up that is known by its id cannot say something else", async () => {
    const content = contentOf(
      await desk.one({ action: "update", kind: "Recommendation", id: RECOMMENDATION, version: "ANY", input: {} }),
    );
    const [known] = content["followUps"] as Record<string, unknown>[];
    const same = await desk.one({ action: "appendFollowUp", id: RECOMMENDATION, input: known });
    expect(same.status).toBe("UNCHANGED");
    const other = await desk.one({
      action: "appendFollowUp",
      id: RECOMMENDATION,
      input: { ...known, actor: "Another" },
    });
    expect(other.problems).toMatchObject([{ field: "", code: "APPEND_ONLY" }]);
  });

  test("a follow-up names a measure that there is, and an id that is free", async () => {
    const input = {
      id: "sample-follow-up-1",
      measure: "R1.3",
      actor: "Zone",
      action: { NL: "x" },
      date,
      status: "LIMITED",
    };
    const outcome = await desk.one({ action: "appendFollowUp", id: RECOMMENDATION, input });
    expect(outcome.problems).toMatchObject([
      { field: "measure", code: "MEASURE_UNKNOWN", mend: "Did you mean R1.1?" },
      { field: "", code: "APPEND_ONLY" },
    ]);
    const { id = "" } = await desk.one({
      action: "create",
      kind: "Recommendation",
      input: { title: { NL: "Andere" } },
    });
    const { measure: _none, ...elsewhere } = input;
    expect((await desk.one({ action: "appendFollowUp", id, input: elsewhere })).problems).toMatchObject([
      { field: "id", code: "ID_TAKEN" },
    ]);
  });

  test("measures are changed as a tree; one that follow-ups are about stays", async () => {
    const content = contentOf(
      await desk.one({
        action: "update",
        kind: "Recommendation",
        id: RECOMMENDATION,
        version: "ANY",
        input: {},
      }),
    );
    const [first, second] = content["measures"] as [Record<string, unknown>, Record<string, unknown>];
    const due = { dueOn: "2030-06-30", responsible: "Lokale politie" };
    const third = { ref: "R1.3", text: { original: "NL", NL: "Derde" }, weight: 0.5, ...due };
    const moved = [second, { ...third, measures: [first] }];
    const outcome = await desk.one({
      action: "update",
      kind: "Recommendation",
      id: RECOMMENDATION,
      version: "ANY",
      input: { measures: moved },
    });
    expect(outcome.after?.content["measures"]).toEqual(moved);
    const without = await desk.one({
      action: "update",
      kind: "Recommendation",
      id: RECOMMENDATION,
      version: "ANY",
      input: { measures: [] },
    });
    expect(codes(without)).toEqual(["MEASURE_IN_USE", "MEASURE_IN_USE"]);
    const cycle = [
      {
        ref: "A",
        text: { NL: "a" },
        measures: [{ ref: "B", text: { NL: "b" }, measures: [{ ref: "A", text: { NL: "a" } }] }],
      },
    ];
    const refused = await desk.one({
      action: "create",
      kind: "Recommendation",
      input: { title: { NL: "x" }, measures: cycle },
    });
    expect(refused.problems).toMatchObject([{ field: "measures.0.measures.0.measures.0.ref", code: "MEASURE_CYCLE" }]);
  });
});

test("another partner's record, another kind and an unknown id are refused", async () => {
  expect(codes(await desk.one({ action: "withdraw", id: "cps:event:x", version: 1 }))).toEqual(["FOREIGN_RECORD"]);
  expect(codes(await desk.one({ action: "update", kind: "Event", id: INDICATOR, version: 1, input: {} }))).toEqual([
    "WRONG_KIND",
  ]);
  expect(codes(await desk.one({ action: "withdraw", id: "sample:event:none", version: 1 }))).toEqual([
    "RECORD_UNKNOWN",
  ]);
  expect(codes(await desk.one({ action: "withdraw", id: "Sample", version: 1 }))).toEqual(["BAD_ID"]);
  expect(codes(await desk.one({ action: "appendResponse", id: INDICATOR, input: {} }))).toEqual(["WRONG_KIND"]);
});
