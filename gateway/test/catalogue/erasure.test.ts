import { graphql } from "graphql";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCatalogue } from "../../src/catalogue/catalogue.js";
import { createHubDatabase, migrateHubDatabase } from "../../src/catalogue/database/database.js";
import { createHubReaders } from "../../src/catalogue/database/readers.js";
import { pruneHistory, startHistoryPruning } from "../../src/catalogue/history/prune-history.js";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { ANYBODY, type Viewer } from "../../src/catalogue/database/visibility.js";
import { syncPartners } from "../../src/catalogue/write/source-writer.js";
import { migrateUpTo } from "./support/earlier-database.js";
import { CATALOGUE_SDL, PARTNERS } from "./support/graph.js";
import { startHub, type TestHub } from "./support/hub.js";
import { modelRecord } from "./support/model.js";
import { page as harvestPage } from "./support/pages.js";

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

const id = "cps:event:a";
const titled = (NL: string) => modelRecord(id, { title: { original: "NL", NL }, updatedAt: START.toISOString() });

/** Where the words of a public event stand. */
const TABLES_WITH_TEXTS = [
  "public.public_listing",
  "public.public_listing_event",
  "public.record",
  "public.record_version",
];

/** Tables with a row that has the text in it, in whatever column. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(hub.db);
  const found: string[] = [];
  for (const { name } of rows) {
    const hit = await sql`select from ${sql.raw(name)} as entry where entry::text ilike ${`%${text}%`} limit 1`.execute(
      hub.db,
    );
    if (hit.rows.length > 0) found.push(name);
  }
  return found.toSorted();
}

interface Answer {
  record: { id: string; title: string } | null;
  records: { totalCount: number };
  changes: { nodes: { kind: string; recordId: string; version: number; fields: string[]; record: null }[] };
}
const ask = async (at: Date | null = null): Promise<Answer> =>
  (
    await hub.ask<Answer>(
      `{ record(id: "${id}") { id title } records(filter: { text: "naam" }) { totalCount }
         changes(since: "${START.toISOString()}") { nodes { kind recordId version fields record { id } } } }`,
      {},
      { at },
    )
  ).data;

describe("an erased record", () => {
  test("leaves nothing of what it said in any version, only its id and dates", async () => {
    const other = modelRecord("cpl:event:b", { links: [{ rel: "series", id }] });
    await hub.index([titled("Naam Zonderling"), other]);
    hub.now = seconds(10);
    await hub.index([
      { ...titled("Naam Zonderling, verbeterd"), themes: ["TRUST"], links: [{ rel: "series", id: other.id }] },
    ]);
    hub.now = seconds(20);
    expect(await tablesWith("zonderling")).toEqual(TABLES_WITH_TEXTS);
    expect((await ask(seconds(5))).record?.title).toBe("Naam Zonderling");

    await hub.erase(id);
    hub.now = seconds(30);
    expect(await tablesWith("zonderling")).toEqual([]);
    for (const at of [null, seconds(5), seconds(15)]) {
      const { record, records } = await ask(at);
      expect(record).toBeNull();
      expect(records.totalCount).toBe(0);
    }
    const about = (await ask()).changes.nodes.filter(({ recordId }) => recordId === id);
    expect(about.at(-1)).toEqual({ kind: "WITHDRAWN", recordId: id, version: 2, fields: [], record: null });
    const kept = await hub.db
      .selectFrom("record_version")
      .select(["id", "type_name", "content", "texts", "known_from", "known_to"])
      .where("id", "=", id)
      .orderBy("known_from")
      .execute();
    expect(kept).toEqual([
      { id, type_name: "CpsEvent", content: {}, texts: {}, known_from: START, known_to: seconds(10) },
      { id, type_name: "CpsEvent", content: {}, texts: {}, known_from: seconds(10), known_to: seconds(20) },
    ]);
    expect(await hub.db.selectFrom("link_version").select("source").execute()).toEqual([{ source: other.id }]);
  });

  test("that had been withdrawn long before loses its versions all the same, and what was quarantined of it", async () => {
    await hub.index([titled("Naam Zonderling")]);
    hub.now = seconds(10);
    await hub.withdraw(id);
    await hub.db
      .insertInto("set_aside")
      .values({
        record: id,
        partner: "CPS",
        code: "INVALID_FIELD",
        expected: "a name",
        got: "Zonderling",
        mend: "Mend it.",
        since: START.toISOString(),
      })
      .execute();
    hub.now = seconds(20);
    await hub.erase(id);
    expect(await tablesWith("zonderling")).toEqual([]);
    expect((await ask()).changes.nodes.map(({ kind }) => kind)).toEqual(["CREATED", "WITHDRAWN"]);
  });

  test("is its owner's to erase, and nobody else's", async () => {
    await hub.index([titled("Naam Zonderling")]);
    const page = { records: [], withdrawn: [], cursor: "c", epoch: "e", asOf: START.toISOString(), hasMore: false };
    await applyPage(hub.db, "CPL", { ...page, erased: [id] }, seconds(10));
    expect((await ask()).record?.title).toBe("Naam Zonderling");
  });
});

/** What its owner does not say who may see. */
const unreadable = (record: string) =>
  ({
    id: record,
    code: "UNREADABLE",
    finding: { field: null, expected: "a record", got: "an error", mend: "Mend it." },
  }) as const;

