import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ANYBODY, type Viewer } from "../../src/catalogue/database/visibility.js";
import { syncPartners } from "../../src/catalogue/write/source-writer.js";
import { generateRecords } from "./support/generate.js";
import { PARTNERS } from "./support/graph.js";
import { startHub, type TestHub } from "./support/hub.js";
import { modelRecord } from "./support/model.js";
import { createRandom } from "./support/random.js";

const START = new Date("2022-06-15T10:00:00.000Z");
const seconds = (count: number): Date => new Date(START.getTime() + count * 1_000);

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => {
  await hub.db.deleteFrom("partner").execute();
  await hub.db.updateTable("history").set({ at: "-infinity", kept_from: null }).execute();
  await syncPartners(hub.db, PARTNERS, START);
  hub.now = START;
});
afterAll(async () => await hub.stop());

interface Change {
  at: string;
  kind: string;
  recordId: string;
  record: { id: string; title: string } | null;
  version: number;
  fields: string[];
}

interface Page {
  totalCount: number;
  nodes: Change[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  sources: { partner: { code: string } }[];
}

async function changes(
  given: Record<string, unknown> = {},
  at: Date | null = null,
  viewer: Viewer = ANYBODY,
): Promise<Page> {
  const { data, errors } = await hub.ask<{ changes: Page }>(
    `query ($since: DateTime!, $filter: RecordFilter, $first: Int, $after: String) {
      changes(since: $since, filter: $filter, first: $first, after: $after) {
        totalCount nodes { at kind recordId record { id title } version fields }
        pageInfo { hasNextPage hasPreviousPage endCursor } sources { partner { code } }
      }
    }`,
    { since: START.toISOString(), first: 100, ...given },
    { at, viewer },
  );
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${String(code)} ${message}`).join("\n"));
  return data.changes;
}

const inShort = ({ nodes }: Page): string[] => nodes.map(({ kind, recordId }) => `${kind} ${recordId}`);
const titled = (NL: string) => ({ title: { original: "NL", NL } as const });

describe("changes", () => {
  test("tell what became of a record, with the fields that differ", async () => {
    const id = "cps:event:a";
    hub.now = seconds(-10);
    await hub.index([modelRecord("cpl:event:s")]);
    hub.now = START;
    await hub.index([modelRecord(id, titled("Eerste"))]);
    hub.now = seconds(10);
    await hub.index([
      modelRecord(id, {
        title: { original: "NL", NL: "Tweede" },
        themes: ["TRUST"],
        links: [{ rel: "series", id: "cpl:event:s" }],
        updatedAt: hub.now.toISOString(),
      }),
    ]);
    hub.now = seconds(20);
    await hub.index([
      modelRecord(id, {
        title: { original: "NL", NL: "Tweede", FR: "Deuxième" },
        themes: ["TRUST"],
        links: [{ rel: "series", id: "cpl:event:s" }],
      }),
    ]);
    expect((await changes()).nodes.map(({ at, kind, fields, record }) => [at, kind, fields, record?.title])).toEqual([
      [seconds(0).toISOString(), "CREATED", [], "Tweede"],
      [seconds(10).toISOString(), "UPDATED", ["title", "themes", "series"], "Tweede"],
      [seconds(20).toISOString(), "UPDATED", ["title", "languages"], "Tweede"],
    ]);
    hub.now = seconds(30);
    await hub.withdraw(id);
    const { nodes } = await changes();
    expect(nodes.map(({ record }) => record)).toEqual([null, null, null, null]);
    expect(nodes.at(-1)).toEqual({
      at: seconds(30).toISOString(),
      kind: "WITHDRAWN",
      recordId: id,
      record: null,
      version: 3,
      fields: [],
    });
  });

  test("begin at the instant asked, and end at the one as of which is asked", async () => {
    for (const [index, name] of ["a", "b", "c"].entries()) {
      hub.now = seconds(index * 10);
      await hub.index([modelRecord(`cps:event:${name}`)]);
    }
    hub.now = seconds(30);
    await hub.withdraw("cps:event:b");
    hub.now = seconds(40);
    expect(inShort(await changes({ since: seconds(10).toISOString() }))).toEqual([
      "CREATED cps:event:b",
      "CREATED cps:event:c",
      "WITHDRAWN cps:event:b",
    ]);
    const earlier = await changes({ since: seconds(10).toISOString() }, seconds(25));
    expect(inShort(earlier)).toEqual(["CREATED cps:event:b", "CREATED cps:event:c"]);
    expect(earlier.nodes.map(({ record }) => record?.id)).toEqual(["cps:event:b", "cps:event:c"]);
    expect(earlier.totalCount).toBe(2);
  });

  test("are paged, each once, the newest last, and go on after the last cursor with what came since", async () => {
    const random = createRandom(5);
    const pool = generateRecords(21, 3).map((record) => ({ ...record, visibility: "PUBLIC" }));
    const expected: string[] = [];
    const live = new Map<string, number>();
    for (let step = 0; step < 60; step += 1) {
      hub.now = seconds(step);
      const record = random.pick(pool);
      if (live.has(record.id) && random.chance(0.4)) {
        await hub.withdraw(record.id);
        expected.push(`WITHDRAWN ${record.id}`);
        live.delete(record.id);
      } else {
        await hub.index([{ ...record, title: { original: "NL", NL: `Stap ${step}` } }]);
        expected.push(`${live.has(record.id) ? "UPDATED" : "CREATED"} ${record.id}`);
        live.set(record.id, step);
      }
    }
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Page = await changes({ first: 7, after });
      expect(page.totalCount).toBe(60);
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      seen.push(...inShort(page));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(expected);
    hub.now = seconds(100);
    await hub.index([modelRecord("gent:event:new")]);
    expect(inShort(await changes({ first: 7, after }))).toEqual(["CREATED gent:event:new"]);
  });

  test("of what a viewer may not see do not leak, and what comes into view or leaves it says so", async () => {
    const id = "cps:event:a";
    await hub.index([
      modelRecord(id, { ...titled("Geheim een"), visibility: "CABINET" }),
      modelRecord("cps:event:b", { visibility: "PARTNERS" }),
    ]);
    hub.now = seconds(10);
    await hub.index([modelRecord(id, { ...titled("Geheim twee"), visibility: "CABINET" })]);
    await hub.withdraw("cps:event:b");
    expect(await changes()).toMatchObject({ totalCount: 0, nodes: [] });
    hub.now = seconds(20);
    await hub.index([modelRecord(id, { ...titled("Open"), updatedAt: "2022-06-15T10:00:20.000Z" })]);
    hub.now = seconds(30);
    await hub.index([modelRecord(id, { ...titled("Weer geheim"), visibility: "CABINET" })]);
    hub.now = seconds(40);
    await hub.withdraw(id);
    // What it said while it was open is hidden with it; that it went is for whoever has seen it.
    const gone = {
      at: seconds(30).toISOString(),
      kind: "WITHDRAWN",
      recordId: id,
      record: null,
      version: 3,
      fields: [],
    };
    expect((await changes()).nodes).toEqual([gone]);
    expect(await changes({ filter: { text: "open" } })).toMatchObject({ totalCount: 1, nodes: [gone] });
    expect(await changes({ filter: { text: "iets anders" } })).toMatchObject({ totalCount: 1, nodes: [gone] });
    expect(await changes({ filter: { partners: ["CPL"] } })).toMatchObject({ totalCount: 0 });
    expect(await changes({}, seconds(25))).toMatchObject({ totalCount: 0 });
  });

  test("of a record that was hidden as it went, or after, say that it went, and nothing of what it said", async () => {
    const id = "cps:event:a";
    const STAFF: Viewer = { partners: true, cabinet: false, own: ["CPL"] };
    const CABINET: Viewer = { partners: true, cabinet: true, own: [] };
    const title = async (viewer?: Viewer) =>
      (
        await hub.ask<{ record: { title: string } | null }>(
          `{ record(id: "${id}") { title } }`,
          {},
          { at: seconds(5), ...(viewer && { viewer }) },
        )
      ).data.record?.title;
    const views = async () => {
      const viewers = [undefined, STAFF, CABINET];
      return await Promise.all(
        viewers.map(async (viewer) => [await title(viewer), inShort(await changes({}, null, viewer))] as const),
      );
    };
    const hidden = [undefined, [`WITHDRAWN ${id}`]];
    const shown = ["Open", [`CREATED ${id}`, `WITHDRAWN ${id}`]];
    hub.now = seconds(2);
    await hub.index([modelRecord(id, titled("Open"))]);
    hub.now = seconds(10);
    await hub.withdraw(id, "CABINET");
    expect(await views()).toEqual([hidden, hidden, shown]);
    hub.now = seconds(20);
    await hub.withdraw(id, "PUBLIC");
    expect(await views()).toEqual([shown, shown, shown]);
    hub.now = seconds(30);
    await hub.withdraw(id, "PARTNERS");
    expect(await views()).toEqual([hidden, shown, shown]);
    hub.now = seconds(40);
    await hub.withdraw(id, "CABINET");
    expect(await views()).toEqual([hidden, hidden, shown]);
    expect((await changes()).nodes).toMatchObject([{ at: seconds(10).toISOString(), version: 1, fields: [] }]);
    hub.now = seconds(50);
    await hub.withdraw(id);
    expect(await views()).toEqual([hidden, hidden, shown]);
  });

  test("tell that a record was withdrawn when it comes back hidden", async () => {
    const id = "cps:event:a";
    await hub.index([modelRecord(id, titled("Open"))]);
    hub.now = seconds(10);
    await hub.withdraw(id);
    hub.now = seconds(20);
    await hub.index([modelRecord(id, { ...titled("Geheim"), visibility: "CABINET" })]);
    expect(inShort(await changes())).toEqual([`WITHDRAWN ${id}`]);
  });

  test("say no more of a link than whoever asks sees of its other end", async () => {
    hub.now = seconds(-10);
    await hub.index([
      modelRecord("cpl:event:open"),
      modelRecord("cpl:event:hidden", { visibility: "CABINET" }),
      modelRecord("cps:event:a"),
    ]);
    hub.now = seconds(10);
    await hub.index([modelRecord("cps:event:a", { links: [{ rel: "series", id: "cpl:event:hidden" }] })]);
    hub.now = seconds(20);
    await hub.index([modelRecord("cps:event:a", { links: [{ rel: "series", id: "cpl:event:open" }] })]);
    const fields = async (viewer?: Viewer) => (await changes({}, null, viewer)).nodes.map((each) => each.fields);
    expect(await fields()).toEqual([[], ["series"]]);
    expect(await fields({ partners: true, cabinet: false, own: ["CPS"] })).toEqual([[], ["series"]]);
    expect(await fields({ partners: true, cabinet: false, own: ["CPL"] })).toEqual([["series"], ["series"]]);
  });

  test("are filtered by the record as it was after the change, or before it went", async () => {
    await hub.index([
      modelRecord("cps:event:a", { themes: ["TRUST"] }),
      modelRecord("cpl:publication:b", { themes: ["TRUST"] }),
      modelRecord("gent:event:c", { ...titled("Recherche") }),
    ]);
    hub.now = seconds(10);
    await hub.index([modelRecord("cps:event:a", { themes: ["TECHNOLOGY"] })]);
    await hub.withdraw("cpl:publication:b");
    const by = async (filter: object): Promise<string[]> => inShort(await changes({ filter }));
    expect(await by({ themes: ["TRUST"] })).toEqual([
      "CREATED cps:event:a",
      "CREATED cpl:publication:b",
      "WITHDRAWN cpl:publication:b",
    ]);
    expect(await by({ themes: ["TECHNOLOGY"] })).toEqual(["UPDATED cps:event:a"]);
    expect(await by({ recordKinds: ["PUBLICATION"] })).toHaveLength(2);
    expect(await by({ text: "recherche" })).toEqual(["CREATED gent:event:c"]);
    const ofGent = await changes({ filter: { partners: ["GENT"] } });
    expect(inShort(ofGent)).toEqual(["CREATED gent:event:c"]);
    expect(ofGent.sources).toEqual([{ partner: { code: "GENT" } }]);
  });

  test.each([
    [{ since: "yesterday" }, /BAD_USER_INPUT since: Expected an RFC 3339 instant/],
    [{ since: "0000-01-01T00:00:00Z" }, /BAD_USER_INPUT since: Expected an RFC 3339 instant in the years 0001 to 9999/],
    [
      { since: "9999-12-31T23:59:59-23:59" },
      /BAD_USER_INPUT since: Expected an RFC 3339 instant in the years 0001 to 9999/,
    ],
    [{ first: 0 }, /BAD_USER_INPUT Expected first from 1 to 100; got 0/],
    [{ first: 101 }, /BAD_USER_INPUT Expected first from 1 to 100; got 101/],
    [{ after: "nonsense" }, /BAD_USER_INPUT Expected after to be a cursor of changes/],
    [{ filter: { themes: ["NONE"] } }, /BAD_USER_INPUT Expected filter.themes/],
  ])("asked for with %o are refused with what was expected", async (given, message) => {
    await expect(changes(given)).rejects.toThrow(message);
  });
});
