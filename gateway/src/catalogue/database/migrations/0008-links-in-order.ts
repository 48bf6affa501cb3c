import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  // A page of the links that a record names is read in their order, and no further; those that name it are in link_by_target's.
  `create index link_by_position on link (source, position)`,
  `create index link_version_by_position on link_version (source, position)`,
  `create index link_version_naming on link_version (target, rel, source)`,
  `drop index link_version_by_target`,
];

export const linksInOrder: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