const CABINET: Viewer = { partners: true, cabinet: true, own: [] };

/** Records with their details, by their ids. */
async function details(ids: readonly string[], viewer: Viewer = ANYBODY, at: Date | null = null) {
  const context = hub.catalogue.createContext({ viewer, at });
  const found = await Promise.all(ids.map((each) => context.catalogue.records.byId(each, new Set(["topics"]))));
  return found.flatMap((row) => (row?.details ? [{ row, details: row.details, context }] : []));
}

describe("a record's details", () => {
  const about = (NL: string) => ({ ...titled(NL), summary: { original: "NL", NL } }) as const;

  test("are what its owner answered, as of then", async () => {
    await hub.index([about("Eerste")], seconds(-1).toISOString());
    hub.now = seconds(10);
    await hub.index([about("Tweede")], seconds(9).toISOString());
    const then = await details([id, "cps:event:none"], ANYBODY, seconds(5));
    expect(then.map(({ row }) => [row.id, row.type_name, row.card_texts["summary"]])).toEqual([
      [id, "CpsEvent", { original: "NL", NL: "Eerste" }],
    ]);
    expect((await then[0]?.context.catalogue.states())?.get("CPS")?.asOf).toEqual(seconds(-1));
    const now = await details([id]);
    expect(now.map(({ row }) => row.card_texts["summary"])).toEqual([{ original: "NL", NL: "Tweede" }]);
    expect((await now[0]?.context.catalogue.states())?.get("CPS")?.asOf).toEqual(seconds(9));
  });

  test("are told to those alone who may see the record, whoever asked before", async () => {
    await hub.index([{ ...titled("Geheim"), visibility: "CABINET" }]);
    const partner = (own: string): Viewer => ({ ...ANYBODY, partners: true, own: [own] });
    for (const [viewer, count] of [
      [ANYBODY, 0],
      [CABINET, 1],
      [ANYBODY, 0],
      [partner("CPL"), 0],
      [partner("CPS"), 1],
    ] as const)
      expect(await details([id], viewer)).toHaveLength(count);
  });

  test("go with the record: what is hidden, withdrawn or erased is answered to nobody from memory", async () => {
    await hub.index([titled("Open")]);
    expect(await details([id])).toHaveLength(1);
    await applyPage(hub.db, "CPS", harvestPage({ unread: [unreadable(id)] }), hub.now);
    expect(await details([id])).toHaveLength(0);
    expect(await details([id], CABINET)).toHaveLength(1);
    await hub.erase(id);
    expect(await details([id], CABINET)).toHaveLength(0);
  });
});

