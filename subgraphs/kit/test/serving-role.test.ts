import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Migration } from "@mikro-orm/migrations";
import { createPartnerServer } from "../src/index.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../src/testing/partner-under-test.js";
import { keepLog } from "./support/log.js";
import { samplePartner } from "./support/sample-partner.js";

let running: PartnerUnderTest;
let serving: pg.Client;
beforeAll(async () => {
  running = await startPartnerUnderTest(samplePartner());
  serving = new pg.Client({ connectionString: running.servingUrl });
  await serving.connect();
});
afterAll(async () => {
  await serving?.end();
  await running?.stop();
});

describe("the role that serves", () => {
  test.each([
    "update event set url = 'https://example.org' where id = 'sample:event:study-day'",
    "insert into chair (event_id, number) values ('sample:event:study-day', 7)",
    "insert into assessment (id, recommendation_id, assessor, status, date) select 'more', recommendation_id, assessor, status, date from assessment limit 1",
    "insert into response (recommendation_id, body, value) select recommendation_id, body, value from response limit 1",
    "insert into observation (indicator_id, period, value) select indicator_id, period, value from observation limit 1",
    "select segpol_erase_record('sample:recommendation:r1')",
    "select segpol_erase_record('sample:indicator:trust')",
    "select segpol_renew_epoch()",
    "select name from migration",
  ])("may %s", async (sql) => {
    await expect(serving.query(sql)).resolves.toBeDefined();
  });

  test.each([
    "update follow_up set actor = 'somebody else'",
    "delete from assessment",
    "update response set value = 'SUPPORTED'",
    "delete from response",
    "update observation set value = 100",
    "delete from observation",
    "update desk_audit set subject = 'somebody else'",
    "delete from desk_audit",
    "truncate desk_audit",
    "alter table desk_audit disable trigger all",
    "drop table desk_audit",
    "delete from seed_run",
    "insert into migration (name) values ('made up')",
    "alter table event disable trigger all",
    "create table extra ()",
    "set session_replication_role = replica",
  ])("may not %s", async (sql) => {
    await expect(serving.query(sql)).rejects.toThrow(/permission denied|must be owner/);
  });
});

test("a start as the owner says that triggers alone guard the audit trail, a start as another role does not", async () => {
  const warned = async (databaseUrl: string): Promise<boolean> => {
    const { log, lines } = keepLog();
    const server = await createPartnerServer(samplePartner(), {
      databaseUrl,
      ownerUrl: running.databaseUrl,
      port: 0,
      log,
    });
    await server.stop();
    return lines.some(({ msg }) => String(msg).includes("the audit trail"));
  };
  expect(await warned(running.databaseUrl)).toBe(true);
  expect(await warned(running.servingUrl)).toBe(false);
});

test("a table that a later migration adds is granted at the next start, and what was granted beyond is taken back", async () => {
  class More extends Migration {
    override up(): void {
      this.addSql("create table more (id int generated always as identity primary key, text text)");
    }
  }
  const name = decodeURIComponent(new URL(running.servingUrl).username);
  await running.sql(`grant all on desk_audit, migration to "${name}"`);
  const partner = samplePartner();
  const another = await running.startAnother({
    ...partner,
    migrations: [...partner.migrations, { name: "sample-0002-more", class: More }],
  });
  try {
    await expect(serving.query("insert into more (text) values ('a')")).resolves.toBeDefined();
    await expect(serving.query("delete from desk_audit")).rejects.toThrow("permission denied");
    await expect(serving.query("delete from migration")).rejects.toThrow("permission denied");
  } finally {
    await another.stop();
  }
});
