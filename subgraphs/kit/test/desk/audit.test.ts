import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DESK_SQL } from "../../src/storage/migrations/desk-audit.js";
import { NUMBERED_AUDIT_SQL } from "../../src/storage/migrations/numbered-audit.js";
import { samplePartner } from "../support/sample-partner.js";
import { applyCommands } from "../../src/desk/commands/apply-commands.js";
import { dataOf, type DeskUnderTest, startDeskUnderTest } from "./ask-desk.js";
import { openDesk } from "./support.js";

const partner = samplePartner();
let desk: DeskUnderTest;
let serving: pg.Client;
let id: string;
beforeAll(async () => {
  desk = await startDeskUnderTest(partner);
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

describe("who changed what", () => {
  const trail = async (filter: object): Promise<{ readonly name: string | null; readonly recordId: string }[]> => {
    const asked = await desk.askDesk(
      "query ($filter: AuditFilter) { audit(filter: $filter) { nodes { name recordId } } }",
      { filter },
    );
    return (dataOf(asked)["audit"] as { nodes: { name: string | null; recordId: string }[] }).nodes;
  };
  const createAs = async (name: string, slug: string): Promise<string> => {
    const { orm, scope, stop } = await openDesk(partner, desk.servingUrl);
    try {
      const actor = { ...scope.actor, subject: "editor-2", name };
      const input = { title: { NL: "Van iemand" }, type: "NEWS" };
      const command = { action: "create", kind: "Publication", id: slug, input } as const;
      const [outcome] = await applyCommands({ ...scope, em: orm.em.fork(), actor }, [command]);
      return outcome?.id ?? "";
    } finally {
      await stop();
    }
  };
  const people = async (): Promise<unknown> =>
    dataOf(await desk.askDesk("{ auditPeople { subject name } }"))["auditPeople"];

  test("has the name that a person's token says last, beside the trail, until somebody removes it", async () => {
    const first = await createAs("An Peeters", "eerste");
    expect(await trail({ subject: "editor-2" })).toEqual([{ name: "An Peeters", recordId: first }]);
    const second = await createAs("An  Janssens\u0007", "tweede");
    const both = [second, first].map((recordId) => ({ name: "An  Janssens", recordId }));
    expect(await trail({ subject: "editor-2" })).toEqual(both);
    expect(await people()).toContainEqual({ subject: "editor-2", name: "An  Janssens" });
    expect(await people()).toContainEqual({ subject: "editor-1", name: null });

    const forget = 'mutation { forgetName(subject: "editor-2") }';
    const reader = await desk.issuers.token("users", "SAMPLE", ["partner:SAMPLE:reader"]);
    expect((await desk.askDesk(forget, {}, reader)).errors[0]?.extensions["code"]).toBe("FORBIDDEN");
    expect(dataOf(await desk.askDesk(forget))).toEqual({ forgetName: true });
    expect(dataOf(await desk.askDesk(forget))).toEqual({ forgetName: false });
    expect((await trail({ subject: "editor-2" })).map(({ name }) => name)).toEqual([null, null]);
    expect(JSON.stringify(await desk.sql("select to_jsonb(t) from desk_audit t"))).not.toContain("Janssens");
  });

  test("is found by kind, day and file", async () => {
    const ids = async (filter: object): Promise<string[]> => (await trail(filter)).map(({ recordId }) => recordId);
    const day = (days: number): string => {
      const at = new Date(Date.now() + days * 86_400_000);
      return new Intl.DateTimeFormat("sv", { timeZone: "Europe/Brussels" }).format(at);
    };
    expect(await ids({ kind: "Publication" })).toEqual(["sample:publication:tweede", "sample:publication:eerste"]);
    expect(await ids({ kind: "Publication", from: day(0), to: day(0) })).toHaveLength(2);
    expect(await ids({ from: day(1) })).toEqual([]);
    expect(await ids({ to: day(-1) })).toEqual([]);
    expect(await ids({ source: "lijst.csv" })).toEqual([]);
    const content = Buffer.from("titel;soort\nUit een bestand;NEWS").toString("base64");
    const input = { fileName: "Lijst.csv", content, kind: "PUBLICATION" };
    await desk.askDesk("mutation ($input: ImportRecordsInput!) { importRecords(input: $input) { written } }", {
      input,
    });
    expect(await ids({ source: "lijst.csv" })).toHaveLength(1);
    const bad = await desk.askDesk('{ audit(filter: { from: "2026-02-31" }) { totalCount } }');
    expect(bad.errors[0]?.message).toContain("Expected a day as YYYY-MM-DD");
  });
});

test("an earlier version comes back as a new one, by today's rules, and leaves what is only ever appended", async () => {
  const original = "sample:recommendation:r1";
  const read = async () => {
    const asked = `{ record(id: "${original}") { version values ... on DeskRecommendation { followUps { id } } } }`;
    return (
      dataOf(await desk.askDesk(asked)) as {
        record: { version: number; values: Record<string, unknown>; followUps: object[] };
      }
    ).record;
  };
  const before = await read();
  const updated = await desk.mutate("updateRecommendation", {
    id: ["ID!", original],
    version: ["Int!", before.version],
    changes: [
      "RecommendationChanges!",
      {
        title: { NL: "Anders" },
        goal: null,
        dueOn: "2030-01-01",
        addressees: ["Anderen"],
        url: "https://example.org/later",
        visibility: "CABINET",
      },
    ],
  });
  expect(updated.errors).toEqual([]);
  const input = { actor: "Politie", action: { NL: "Gedaan" }, date: { edtf: "2026-01" }, status: "LIMITED" };
  await desk.mutate("appendFollowUp", { recommendation: ["ID!", original], input: ["FollowUpInput!", input] });
  const changed = await read();
  expect(changed.values["dueOn"]).toBe("2030-01-01");

  const restoreWith = (more: Readonly<Record<string, readonly [string, unknown]>>, version: number, earlier: number) =>
    desk.mutate("restoreVersion", {
      id: ["ID!", original],
      version: ["Int!", version],
      earlier: ["Int!", earlier],
      ...more,
    });
  const restore = (version: number, earlier: number) => restoreWith({}, version, earlier);
  expect((await restore(before.version, before.version)).errors[0]?.code).toBe("VERSION_CONFLICT");
  // Sent again it is answered as before, though the record would come to something else by now.
  const key = { idempotencyKey: ["String", "restore-once"] } as const;
  const once = await restoreWith(key, changed.version, before.version);
  expect([once.status, once.replayed]).toEqual(["CHANGED", false]);
  const again = await restoreWith(key, changed.version, before.version);
  expect([again.status, again.replayed, again.errors]).toEqual(["CHANGED", true, []]);
  const restored = await read();
  const withoutRows = ({ followUps: _followUps, ...values }: Record<string, unknown>) => values;
  // What was hidden since stays hidden.
  expect(withoutRows(restored.values)).toEqual(withoutRows({ ...before.values, visibility: "CABINET" }));
  expect(restored.version).toBe(changed.version + 1);
  expect(restored.followUps).toHaveLength(before.followUps.length + 1);
  expect(
    (await desk.sql<{ source: string }>("select source from desk_audit order by seq desc limit 1"))[0]?.source,
  ).toBe(`VERSION ${before.version}`);
  await expect(restore(restored.version, 99)).rejects.toThrow("the audit trail has");
  for (const [id, code] of [
    ["x", "BAD_ID"],
    [`${original}-x`, "RECORD_UNKNOWN"],
    [original.replace("sample:", "cps:"), "FOREIGN_RECORD"],
  ] as const) {
    const args = { id: ["ID!", id], version: ["Int!", 1], earlier: ["Int!", 1] } as const;
    expect((await desk.mutate("restoreVersion", args)).errors[0]?.code).toBe(code);
  }
});