describe("retention", () => {
  test("removes what was no longer current, keeps the rest, and refuses what it can no longer answer whole", async () => {
    await hub.index([titled("Eerste"), modelRecord("cpl:event:old", { links: [{ rel: "series", id }] })]);
    hub.now = seconds(10);
    await hub.index([titled("Tweede")], seconds(10).toISOString());
    hub.now = seconds(20);
    await hub.index([titled("Derde")], seconds(20).toISOString());
    hub.now = seconds(30);
    // One version; what was said of its source is one row.
    expect(await pruneHistory(hub.db, seconds(15))).toBe(1);
    const { data } = await hub.ask(`{ record(id: "${id}") { title } }`, {}, { at: seconds(16) });
    expect(data).toEqual({ record: { title: "Tweede" } });
    expect(await tablesWith("Eerste")).toEqual([]);
    expect(await hub.db.selectFrom("link_version").selectAll().execute()).toHaveLength(1);
    const { errors } = await hub.ask("{ records { totalCount } }", {}, { at: seconds(14) });
    expect(errors).toEqual([
      {
        code: "BAD_USER_INPUT",
        message:
          "Expected Accept-Datetime at or after 2022-06-15T10:00:15.000Z, since when the hub keeps every version; got 2022-06-15T10:00:14.000Z.",
      },
    ]);
    const since = await hub.ask('{ changes(since: "2022-06-15T10:00:14Z") { totalCount } }');
    expect(since.errors).toEqual([
      expect.objectContaining({
        code: "BAD_USER_INPUT",
        message: expect.stringMatching(/^Expected since at or after/),
      }),
    ]);
  });

  test("works through more than one statement's worth", async () => {
    await sql`
      insert into link_version (partner, source, rel, target, position, known_from, known_to)
      select 'CPS', 'cps:event:' || n, 'series', 'cps:event:s', 0, '2022-01-01', '2022-01-02'
      from generate_series(1, 2500) as n`.execute(hub.db);
    expect(await pruneHistory(hub.db, START)).toBe(2_500);
  });

  test("happens by itself after the days that are kept, and not at all when there are none", async () => {
    await hub.index([titled("Eerste")]);
    hub.now = seconds(10);
    await hub.index([titled("Tweede")]);
    const onError = (error: unknown): never => {
      throw error;
    };
    await startHistoryPruning({ db: hub.db, days: 0, onError }).stop();
    expect(await tablesWith("Eerste")).not.toEqual([]);
    const pruning = startHistoryPruning({ db: hub.db, days: 1, onError });
    while ((await tablesWith("Eerste")).length > 0);
    await pruning.stop();
    expect(await tablesWith("Tweede")).toEqual(TABLES_WITH_TEXTS);
  });
});

test("records that were there before versions were kept have their first", async () => {
  const databaseUrl = await hub.newDatabase();
  const [db, readers] = [createHubDatabase(databaseUrl), createHubReaders(databaseUrl)];
  try {
    await migrateUpTo(db, "0003");
    await sql`insert into partner values ('CPS', '{}', 'CPS', 'KEY_PARTNER', null, now())`.execute(db);
    await sql`insert into source (partner, as_of) values ('CPS', '2022-01-01')`.execute(db);
    await sql`
      insert into record (id, partner, kind, type_name, visibility, languages, themes, criteria, title_original, card, card_texts,
        content, texts, words, version, updated_at, digest, epoch)
      values (${id}, 'CPS', 'Event', 'CpsEvent', 'PUBLIC', '{NL}', '{}', '{}', 'Oud', '{}', '{"title":{"original":"NL","NL":"Oud"}}',
        '{"title":"Oud"}', '{"title":{"original":"NL","NL":"Oud"}}', '', 3, '2020-01-01', 'd', 'e')`.execute(db);
    await sql`insert into link (source, rel, target, position) values (${id}, 'series', 'cpl:event:s', 0)`.execute(db);
    const before = new Date();
    await migrateHubDatabase(db);
    const clock = () => new Date(Date.now() + 60_000);
    const old = createCatalogue({ readers, partners: PARTNERS, catalogueSdl: CATALOGUE_SDL, clock });
    const titleAt = async (at: Date): Promise<unknown> => {
      const source = `{ record(id: "${id}") { title } }`;
      const { data } = await graphql({ schema: old.schema, source, contextValue: old.createContext({ at }) });
      return data?.["record"];
    };
    expect(await titleAt(new Date(Date.now() + 1_000))).toEqual({ title: "Oud" });
    expect(await titleAt(new Date(before.getTime() - 1_000))).toBeNull();
    expect(await db.selectFrom("link_version").select(["partner", "source", "target"]).execute()).toEqual([
      { partner: "CPS", source: id, target: "cpl:event:s" },
    ]);
  } finally {
    await readers.destroy();
    await db.destroy();
  }
});
