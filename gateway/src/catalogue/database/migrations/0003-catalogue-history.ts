import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  // When the index last changed, and since when every version is kept; one row.
  `create table history (
     single boolean primary key default true check (single),
     at timestamptz(3) not null,
     kept_from timestamptz(3)
   )`,
  // Records that are here already have a past that nobody kept: it begins now.
  `insert into history (at) select case when exists (select from record) then now() else '-infinity' end`,

  // The same columns, whose search vector is copied, not computed again.
  `create table record_version (like record including constraints)`,
  `alter table record_version
     drop column epoch,
     add column known_from timestamptz(3) not null,
     add column known_to timestamptz(3),
     add column changed text[] not null default '{}',
     add column erased boolean not null default false,
     add primary key (id, known_from),
     add foreign key (partner) references partner (code) on delete cascade,
     add check (known_from < known_to)`,
  `create unique index record_version_by_end on record_version (id, known_to) nulls not distinct`,
  `create index record_version_by_interval on record_version using gist (tstzrange(known_from, known_to))`,
  `create index record_version_began on record_version (known_from, id)`,
  `create index record_version_ended on record_version (known_to, id) where known_to is not null`,

  `create table link_version (
     id bigint generated always as identity primary key,
     partner text not null references partner (code) on delete cascade,
     source text collate "C" not null,
     rel text not null,
     target text collate "C" not null,
     position integer not null,
     known_from timestamptz(3) not null,
     known_to timestamptz(3),
     check (known_from < known_to)
   )`,
  `create index link_version_by_source on link_version (source, rel)`,
  `create index link_version_by_target on link_version (target, rel)`,
  `create index link_version_ended on link_version (known_to) where known_to is not null`,

  `create table source_version (
     partner text not null references partner (code) on delete cascade,
     known_from timestamptz(3) not null,
     as_of timestamptz(3),
     caught_up boolean not null,
     last_contact_at timestamptz(3),
     reachable boolean not null,
     problem text,
     set_aside integer not null,
     set_aside_codes text,
     primary key (partner, known_from)
   )`,

  `insert into record_version (
     id, partner, kind, type_name, visibility, languages, themes, criteria, title_original, title_nl, title_fr, title_de, title_en,
     category, status, date_earliest, date_latest, ref, due_on, assessed, closure, progress_rank, answered, measured, territory,
     card, card_texts, content, texts, words, search, version, updated_at, digest, known_from)
   select
     id, partner, kind, type_name, visibility, languages, themes, criteria, title_original, title_nl, title_fr, title_de, title_en,
     category, status, date_earliest, date_latest, ref, due_on, assessed, closure, progress_rank, answered, measured, territory,
     card, card_texts, content, texts, words, search, version, updated_at, digest, (select at from history)
   from record`,
  `insert into link_version (partner, source, rel, target, position, known_from)
   select record.partner, link.source, link.rel, link.target, link.position, (select at from history)
   from link join record on record.id = link.source`,
  `insert into source_version (
     partner, known_from, as_of, caught_up, last_contact_at, reachable, problem, set_aside, set_aside_codes)
   select s.partner, (select at from history), s.as_of, s.caught_up, s.last_contact_at, s.reachable, s.problem,
          count(aside.record), string_agg(distinct aside.code, ', ')
   from source s left join set_aside aside on aside.partner = s.partner
   where s.as_of is not null
   group by s.partner`,
  // Which records a new epoch did not name again is asked with every page.
  `create index record_by_epoch on record (partner, epoch)`,
];

export const catalogueHistory: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
