import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/testing/ask.js";
import { readFeed } from "../../src/testing/harvest.js";
import { samplePartner } from "../support/sample-partner.js";
import { dataOf, type DeskUnderTest, EDITOR, startDeskUnderTest } from "./ask-desk.js";

let desk: DeskUnderTest;
beforeAll(async () => {
  desk = await startDeskUnderTest(samplePartner());
});
afterAll(() => desk?.stop());

const eventNamed = (name: string) => ({ title: { NL: name }, kind: "OTHER" });
const create = (name: string, key: string) =>
  desk.mutate("createEvent", { input: ["EventInput!", eventNamed(name)], idempotencyKey: ["String", key] });
const countOf = async (name: string): Promise<number> => {
  const [row] = await desk.sql<{ count: number }>(
    "select count(*)::int as count from event where title ->> 'NL' = $1",
    [name],
  );
  return row?.count ?? 0;
};

describe("the same idempotency key", () => {
  test("is answered the same way again, and writes nothing", async () => {
    const first = await create("Eenmaal", "key-once-1");
    const { cursor } = await readFeed(desk.url);
    const again = await create("Eenmaal", "key-once-1");
    expect(again).toEqual({ ...first, replayed: true });
    expect(await countOf("Eenmaal")).toBe(1);
    expect((await readFeed(desk.url, cursor)).changes).toEqual([]);
  });

  test("is answered as the first time even when the record has changed since", async () => {
    const { record } = await create("Vroeger", "key-once-2");
    await desk.mutate("updateEvent", {
      id: ["ID!", record?.id],
      version: ["Int!", 1],
      changes: ["EventChanges!", { title: { NL: "Later" } }],
    });
    expect(await create("Vroeger", "key-once-2")).toMatchObject({
      replayed: true,
      record: { version: 1, title: { NL: "Vroeger" } },
    });
  });

  test("of a change that changed nothing is answered with the record again, and of one that was erased since with none", async () => {
    const { record } = await create("Ongewijzigd", "key-once-7");
    const same = () =>
      desk.mutate("updateEvent", {
        id: ["ID!", record?.id],
        version: ["Int!", 1],
        changes: ["EventChanges!", eventNamed("Ongewijzigd")],
        idempotencyKey: ["String", "key-once-8"],
      });
    const first = await same();
    expect(first).toMatchObject({ status: "UNCHANGED", record: { id: record?.id, version: 1 } });
    expect(await same()).toEqual({ ...first, replayed: true });
    await desk.mutate("eraseRecord", { id: ["ID!", record?.id], version: ["Int!", 1] });
    expect(await same()).toMatchObject({ status: "UNCHANGED", replayed: true, record: null });
  });

  test("ten times at once makes one record", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create("Tegelijk", "key-once-3")));
    expect(new Set(answers.map(({ record }) => record?.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await countOf("Tegelijk")).toBe(1);
  });

  test("for something else is refused", async () => {
    await create("Het ene", "key-once-4");
    expect(await create("Het andere", "key-once-4")).toMatchObject({
      status: "REFUSED",
      errors: [{ field: "idempotencyKey", code: "IDEMPOTENCY_KEY_REUSED" }],
    });
    expect(await countOf("Het andere")).toBe(0);
  });

  test("of another editor is another key", async () => {
    await create("Van de een", "key-once-5");
    const token = await desk.issuers.token("users", "SAMPLE", [EDITOR], { subject: "editor-2" });
    const query = `mutation ($input: EventInput!) { createEvent(input: $input, idempotencyKey: "key-once-5") { status replayed } }`;
    const data = dataOf(await desk.askDesk(query, { input: eventNamed("Van de ander") }, token));
    expect(data).toEqual({ createEvent: { status: "CREATED", replayed: false } });
  });

  test("is still free after a request that was refused", async () => {
    const refused = await desk.mutate("createEvent", {
      input: ["EventInput!", { title: { NL: "" }, kind: "OTHER" }],
      idempotencyKey: ["String", "key-once-6"],
    });
    expect(refused.status).toBe("REFUSED");
    expect(await create("Hersteld", "key-once-6")).toMatchObject({ status: "CREATED", replayed: false });
  });

  test("has a form", async () => {
    for (const key of ["short", "x".repeat(201), "with blank in it", ""]) {
      expect((await create("Sleutel", key)).errors, key).toMatchObject([{ code: "BAD_IDEMPOTENCY_KEY" }]);
    }
  });
});

