import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  // What kept answers depend on: it differs after every change of what readers see of a kind of a partner's records, or of its source.
  // Never the same twice, so that a database that was restored says so too.
  `create table answer_stamp (
     partner text not null,
     kind text not null,
     stamp uuid not null,
     primary key (partner, kind)
   ) with (fillfactor = 50)`,
];

export const answerStamps: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
