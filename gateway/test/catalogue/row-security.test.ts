import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { checkRowSecurity, createHubDatabase, migrateHubDatabase } from "../../src/catalogue/database/database.js";
import { ANYBODY, mayRead, readerSetting, type Viewer } from "../../src/catalogue/database/visibility.js";
import { createHubReaders } from "../../src/catalogue/database/readers.js";
import { migrateUpTo } from "./support/earlier-database.js";
import { startHub, type TestHub } from "./support/hub.js";
import { type ModelRecord, modelRecord } from "./support/model.js";

const VISIBILITIES = ["PUBLIC", "PARTNERS", "CABINET"] as const;
const CPS: Viewer = { partners: true, cabinet: false, own: ["CPS"] };
const CABINET: Viewer = { partners: true, cabinet: true, own: [] };
const VIEWERS: readonly Viewer[] = [
  ANYBODY,
  CPS,
  { partners: true, cabinet: false, own: ["CPL", "CPS"] },
  { partners: true, cabinet: false, own: ["GENT"] },
  CABINET,
];

/** Of each visibility one record of each of two partners, with links to all others. */
const records: ModelRecord[] = ["cps", "cpl"].flatMap((partner) =>
  VISIBILITIES.map((visibility) =>
    modelRecord(`${partner}:event:${visibility.toLowerCase()}`, {
      visibility,
      title: { original: "NL", NL: `Zeldzaam ${partner} ${visibility}` },
      links: ["cps", "cpl"].flatMap((other) =>
        VISIBILITIES.map((each) => ({ rel: "series", id: `${other}:event:${each.toLowerCase()}` })),
      ),
    }),
  ),
);

/** The rule, told once more in another way. */
function sees(viewer: Viewer, { visibility, partner }: Pick<ModelRecord, "visibility" | "partner">): boolean {
  if (visibility === "PUBLIC" || viewer.cabinet) return true;
  return visibility === "PARTNERS" ? viewer.partners : viewer.own.includes(partner);
}
const idsFor = (viewer: Viewer): string[] =>
  records
    .filter((record) => sees(viewer, record))
    .map(({ id }) => id)
    .toSorted();

