import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What the connection may read, once for each statement. */
const READER = "(select catalogue_reader())::text[]";
const WRITER = `'WRITER' = any(${READER})`;

/** Whether the connection may read what a partner keeps under a visibility. */
function mayRead(visibility: string): string {
  return `(${visibility} = any(${READER}) or ${visibility} || ':' || partner = any(${READER}))`;
}

/** Reading by the condition, writing by writers alone; the tables' owner is held to it as well. */
function secure(table: string, readable: string): string[] {
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy reading on ${table} for select using (${readable})`,
    `create policy writing on ${table} using (${WRITER}) with check (${WRITER})`,
  ];
}

const statements = [
  // Array of the visibilities that may be read of everybody (PUBLIC) and of single partners (CABINET:CPS). Whoever says nothing
  // reads what is public.
  `create function catalogue_reader() returns text[] language sql stable parallel safe as $$
     select coalesce(nullif(current_setting('segpol.reader', true), ''), '{PUBLIC}')::text[]
   $$`,

  // A record that is hidden now is hidden in its past too.
  `alter table record_version add column latest_visibility text`,
  `update record_version set latest_visibility = (
     select latest.visibility from record_version latest where latest.id = record_version.id order by latest.known_from desc limit 1)`,
  `alter table record_version alter column latest_visibility set not null`,

  // Where a record went out of some readers' view; its versions, which are out of their view now, do not say so any more.
  `create table record_hidden (
     id text collate "C" not null,
     partner text not null references partner (code) on delete cascade,
     kind text not null,
     type_name text not null,
     at timestamptz(3) not null,
     version integer not null,
     visibility_before text not null,
     visibility_after text not null,
     latest_visibility text not null,
     primary key (id, at)
   )`,
  `create index record_hidden_by_instant on record_hidden (at, id)`,
  `insert into record_hidden
   select id, partner, kind, type_name, known_to, version, visibility, after, latest_visibility
   from (
     select *, lead(visibility) over versions as after, lead(known_from) over versions as next
     from record_version window versions as (partition by id order by known_from)
   ) as step
   where known_to = next and visibility <> after and visibility <> 'CABINET' and after <> 'PUBLIC'`,

  // Functions, whose plans are kept: within the policies they would be planned with every statement over links, also for writers.
  `create function catalogue_sees(wanted text) returns boolean language plpgsql stable parallel safe as $$
   begin
     return exists (select from record where record.id = wanted collate "C");
   end $$`,
  `create function catalogue_saw(wanted text, since timestamptz, until timestamptz) returns boolean
   language plpgsql stable parallel safe as $$
   begin
     return exists (
       select from record_version v
       where v.id = wanted collate "C" and (until is null or v.known_from < until) and (v.known_to is null or v.known_to > since));
   end $$`,

  // Below a policy no index serves the search itself. What is public needs no policy: it has an index of its own.
  `create table public_search (
     id text collate "C" primary key references record (id) on delete cascade,
     search tsvector not null
   )`,
  `insert into public_search select id, search from record where visibility = 'PUBLIC'`,
  `create index public_search_words on public_search using gin (search)`,
  `drop index record_search`,
  `create index record_not_public on record (id) where visibility <> 'PUBLIC'`,
  `create function catalogue_publish() returns trigger language plpgsql as $$
   begin
     if new.visibility = 'PUBLIC' then
       insert into public_search values (new.id, new.search)
       on conflict (id) do update set search = excluded.search;
     else
       delete from public_search where id = new.id;
     end if;
     return null;
   end $$`,
  `create trigger record_publish_new after insert on record for each row execute function catalogue_publish()`,
  `create trigger record_publish after update on record for each row
   when (old.visibility is distinct from new.visibility or old.search is distinct from new.search)
   execute function catalogue_publish()`,

  // Below a policy no index over intervals serves either; these do.
  `drop index record_version_by_interval`,
  `create index record_version_current on record_version (id) where known_to is null`,

  // What could not be indexed is for those who may see the record; for the owner and the cabinet where that is not known.
  `alter table set_aside add column visibility text not null default 'CABINET'
     check (visibility in ('PUBLIC', 'PARTNERS', 'CABINET'))`,
  `update set_aside set visibility = record.visibility from record where record.id = set_aside.record`,

  // [{"visibility": "PUBLIC", "code": "UNREADABLE", "records": 1}]
  `alter table source_version add column aside jsonb not null default '[]'`,
  `update source_version
   set aside = jsonb_build_array(jsonb_build_object('visibility', 'CABINET', 'code', set_aside_codes, 'records', set_aside))
   where set_aside > 0`,
  `alter table source_version drop column set_aside, drop column set_aside_codes`,
  // Later instants at which the partner answered, with nothing else to say of it than its asOf then.
  `alter table source_version
     add column later_at timestamptz(3)[] not null default '{}',
     add column later_as_of timestamptz(3)[] not null default '{}'`,

  ...secure("record", mayRead("visibility")),
  ...secure("record_version", `${mayRead("visibility")} and ${mayRead("latest_visibility")}`),
  ...secure("record_hidden", mayRead("visibility_before")),
  ...secure("public_search", "true"),
  ...secure("set_aside", mayRead("visibility")),
  // A link is seen by whoever sees both ends, or saw them while it was there.
  ...secure("link", `${WRITER} or (catalogue_sees(source) and catalogue_sees(target))`),
  ...secure(
    "link_version",
    `${WRITER} or (catalogue_saw(source, known_from, known_to) and catalogue_saw(target, known_from, known_to))`,
  ),
];

export const catalogueRowSecurity: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
