import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const READER = "(select catalogue_reader())::text[]";
const WRITER = `'WRITER' = any(${READER})`;
const MAY_READ = `(visibility = any(${READER}) or visibility || ':' || partner = any(${READER}))`;
const KINDS = ["Event", "Publication", "Recommendation", "LegitimacyIndicator"] as const;

/** Columns of a listing, each with what it is in `record r`. */
const LISTED: Readonly<Record<string, string>> = {
  ...sameAs("id", "kind", "partner", "type_name", "visibility", "themes", "criteria"),
  organisers: "catalogue_organisers(r.card)",
  ...sameAs("category", "status", "closure", "assessed", "territory", "date_earliest", "date_latest", "due_on", "ref"),
  ...sameAs("progress_rank", "title_original", "title_nl", "title_fr", "title_de", "title_en", "updated_at"),
  wanting: "catalogue_wanting(r.category, r.answered, r.measured)",
  ...sameAs("search"),
};
const COUNTED: Readonly<Record<string, string>> = {
  ...sameAs("visibility", "partner", "kind", "type_name", "category", "status"),
  themes: "catalogue_sorted(r.themes)",
};
const [COLUMNS, VALUES] = [Object.keys(LISTED).join(", "), Object.values(LISTED).join(", ")];
const [KEY, KEY_VALUES] = [Object.keys(COUNTED).join(", "), Object.values(COUNTED).join(", ")];
/** What a listing depends on in `record`; and of it, with the digest for the texts that are searched, what two rows are told apart by. */
const DEPENDED = [...new Set(Object.values(LISTED).flatMap((value) => value.match(/(?<=\br\.)\w+/g) ?? []))].join(", ");
const COMPARED = `${DEPENDED.replace(", search", "")}, digest, words`;

function sameAs(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `r.${name}`]));
}

/** A table of listings with a partition for each kind, so that a list of one kind, or of all, is read in order by the same indexes. */
function listings(table: "public_listing" | "closed_listing", visibility: string, readable: string): string[] {
  const partitions = KINDS.map((kind) => [kind, `${table}_${kind.toLowerCase()}`] as const);
  return [
    `create table ${table} (
       id text collate "C" not null,
       kind text not null,
       partner text not null,
       type_name text not null,
       visibility text not null check (visibility in (${visibility})),
       themes text[] not null,
       criteria text[] not null,
       organisers text[] not null,
       category text,
       status text,
       closure text,
       assessed text,
       territory text,
       date_earliest date,
       date_latest date,
       due_on date,
       ref text collate catalogue_text,
       progress_rank smallint,
       title_original text collate catalogue_text not null,
       title_nl text collate catalogue_text,
       title_fr text collate catalogue_text,
       title_de text collate catalogue_text,
       title_en text collate catalogue_text,
       updated_at timestamptz(3) not null,
       wanting boolean not null,
       search tsvector not null,
       primary key (id, kind)
     ) partition by list (kind)`,
    // What is searched stands apart from the rows, and nothing else does: they stay narrow.
    `alter table ${table} alter column search set storage external`,
    ...["title_original", "title_nl", "title_fr", "title_de", "title_en", "themes", "criteria", "organisers"].map(
      (column) => `alter table ${table} alter column ${column} set storage main`,
    ),
    ...partitions.map(
      ([kind, partition]) =>
        `create table ${partition} partition of ${table} for values in ('${kind}') with (toast_tuple_target = 512)`,
    ),
    ...[table, ...partitions.map(([, partition]) => partition)].flatMap((each) => secure(each, readable)),
  ];
}

