import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  // Fits Dutch, French, German and English titles, and counts: R2 before R10.
  `create collation catalogue_text (provider = icu, locale = 'und-u-kn-true')`,

  `create table partner (
     code text primary key,
     name jsonb not null,
     acronym text not null,
     role text not null check (role in ('KEY_PARTNER', 'PLUGIN_PARTNER')),
     website text,
     joined_at timestamptz(3) not null
   )`,

  `create table source (
     partner text primary key references partner (code) on delete cascade,
     cursor text,
     epoch text,
     as_of timestamptz(3),
     caught_up boolean not null default false,
     last_contact_at timestamptz(3),
     reachable boolean not null default true,
     problem text
   )`,

  `create table record (
     id text collate "C" primary key,
     partner text not null references partner (code) on delete cascade,
     kind text not null check (kind in ('Event', 'Publication', 'Recommendation', 'LegitimacyIndicator')),
     type_name text not null,
     visibility text not null check (visibility in ('PUBLIC', 'PARTNERS', 'CABINET')),
     languages text[] not null,
     themes text[] not null,
     criteria text[] not null,
     title_original text collate catalogue_text not null,
     title_nl text collate catalogue_text,
     title_fr text collate catalogue_text,
     title_de text collate catalogue_text,
     title_en text collate catalogue_text,
     category text,
     status text,
     date_earliest date,
     date_latest date,
     ref text collate catalogue_text,
     due_on date,
     assessed text,
     closure text,
     progress_rank smallint,
     answered boolean,
     measured boolean,
     territory text,
     card jsonb not null,
     card_texts jsonb not null,
     content jsonb not null,
     texts jsonb not null,
     words text not null,
     version integer not null check (version >= 1),
     updated_at timestamptz(3) not null,
     digest text not null,
     epoch text not null,
     check (date_latest is null or date_earliest <= date_latest)
   )`,
  `create index record_by_partner on record (partner, kind)`,
  `create index record_by_date on record
     (kind, (coalesce(date_earliest, 'infinity'::date)), (coalesce(date_latest, 'infinity'::date)), id)`,
  `create index record_by_update on record (updated_at desc, id)`,
  `create index record_by_due_day on record (due_on) where kind = 'Recommendation'`,
  `create index record_themes on record using gin (themes)`,
  `create index record_criteria on record using gin (criteria)`,

  `create table link (
     id bigint generated always as identity primary key,
     source text collate "C" not null references record (id) on delete cascade,
     rel text not null,
     target text collate "C" not null,
     position integer not null,
     unique (source, rel, target)
   )`,
  `create index link_by_target on link (target, rel, source)`,

  `create table set_aside (
     record text collate "C" not null,
     partner text not null references partner (code) on delete cascade,
     code text not null,
     message text not null,
     since timestamptz(3) not null,
     primary key (partner, record)
   )`,
];

export const catalogueTables: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
