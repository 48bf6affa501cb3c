import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DESK_SQL } from "../../src/storage/migrations/desk-audit.js";
import { NUMBERED_AUDIT_SQL } from "../../src/storage/migrations/numbered-audit.js";
import { samplePartner } from "../support/sample-partner.js";
import { type DeskUnderTest, startDeskUnderTest } from "./ask-desk.js";

let desk: DeskUnderTest;
let serving: pg.Client;
let id: string;
beforeAll(async () => {
  desk = await startDeskUnderTest(samplePartner());
  serving = new pg.Client({ connectionString: desk.servingUrl });
  await serving.connect();
  const input = { title: { NL: "Onuitwisbaar" }, kind: "OTHER" };
  id = (await desk.mutate("createEvent", { input: ["EventInput!", input] })).record?.id ?? "";
});
afterAll(async () => {
  await serving?.end();
  await desk?.stop();
});

const BREACHES = [
  "update desk_audit set subject = 'somebody else'",
  "update desk_audit set before = null, after = null, blanked_at = now()",
  "update desk_audit set action = action",
  "delete from desk_audit",
  "truncate desk_audit",
  "insert into desk_audit select * from desk_audit on conflict (seq) do update set subject = 'x'",
];

describe("the audit trail takes no changes", () => {
  test.each(BREACHES)("by the role that serves: %s", async (sql) => {
    await expect(serving.query(sql)).rejects.toMatchObject({
      message: expect.stringMatching(/permission denied/),
    });
  });

  test.each(BREACHES)("by the role that owns it: %s", async (sql) => {
    await expect(desk.sql(sql)).rejects.toMatchObject({
      message: expect.stringMatching(/never changed or removed|get their number/),
    });
  });

  test.each([
    "alter table desk_audit disable trigger all",
    "drop trigger refuse_change on desk_audit",
    "drop table desk_audit",
    "create or replace function refuse_audit_change() returns trigger language sql as 'select null'",
  ])("nor does the role that serves get past its guards: %s", async (sql) => {
    await expect(serving.query(sql)).rejects.toMatchObject({
      message: expect.stringMatching(/must be owner|permission denied/),
    });
  });

  test("the role that serves cannot blank entries of a record that is there", async () => {
    await expect(serving.query("select desk_blank_audit($1)", [id])).rejects.toThrow("never changed or removed");
    const [entry] = await desk.sql<{ after: unknown }>("select after from desk_audit where record_id = $1", [id]);
    expect(entry?.after).toMatchObject({ content: { title: { NL: "Onuitwisbaar" } } });
  });

  test.each([
    "update record_change set withdrawn = true, erased_at = now() where id = $1",
    "insert into record_change select id, kind, seq + 100000, xid, true, now(), 0 from record_change where id = $1 limit 1",
  ])("nor by calling such a record erased: %s", async (sql) => {
    await expect(serving.query(sql, [id])).rejects.toThrow("is still here");
    expect(await blanked(id)).toEqual([false]);
  });

  test("nor by tables of a session that stand before the true ones", async () => {
    const [place] = await desk.sql<{ database: string; role: string }>(
      "select current_database() as database, $1 as role",
      [decodeURIComponent(new URL(desk.servingUrl).username)],
    );
    await desk.sql(`grant temporary on database "${place?.database}" to "${place?.role}"`);
    await serving.query("create temporary table record_change (id text, erased_at timestamptz)");
    try {
      await serving.query("insert into record_change values ($1, now())", [id]);
      await serving.query("create temporary table event (id text)");
      await expect(serving.query("select desk_blank_audit($1)", [id])).rejects.toThrow("never changed or removed");
      await expect(
        serving.query("update public.record_change set withdrawn = true, erased_at = now() where id = $1", [id]),
      ).rejects.toThrow("is still here");
    } finally {
      await serving.query("discard temporary");
    }
    expect(await blanked(id)).toEqual([false]);
  });

  test.each([
    "update record_change set erased_at = null where id = $1",
    "update record_change set id = id || '-2' where id = $1",
    "delete from record_change where id = $1",
  ])("and what is erased stays so: %s", async (sql) => {
    const input = { title: { NL: "Gewist" }, kind: "OTHER" };
    const { record } = await desk.mutate("createEvent", { input: ["EventInput!", input] });
    await desk.mutate("eraseRecord", { id: ["ID!", record?.id], version: ["Int!", 1] });
    await expect(serving.query(sql, [record?.id])).rejects.toThrow("was erased, and stays so");
  });
});

const FORGED = "'forger', 'https://issuer.test', '{}', 'update', 'sample:event:forged', 'Event', 1, 'r', 'DESK'";
const COLUMNS = "subject, issuer, roles, action, record_id, kind, version, request_id, source";

