import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const TABLES = ["registry_sdl", "registry_version", "registry_member", "registry_package"];

const statements = [
  `create table registry_sdl (
     id bigint generated always as identity primary key,
     code text not null,
     digest text not null,
     sdl text not null,
     added_at timestamptz(3) not null default now(),
     unique (code, digest)
   )`,

  `create table registry_version (
     number integer primary key check (number >= 1),
     made_at timestamptz(3) not null default now(),
     action text not null check (action in ('START', 'JOIN', 'PUBLISH', 'LEAVE', 'ROLLBACK')),
     partner text,
     who text not null,
     why text,
     forced boolean not null,
     changes jsonb not null,
     contract_digest text not null,
     supergraph_sdl text not null,
     catalogue_sdl text not null
   )`,

  `create table registry_member (
     version integer not null references registry_version (number),
     code text not null,
     position integer not null,
     sdl bigint not null references registry_sdl (id),
     url text not null,
     name jsonb not null,
     acronym text not null,
     role text not null check (role in ('KEY_PARTNER', 'PLUGIN_PARTNER')),
     website text,
     records jsonb not null,
     projected_sdl text not null,
     primary key (version, code)
   )`,

  // What the packages of this repository said, so that a change of theirs is told from a partner that has published since.
  `create table registry_package (
     id bigint generated always as identity primary key,
     code text not null,
     digest text not null,
     url text not null,
     seen_at timestamptz(3) not null default now()
   )`,
  `create index registry_package_by_code on registry_package (code, id desc)`,

  `create function registry_append_only() returns trigger language plpgsql as $$
   begin
     raise exception 'Expected only additions to %: the registry keeps what it was told.', tg_table_name;
   end $$`,
  ...TABLES.map(
    (table) => `create trigger append_only before update or delete or truncate on ${table}
       for each statement execute function registry_append_only()`,
  ),
];

export const registryTables: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
