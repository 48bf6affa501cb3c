import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  // What clients ask, without any value; no part of what the registry keeps for good.
  `create table operation_shape (
     digest text primary key,
     name text,
     document text not null,
     source text,
     added_at timestamptz(3) not null default now()
   )`,
  `create table operation_use (
     day date not null,
     operation text not null references operation_shape (digest) on delete cascade,
     client text not null,
     times bigint not null,
     primary key (day, operation, client)
   )`,
  `create index operation_use_by_operation on operation_use (operation)`,

  // Plans of frequent operations, for the processes that follow and for the next start.
  `create table registry_plan (
     version integer not null references registry_version (number),
     key text not null,
     plan text not null,
     primary key (version, key)
   )`,

  `alter table registry_version add column broken_operations jsonb not null default '[]'`,
];

export const operations: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