describe("two editors at once", () => {
  test("make two records of the same title and day, each with an id of its own", async () => {
    const made = await Promise.all(
      Array.from({ length: 5 }, () =>
        desk.mutate("createEvent", { input: ["EventInput!", eventNamed("Zelfde titel")] }),
      ),
    );
    expect(made.map(({ record }) => String(record?.id)).toSorted()).toEqual([
      "sample:event:zelfde-titel",
      "sample:event:zelfde-titel-2",
      "sample:event:zelfde-titel-3",
      "sample:event:zelfde-titel-4",
      "sample:event:zelfde-titel-5",
    ]);
  });

  test("make two records of which one takes the id that the other is about to get", async () => {
    await create("Zelfde naam", "key-same-name");
    const writer = new pg.Client({ connectionString: desk.databaseUrl });
    await writer.connect();
    try {
      // Whoever writes without the desk takes none of its locks.
      await writer.query("begin");
      await writer.query(
        `insert into event (id, title, kind) values ('sample:event:zelfde-naam-2', '{"original":"NL","NL":"Zelfde naam"}', 'OTHER')`,
      );
      const making = create("Zelfde naam", "key-same-name-2");
      await expect
        .poll(() =>
          writer.query("select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))"),
        )
        .toMatchObject({ rowCount: 1 });
      await writer.query("commit");
      expect(await making).toMatchObject({ status: "CREATED", record: { id: "sample:event:zelfde-naam-3" } });
    } finally {
      await writer.end();
    }
  });

  test("lose nothing: of changes from the same version one is kept, and each of the others is told", async () => {
    const { record } = await create("Samen", "key-together");
    const texts = ["A", "B", "C", "D", "E", "F"];
    const change = async (name: string): Promise<void> => {
      for (let version = 1; ;) {
        const data = dataOf(
          await desk.askDesk(`query ($id: ID!) { record(id: $id) { version ... on DeskEvent { speakers } } }`, {
            id: record?.id,
          }),
        );
        const read = data["record"] as { version: number; speakers: string[] | null };
        version = read.version;
        const { status } = await desk.mutate("updateEvent", {
          id: ["ID!", record?.id],
          version: ["Int!", version],
          changes: ["EventChanges!", { speakers: [...(read.speakers ?? []), name] }],
        });
        if (status === "CHANGED") return;
      }
    };
    await Promise.all(texts.map(change));
    const [row] = await desk.sql<{ speakers: string[]; version: number }>(
      "select speakers, version from event where id = $1",
      [record?.id],
    );
    expect(row?.speakers.toSorted()).toEqual(texts);
    expect(row?.version).toBe(texts.length + 1);
  });

  test("append to the same recommendation, and both stand there", async () => {
    const append = (actor: string) =>
      desk.mutate("appendFollowUp", {
        recommendation: ["ID!", "sample:recommendation:r1"],
        input: ["FollowUpInput!", { actor, action: { NL: "x" }, date: { edtf: "2024" }, status: "LIMITED" }],
      });
    const answers = await Promise.all(["Een", "Twee", "Drie", "Vier"].map(append));
    expect(answers.map(({ status }) => status)).toEqual(["CHANGED", "CHANGED", "CHANGED", "CHANGED"]);
    expect(await desk.sql("select from follow_up where actor in ('Een', 'Twee', 'Drie', 'Vier')")).toHaveLength(4);
  });
});

/** Whoever holds this table holds a writing transaction there: after the record was written and before the feed, or before the audit trail. */
test.each(["record_change", "desk_audit"])("a crash before %s is written leaves nothing of anything", async (table) => {
  const { cursor } = await readFeed(desk.url);
  const serving = new pg.Client({ connectionString: desk.servingUrl });
  await serving.connect();
  try {
    await desk.sql("begin");
    await desk.sql(`lock table ${table} in share mode`);
    const slug = `crash-before-${table.replace("_", "-")}`;
    const write = (): Promise<Answer> =>
      desk.askDesk(`mutation ($input: EventInput!) { createEvent(input: $input, slug: "${slug}") { status } }`, {
        input: eventNamed("Halverwege"),
      });
    const answer = write();
    const waiting = async (): Promise<number[]> => {
      const { rows } = await serving.query<{ pid: number }>(
        "select pid from pg_locks where not granted and relation = $1::regclass and database = (select oid from pg_database where datname = current_database())",
        [table],
      );
      return rows.map(({ pid }) => pid);
    };
    await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1);
    await serving.query("select pg_terminate_backend($1)", await waiting());
    expect((await answer).errors[0]?.extensions["code"]).toBe("INTERNAL_SERVER_ERROR");
    await desk.sql("rollback");
    const id = `sample:event:${slug}`;
    for (const sql of [
      "select from event where id = $1",
      "select from record_change where id = $1",
      "select from desk_audit where record_id = $1",
    ]) {
      expect(await desk.sql(sql, [id]), sql).toEqual([]);
    }
    expect((await readFeed(desk.url, cursor)).changes).toEqual([]);
    expect((await write()).data).toEqual({ createEvent: { status: "CREATED" } });
  } finally {
    await serving.end();
  }
});