/** Every table with ids of records, and the columns that name one. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  record: ["id"],
  record_version: ["id"],
  record_hidden: ["id"],
  public_listing: ["id"],
  public_listing_event: ["id"],
  closed_listing: ["id"],
  closed_listing_event: ["id"],
  gap: ["id"],
  set_aside: ["record"],
  link: ["source", "target"],
  link_version: ["source", "target"],
};

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub(records);
  await hub.db
    .insertInto("set_aside")
    .values(
      records.map(({ id, partner, visibility }) => {
        return {
          record: id,
          partner,
          visibility,
          code: "UNREADABLE",
          expected: id,
          got: id,
          mend: id,
          since: new Date().toISOString(),
        };
      }),
    )
    .execute();
});
afterAll(async () => await hub.stop());

async function idsIn(
  query: (text: string) => Promise<{ readonly rows: readonly Record<string, unknown>[] }>,
): Promise<string[]> {
  const found = new Set<string>();
  for (const [table, columns] of Object.entries(TABLES)) {
    const { rows } = await query(`select ${columns.join(", ")} from ${table}`);
    for (const row of rows) for (const column of columns) found.add(String(row[column]));
  }
  return [...found].toSorted();
}

describe("the database, asked without any condition", () => {
  test.each(VIEWERS)("gives %j what is theirs to see, whatever table is read", async (viewer) => {
    const db = hub.readers.as(viewer);
    const seen = await idsIn(async (text) => await sql.raw<Record<string, unknown>>(text).execute(db));
    expect(seen).toEqual(idsFor(viewer));
    const { rows } = await sql<{ title: string }>`select title_nl as title from record order by id`.execute(db);
    expect(rows.map(({ title }) => title)).toHaveLength(idsFor(viewer).length);
    const ofPartner = (code: string) => records.filter((each) => each.partner === code && sees(viewer, each)).length;
    for (const tally of [sql`tally`, sql`(select * from code_tally where said = '' and code = '')`]) {
      const { rows: counted } = await sql<{ partner: string; records: number }>`
        select partner, sum(records)::int as records from ${tally} as counted group by partner order by partner`.execute(
        db,
      );
      expect(counted).toEqual(["CPL", "CPS"].map((partner) => ({ partner, records: ofPartner(partner) })));
    }
  });

  test("gives what is public where nobody said who is looking", async () => {
    const client = new pg.Client({ connectionString: hub.databaseUrl });
    await client.connect();
    try {
      expect(await idsIn(async (text) => await client.query(text))).toEqual(idsFor(ANYBODY));
      // A setting that is set back is none.
      await client.query(`select set_config('segpol.reader', '{WRITER}', false)`);
      await client.query(`reset segpol.reader`);
      expect(await idsIn(async (text) => await client.query(text))).toEqual(idsFor(ANYBODY));
      await client.query(`select set_config('segpol.reader', 'nonsense', false)`);
      await expect(client.query("select id from record")).rejects.toThrow(/array/);
    } finally {
      await client.end();
    }
  });

  test("is not written by whoever reads", async () => {
    const db = hub.readers.as(CABINET);
    await expect(sql`delete from record`.execute(db)).rejects.toThrow(/read-only/);
    const client = new pg.Client({ connectionString: hub.databaseUrl });
    await client.connect();
    try {
      await client.query(`select set_config('segpol.reader', $1, false)`, [readerSetting(CABINET)]);
      for (const table of Object.keys(TABLES)) expect((await client.query(`delete from ${table}`)).rowCount).toBe(0);
      await expect(
        client.query(`insert into tally values ('PUBLIC', 'CPS', 'Event', 'CpsEvent', null, null, '{}', 1)`),
      ).rejects.toThrow(/policy/);
      await expect(
        client.query(`insert into code_tally values ('', '', 'Event', 'CPS', 'CpsEvent', 'PUBLIC', 1)`),
      ).rejects.toThrow(/policy/);
    } finally {
      await client.end();
    }
  });

  test("holds every table with a column of records to a policy", async () => {
    const { rows } = await sql<{ name: string }>`
      select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and c.relname not like '%migration%' and c.relname <> 'reader_session' and c.relnamespace = 'public'::regnamespace and not (c.relrowsecurity and c.relforcerowsecurity)
        and a.attname in ('id', 'record', 'source', 'target', 'content', 'texts', 'visibility') and a.atttypid <> 'bigint'::regtype`.execute(
      hub.db,
    );
    expect(rows).toEqual([]);
  });
});

test("settings in the database's address stand beside the hub's own", async () => {
  const address = `${hub.databaseUrl}?options=${encodeURIComponent("-c application_name=told")}`;
  const [writer, readers] = [createHubDatabase(address), createHubReaders(address)];
  try {
    const { rows } = await sql<{ name: string; ids: number }>`
      select current_setting('application_name') as name, count(*)::int as ids from record`.execute(writer);
    expect(rows).toEqual([{ name: "told", ids: records.length }]);
    await expect(sql`delete from source`.execute(readers.as(ANYBODY))).rejects.toThrow(/read-only/);
  } finally {
    await Promise.all([writer.destroy(), readers.destroy()]);
  }
});

describe("the condition in every statement", () => {
  test.each(VIEWERS)("says of %j what the database says", async (viewer) => {
    const { rows } = await sql<{ id: string }>`select id from record r where ${mayRead(viewer)} order by id`.execute(
      hub.db,
    );
    expect(rows.map(({ id }) => id)).toEqual(idsFor(viewer));
  });
});

describe("one connection that serves one reader after another", () => {
  test("never has a setting of the reader before, also after errors", async () => {
    const readers = createHubReaders(hub.databaseUrl, { maxConnections: 1 });
    const pids = new Set<number>();
    try {
      for (let round = 0; round < 40; round += 1) {
        const viewer = VIEWERS[(round * 3) % VIEWERS.length] ?? ANYBODY;
        const db = readers.as(viewer);
        if (round % 4 === 1) await expect(sql`select 1 / 0`.execute(db)).rejects.toThrow(/division/);
        if (round % 4 === 2) {
          const failing = db.transaction().execute(async (transaction) => {
            await sql`select id from record`.execute(transaction);
            throw new Error("given up");
          });
          await expect(failing).rejects.toThrow("given up");
        }
        const { rows } = await sql<{ id: string; pid: number }>`
          select id, pg_backend_pid() as pid from record order by id`.execute(db);
        expect(rows.map(({ id }) => id)).toEqual(idsFor(viewer));
        for (const { pid } of rows) pids.add(pid);
      }
      expect(pids.size).toBe(1);
      const many = Array.from({ length: 60 }, (_, index) => VIEWERS[index % VIEWERS.length] ?? ANYBODY);
      const answers = await Promise.all(
        many.map(async (viewer) => {
          const { rows } = await sql<{ id: string }>`select id from record order by id`.execute(readers.as(viewer));
          return rows.map(({ id }) => id);
        }),
      );
      expect(answers).toEqual(many.map(idsFor));
    } finally {
      await readers.destroy();
    }
  });

  test("begins anew as nobody's when it broke", async () => {
    const readers = createHubReaders(hub.databaseUrl, { maxConnections: 1 });
    try {
      await sql`select 1`.execute(readers.as(CABINET));
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(readers.as(CABINET)).catch(() => undefined);
      const read = async (): Promise<string[]> => {
        const { rows } = await sql<{ id: string }>`select id from record order by id`.execute(readers.as(ANYBODY));
        return rows.map(({ id }) => id);
      };
      // What is left of the broken connection may fail one statement.
      expect(await read().catch(read)).toEqual(idsFor(ANYBODY));
      expect(await read()).toEqual(idsFor(ANYBODY));
    } finally {
      await readers.destroy();
    }
  });

  test("is told who is looking only when that changes", async () => {
    const readers = createHubReaders(hub.databaseUrl, { maxConnections: 1 });
    try {
      const settings = async (viewer: Viewer): Promise<string | undefined> => {
        const { rows } = await sql<{ text: string }>`select current_setting('segpol.reader') as text`.execute(
          readers.as(viewer),
        );
        return rows[0]?.text;
      };
      expect(await settings(CPS)).toBe('{"PUBLIC","PARTNERS","CABINET:CPS"}');
      await sql`select set_config('segpol.reader', '{"PUBLIC"}', false)`.execute(readers.as(CPS));
      // Nothing but a statement of one's own can change it, and that is seen only because it was not told again.
      expect(await settings(CPS)).toBe('{"PUBLIC"}');
      expect(await settings(CABINET)).toBe('{"PUBLIC","PARTNERS","CABINET"}');
    } finally {
      await readers.destroy();
    }
  });
});

test(
  "a statement that waits for a connection longer than one may take is given up, and never run for nobody",
  { timeout: 30_000 },
  async () => {
    const readers = createHubReaders(hub.databaseUrl, { maxConnections: 1, statementTimeoutMs: 2_000 });
    try {
      const asked = Array.from({ length: 4 }, () => sql`select pg_sleep(60)`.execute(readers.as(ANYBODY)));
      const messages = (await Promise.allSettled(asked)).map((each) => String("reason" in each && each.reason));
      expect(messages[0]).toMatch(/statement timeout/);
      // The three before it take three times as long together.
      expect(messages[3]).toMatch(/timeout exceeded when trying to connect/);
      const { rows } = await sql<{ one: number }>`select 1 as one`.execute(readers.as(ANYBODY));
      expect(rows).toEqual([{ one: 1 }]);
    } finally {
      await readers.destroy();
    }
  },
);

test("a role that no policy holds for is refused, with how to mend it", async () => {
  await expect(checkRowSecurity(hub.db)).resolves.toBeUndefined();
  const db = createHubDatabase(hub.superuserUrl);
  try {
    await expect(checkRowSecurity(db)).rejects.toThrow(/got postgres, a superuser .* alter role postgres nosuperuser/);
  } finally {
    await db.destroy();
  }
});

test("an index of before the policies goes on, and its past is hidden with what is hidden now", async () => {
  const databaseUrl = await hub.newDatabase();
  const db = createHubDatabase(databaseUrl);
  const readers = createHubReaders(databaseUrl);
  try {
    await migrateUpTo(db, "0004");
    await sql`insert into partner values ('CPS', '{}', 'CPS', 'KEY_PARTNER', null, now())`.execute(db);
    const columns = sql`type_name, languages, themes, criteria, title_original, card, card_texts, content, texts, words, updated_at, digest`;
    const values = sql`'CpsEvent', '{}'::text[], '{}'::text[], '{}'::text[], '', '{}'::jsonb, '{}'::jsonb, '{}'::jsonb, '{}'::jsonb, '', now(), ''`;
    for (const [id, visibilities] of Object.entries({
      a: ["PUBLIC", "CABINET"],
      b: ["CABINET", "PUBLIC"],
      c: ["PUBLIC", "PUBLIC"],
    })) {
      for (const [index, visibility] of visibilities.entries()) {
        const [from, to] = [`2022-01-0${index + 1}`, index === 0 ? "2022-01-02" : null];
        await sql`insert into record_version (id, partner, kind, visibility, version, known_from, known_to, ${columns})
          values (${id}, 'CPS', 'Event', ${visibility}, ${index + 1}, ${from}::timestamptz, ${to}::timestamptz, ${values})`.execute(
          db,
        );
      }
      await sql`insert into record (id, partner, kind, visibility, version, epoch, ${columns})
        values (${id}, 'CPS', 'Event', ${visibilities[1]}, 2, 'e', ${values})`.execute(db);
    }
    await sql`insert into source (partner, cursor, epoch) values ('CPS', 'c', 'e')`.execute(db);
    await sql`update record set updated_at = '2999-01-01' where id = 'c'`.execute(db);
    await sql`insert into set_aside values ('cps:event:old', 'CPS', 'INVALID_FIELD', 'what was wrong', now())`.execute(
      db,
    );
    await migrateHubDatabase(db);
    // All of it is read again: records may have been hidden that the index could not take.
    const again = await sql<{ cursor: string | null; future: boolean; expected: string }>`
      select cursor, exists (select from record where updated_at > now()) as future, expected from source, set_aside`.execute(
      db,
    );
    expect(again.rows).toEqual([{ cursor: null, future: false, expected: "what was wrong" }]);
    const { rows } = await sql<{
      id: string;
      version: number;
    }>`select id, version from record_version order by 1, 2`.execute(readers.as(ANYBODY));
    expect(rows.map(({ id, version }) => `${id}${version}`)).toEqual(["b2", "c1", "c2"]);
    expect(await readers.as(ANYBODY).selectFrom("public_listing").select("id").orderBy("id").execute()).toEqual([
      { id: "b" },
      { id: "c" },
    ]);
    expect(await db.selectFrom("record_hidden").select(["id", "version", "visibility_after"]).execute()).toEqual([
      { id: "a", version: 1, visibility_after: "CABINET" },
    ]);
  } finally {
    await readers.destroy();
    await db.destroy();
  }
});
