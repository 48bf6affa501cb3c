import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  // What was asked of each record when the source was read; null: by a release that did not note it.
  `alter table source add column asked text`,
];

export const sourceAsked: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
