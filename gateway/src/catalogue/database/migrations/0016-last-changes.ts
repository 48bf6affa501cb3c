import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  // When a partner's content last changed is the end of these.
  `create index record_version_began_at on record_version (partner, known_from)`,
  `create index record_version_ended_at on record_version (partner, known_to) where known_to is not null`,
  `create index record_hidden_at on record_hidden (partner, at)`,
];

export const lastChanges: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
