import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Under which licence a partner gives its data, and who answers for them. */
export const licences: Migration = {
  async up(db) {
    await sql`alter table registry_member add column licence text, add column contact_point text`.execute(db);
  },
};
