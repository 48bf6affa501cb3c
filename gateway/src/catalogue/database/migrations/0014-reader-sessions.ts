import { SESSION_TABLE } from "@segpol/server";
import { sql } from "kysely";
import type { Migration } from "kysely/migration";

export const readerSessions: Migration = {
  async up(db) {
    await sql.raw(SESSION_TABLE).execute(db);
  },
};