function secure(table: string, readable: string): string[] {
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy reading on ${table} for select using (${readable})`,
    `create policy writing on ${table} using (${WRITER}) with check (${WRITER})`,
  ];
}

const TITLES = ["title_nl", "title_fr", "title_de", "title_en"].map((title) => `coalesce(${title}, title_original)`);
/** As read/lists/orders.ts sorts: an index holds no more than some kilobytes of a row. */
const REF = "(ref is null), left(coalesce(ref, ''), 200)";
const DATES = "coalesce(date_latest, 'infinity'::date)";
const DUE = "coalesce(due_on, 'infinity'::date)";

function indexes(table: "public_listing" | "closed_listing"): string[] {
  const ofKind = (kind: string): string => `${table}_${kind.toLowerCase()}`;
  const [event, publication, recommendation] = [ofKind("Event"), ofKind("Publication"), ofKind("Recommendation")];
  const wanting = [recommendation, ofKind("LegitimacyIndicator")];
  return [
    ...["title_original", ...TITLES].map((title) => `create index on ${table} (left(${title}, 200), id)`),
    `create index on ${table} (updated_at desc, id)`,
    `create index on ${table} (partner, id)`,
    `create index on ${event} (coalesce(date_earliest, 'infinity'::date), (${DATES}), id)`,
    `create index on ${event} (coalesce(date_earliest, '-infinity'::date) desc, (${DATES}) desc, id)`,
    `create index on ${recommendation} (${REF}, id)`,
    `create index on ${recommendation} (progress_rank, ${REF}, id)`,
    `create index on ${recommendation} (${DUE}, id)`,
    `create index on ${recommendation} (${DUE}, id) where due_on is not null and closure = 'OPEN' and status <> 'COMPLETE'`,
    ...wanting.map((each) => `create index on ${each} (id) where wanting`),
    // Below a policy that compares rows these would serve nobody.
    ...(table === "public_listing"
      ? [
          `create index on ${table} using gin (search)`,
          `create index on ${table} using gin (themes)`,
          `create index on ${table} using gin (criteria)`,
          `create index on ${event} using gin (organisers)`,
          `create index on ${ofKind("LegitimacyIndicator")} using hash (territory)`,
          ...[event, publication].map(
            (each) =>
              `create index on ${each} using gist (daterange(date_earliest, date_latest, '[]')) where date_earliest is not null`,
          ),
        ]
      : []),
  ];
}

const insertInto = (table: string, from: string, condition: string): string =>
  `insert into ${table} (${COLUMNS}) select ${VALUES} from ${from} as r where ${condition}`;
const isChanged = "r.id in (select unnest(changed))";

const triggers = [
  // All rows of a statement at once: many count in the same row of the tally, and each has a place in many indexes.
  `create function catalogue_list() returns trigger language plpgsql as $$
   declare
     changed text[];
   begin
     if tg_op = 'UPDATE' then
       -- A resync writes every row of a partner again, and changes few. Texts that differ have another digest.
       changed := array(select id from (select ${COMPARED} from new_rows except select ${COMPARED} from old_rows) as differing);
       if changed = '{}' then return null; end if;
       delete from public_listing where id = any(changed);
       delete from closed_listing where id = any(changed);
       perform catalogue_count(array(
         select (${KEY_VALUES}, count(*) filter (where r.is_new) - count(*) filter (where not r.is_new))::tally
         from (
           select ${DEPENDED}, true as is_new from new_rows union all select ${DEPENDED}, false from old_rows
         ) as r
         where ${isChanged} group by ${KEY_VALUES}));
       ${insertInto("public_listing", "new_rows", `r.visibility = 'PUBLIC' and ${isChanged}`)};
       ${insertInto("closed_listing", "new_rows", `r.visibility <> 'PUBLIC' and ${isChanged}`)};
     elsif tg_op = 'INSERT' then
       ${insertInto("public_listing", "new_rows", "r.visibility = 'PUBLIC'")};
       ${insertInto("closed_listing", "new_rows", "r.visibility <> 'PUBLIC'")};
       perform catalogue_count(array(select (${KEY_VALUES}, count(*))::tally from new_rows as r group by ${KEY_VALUES}));
     else
       changed := array(select id from old_rows);
       delete from public_listing where id = any(changed);
       delete from closed_listing where id = any(changed);
       perform catalogue_count(array(select (${KEY_VALUES}, -count(*))::tally from old_rows as r group by ${KEY_VALUES}));
     end if;
     return null;
   end $$`,
  `create function catalogue_count(differences tally[]) returns void language plpgsql as $$
   declare
     emptied tid[];
   begin
     with counted as (
       insert into tally select * from unnest(differences) as difference where difference.records <> 0
       on conflict (${KEY}) do update set records = tally.records + excluded.records
       returning ctid, records
     )
     select array_agg(counted.ctid) filter (where counted.records = 0) into emptied from counted;
     if emptied is not null then delete from tally where ctid = any(emptied); end if;
   end $$`,
  `create trigger record_list_new after insert on record referencing new table as new_rows
   for each statement execute function catalogue_list()`,
  `create trigger record_list_changed after update on record referencing old table as old_rows new table as new_rows
   for each statement execute function catalogue_list()`,
  `create trigger record_list_gone after delete on record referencing old table as old_rows
   for each statement execute function catalogue_list()`,
];

const statements = [
  `create function catalogue_organisers(card jsonb) returns text[] language sql immutable parallel safe as $$
     select array(select organiser ->> 'code' from jsonb_array_elements(
       case jsonb_typeof(card -> 'organisers') when 'array' then card -> 'organisers' else '[]' end) as organiser
       where organiser ->> 'code' is not null)
   $$`,
  // Nobody has to answer a commitment: who made it is who keeps it.
  `create function catalogue_wanting(category text, answered boolean, measured boolean) returns boolean
   language sql immutable parallel safe as $$
     select coalesce((answered = false and category is distinct from 'COMMITMENT') or measured = false, false)
   $$`,
  `create function catalogue_sorted(codes text[]) returns text[] language sql immutable parallel safe as $$
     select array(select code from unnest(codes) as code order by code collate "C")
   $$`,

  // What lists filter, order and count by. Below a policy PostgreSQL uses an index for few operators: what is public stands in a table
  // of its own, whose rows anybody may read.
  ...listings("public_listing", "'PUBLIC'", "true"),
  ...listings("closed_listing", "'PARTNERS', 'CABINET'", MAY_READ),
  `insert into public_listing (${COLUMNS}) select ${VALUES} from record r where visibility = 'PUBLIC'`,
  `insert into closed_listing (${COLUMNS}) select ${VALUES} from record r where visibility <> 'PUBLIC'`,

  // How many records there are of each combination.
  `create table tally (
     visibility text not null,
     partner text not null,
     kind text not null,
     type_name text not null,
     category text,
     status text,
     themes text[] not null,
     records integer not null,
     unique nulls not distinct (${KEY})
   ) with (fillfactor = 70)`,
  ...secure("tally", MAY_READ),
  `insert into tally (${KEY}, records) select ${KEY_VALUES}, count(*) from record r group by ${KEY_VALUES}`,

  `set local maintenance_work_mem = '256MB'`,
  ...indexes("public_listing"),
  ...indexes("closed_listing"),
  ...triggers,

  `drop trigger record_publish_new on record`,
  `drop trigger record_publish on record`,
  `drop function catalogue_publish`,
  `drop table public_search`,
  ...[
    "record_by_partner",
    "record_by_date",
    "record_by_update",
    "record_by_due_day",
    "record_themes",
    "record_criteria",
  ].map((index) => `drop index ${index}`),
  `drop index record_not_public`,
  `analyze public_listing`,
  `analyze closed_listing`,
  `analyze tally`,
];

export const catalogueListings: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