describe("the database says when an entry was written, and as which", () => {
  test.each([
    `insert into desk_audit (seq, ${COLUMNS}) overriding system value values (-7, ${FORGED})`,
    `insert into desk_audit (seq, ${COLUMNS}) overriding system value values (1000000, ${FORGED})`,
    "select setval(pg_get_serial_sequence('desk_audit', 'seq'), 1000000)",
    "select nextval(pg_get_serial_sequence('desk_audit', 'seq'))",
  ])("so that the role that serves may not %s", async (sql) => {
    await expect(serving.query(sql)).rejects.toThrow(/get their number from the database|permission denied/);
  });

  test("whatever time an entry comes with, and whether it calls itself blanked", async () => {
    const { rows } = await serving.query(
      `insert into desk_audit (at, blanked_at, ${COLUMNS}) values ('2020-01-01', '2020-01-02', ${FORGED})
       returning seq = (select max(seq) + 1 from desk_audit) as next, at > now() - interval '1 minute' as recent, blanked_at`,
    );
    expect(rows).toEqual([{ next: true, recent: true, blanked_at: null }]);
  });

  test("one number after the other", async () => {
    const numbers = await desk.sql<{ seq: string }>("select seq from desk_audit order by seq");
    const event = { input: ["EventInput!", { title: { NL: "Volgende" }, kind: "OTHER" }] } as const;
    await desk.mutate("createEvent", event);
    const [{ last } = { last: "" }] = await desk.sql<{ last: string }>("select max(seq) as last from desk_audit");
    expect(Number(last)).toBe(Number(numbers.at(-1)?.seq) + 1);
  });
});

test("a trail that was kept before goes on with its numbers, and keeps its times", async () => {
  await desk.sql("create schema earlier; set search_path to earlier");
  try {
    await desk.sql(`create table record_change (id text, erased_at timestamptz); ${DESK_SQL}`);
    const add = `insert into desk_audit (at, ${COLUMNS}) values ('2020-01-01', ${FORGED})`;
    for (let entry = 1; entry <= 3; entry += 1) await desk.sql(add);
    await desk.sql(NUMBERED_AUDIT_SQL);
    await desk.sql(add);
    expect(await desk.sql("select seq, at < '2021-01-01' as old from desk_audit order by seq")).toEqual([
      { seq: "1", old: true },
      { seq: "2", old: true },
      { seq: "3", old: true },
      { seq: "4", old: false },
    ]);
  } finally {
    await desk.sql("reset search_path; drop schema earlier cascade");
  }
});

async function blanked(of: string): Promise<boolean[]> {
  const sql = "select blanked_at is not null as blanked from desk_audit where record_id = $1";
  return (await desk.sql<{ blanked: boolean }>(sql, [of])).map((entry) => entry.blanked);
}

test("an entry says who, when, what, before and after", async () => {
  const query = `query ($id: ID!) { audit(recordId: $id, first: 1) { totalCount pageInfo { hasNextPage } nodes {
    at subject issuer roles action recordId recordKind version before after requestId idempotencyKey source blankedAt changes { field before after } } } }`;
  const { data } = await desk.askDesk(query, { id });
  expect(data).toMatchObject({
    audit: {
      totalCount: 1,
      pageInfo: { hasNextPage: false },
      nodes: [
        {
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
          subject: "editor-1",
          issuer: desk.issuers.settings.users?.issuer,
          roles: ["partner:SAMPLE:editor"],
          action: "create",
          recordId: id,
          recordKind: "Event",
          version: 1,
          before: null,
          after: { id, version: 1, content: { title: { NL: "Onuitwisbaar" } } },
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          idempotencyKey: null,
          source: "DESK",
          blankedAt: null,
          changes: expect.arrayContaining([{ field: "title.NL", before: null, after: "Onuitwisbaar" }]),
        },
      ],
    },
  });
});

test("an erased record leaves who, when and what was done, and no text", async () => {
  const input = {
    title: { NL: "Persoonsgegeven" },
    kind: "OTHER",
    speakers: ["Iemand"],
    // Warned of, so that it stands in what was answered.
    organisers: ["SAMPLE", "BUREAU_PERSOON"],
  };
  const { record } = await desk.mutate("createEvent", {
    input: ["EventInput!", input],
    idempotencyKey: ["String", "key-of-erased"],
  });
  await desk.mutate("eraseRecord", { id: ["ID!", record?.id], version: ["Int!", 1] });
  const entries = await desk.sql(
    "select action, subject, version, before, after, blanked_at is not null as blanked from desk_audit where record_id = $1 order by seq",
    [record?.id],
  );
  expect(entries).toEqual([
    { action: "create", subject: "editor-1", version: 1, before: null, after: null, blanked: true },
    { action: "erase", subject: "editor-1", version: 1, before: null, after: null, blanked: false },
  ]);
  const shown = await desk.askDesk(`query ($id: ID!) { audit(recordId: $id) { nodes { blankedAt after } } }`, {
    id: record?.id,
  });
  expect(shown.data).toMatchObject({
    audit: { nodes: [{ blankedAt: null }, { blankedAt: expect.any(String), after: null }] },
  });
  const tables = await desk.sql<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  );
  for (const { name } of tables) {
    expect(JSON.stringify(await desk.sql(`select to_jsonb(t)::text from "${name}" t`)), name).not.toMatch(
      /Persoonsgegeven|Iemand|BUREAU_PERSOON/,
    );
  }
  const again = await desk.mutate("createEvent", {
    input: ["EventInput!", input],
    idempotencyKey: ["String", "key-of-erased"],
  });
  expect(again).toMatchObject({ replayed: true, record: null, status: "CREATED", warnings: [] });
});

test("a record that is erased in psql loses its texts in the audit trail too", async () => {
  const input = { title: { NL: "Gewist in psql" }, kind: "OTHER" };
  const { record } = await desk.mutate("createEvent", { input: ["EventInput!", input] });
  await desk.sql("select segpol_erase_record($1)", [record?.id]);
  expect(await desk.sql("select after from desk_audit where record_id = $1", [record?.id])).toEqual([{ after: null }]);
});
