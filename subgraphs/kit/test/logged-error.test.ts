import { useDatabases } from "@segpol/launcher/testing";
import type { MikroORM } from "@mikro-orm/postgresql";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loggedError } from "@segpol/server";
import { openDatabase } from "../src/storage/database.js";
import { keepLog } from "./support/log.js";
import { samplePartner } from "./support/sample-partner.js";

const databases = useDatabases();
let databaseUrl: string;
let orm: MikroORM;
beforeAll(async () => {
  databaseUrl = (await databases.create("sample")).ownerUrl;
  orm = await openDatabase(samplePartner(), { databaseUrl });
  await orm.em.execute("create table note (id text primary key, said jsonb, n int check (n > 0))");
});
afterAll(async () => {
  await orm?.close(true);
});

/** The error as it stands in a line of the log. */
async function logged(work: () => Promise<unknown>): Promise<Readonly<Record<string, unknown>>> {
  const error = await work().then(
    () => expect.unreachable("the database takes it"),
    (reason: unknown) => reason,
  );
  const { log, lines } = keepLog();
  log.error({ err: loggedError(error) }, "unexpected error");
  return lines[0]?.["err"] as Readonly<Record<string, unknown>>;
}

test("what the database refuses is told in its own words, whole, and with its code", async () => {
  expect(await logged(() => orm.em.fork().execute("select nothing_of_the_kind"))).toMatchObject({
    message: 'column "nothing_of_the_kind" does not exist',
    code: "42703",
  });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const line = await logged(() => client.query("select 1/0"));
  await client.end();
  expect(line).toMatchObject({ message: "division by zero", code: "22012" });
});

test.each<[string, string, unknown[]]>([
  ["a value of another type", "select ?::int", ["Jan Peeters"]],
  ["a value with the sign between statement and message in it", "select ?::int", ["Jan - Peeters - 1990"]],
  ["a value with quotes in it", "select ?::int", ['Jan "the Baker" Peeters']],
  ["a value that is no JSON", "insert into note (id, said) values ('a', ?::jsonb)", ["{Jan Peeters}"]],
  ["a row that a check refuses", "insert into note values ('Jan Peeters', null, 0)", []],
])("what people wrote is not logged: %s", async (_what, sql, values) => {
  const line = await logged(() => orm.em.fork().execute(sql, values));
  expect(line["message"]).toMatch(/^(invalid input syntax|new row for relation)/);
  expect(JSON.stringify(line)).not.toMatch(/Jan|Peeters|Baker|1990|insert|select \?/);
});

test("a row that is there twice is told without the row", async () => {
  const insert = () => orm.em.fork().execute("insert into note values ('jan-peeters', null, 1)");
  await insert();
  const line = await logged(insert);
  expect(line["message"]).toBe('duplicate key value violates unique constraint "note_pkey"');
  expect(JSON.stringify(line)).not.toContain("jan-peeters");
});
