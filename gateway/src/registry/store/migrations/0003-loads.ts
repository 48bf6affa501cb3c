import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  // Versions whose last load came to its end. A process that ends while it loads one leaves none.
  `create table registry_load (version integer primary key references registry_version (number))`,
];

export const loads: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
