import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const KEY = "visibility, partner, kind, type_name, category, status, themes";
const KEY_VALUES = KEY.replace("themes", "catalogue_sorted(r.themes)");

const PLAIN =
  "id, kind, partner, type_name, visibility, themes, criteria, category, status, closure, assessed, territory, date_earliest, date_latest, " +
  "due_on, ref, progress_rank, title_original, title_nl, title_fr, title_de, title_en, updated_at, search";
const COLUMNS = `${PLAIN}, organisers, wanting`;
/** What a listing depends on in a record; texts that differ have another digest. */
const COMPARED = `${PLAIN.replace(", search", "")}, card, answered, measured, digest, words`;
const COUNTED = KEY;

/** From the records, whose words stand apart from their rows: PostgreSQL then keeps those of the listings apart as well, however short. */
const list = (table: string, condition: string): string => `
  insert into ${table} (${COLUMNS})
  select ${PLAIN}, catalogue_organisers(card), catalogue_wanting(category, answered, measured) from record where ${condition}`;

const count = (records: string): string => `
  with counted as (
    insert into tally (${KEY}, records)
    select ${KEY_VALUES}, sum(r.sign) from (${records}) as r group by ${KEY_VALUES} having sum(r.sign) <> 0
    on conflict (${KEY}) do update set records = tally.records + excluded.records
    returning ctid, records
  )
  select array_agg(counted.ctid) filter (where counted.records = 0) into emptied from counted`;

const READER = "(select catalogue_reader())::text[]";
const WRITER = `'WRITER' = any(${READER})`;
const KINDS = ["Event", "Publication", "Recommendation", "LegitimacyIndicator"];
const LISTINGS = {
  public_listing: "true",
  closed_listing: `(visibility = any(${READER}) or visibility || ':' || partner = any(${READER}))`,
};

/** The same table with further columns: the first is read the fastest, the others after all before them. */
function remake(table: string, readable: string): string[] {
  const partitions = KINDS.map((kind) => [kind, `${table}_${kind.toLowerCase()}`] as const);
  return [
    `create table shape (like ${table} including constraints including storage)`,
    `drop table ${table}`,
    `create table ${table} (
       combination bigint generated always as (catalogue_combination(${KEY})) stored not null,
       like shape including constraints including storage,
       period daterange generated always as (
         case when date_earliest is not null then daterange(date_earliest, date_latest, '[]') end) stored,
       primary key (id, kind)
     ) partition by list (kind)`,
    `drop table shape`,
    ...partitions.map(
      ([kind, name]) =>
        `create table ${name} partition of ${table} for values in ('${kind}') with (toast_tuple_target = 512)`,
    ),
    ...[table, ...partitions.map(([, name]) => name)].flatMap((each) => [
      `alter table ${each} enable row level security`,
      `alter table ${each} force row level security`,
      `create policy reading on ${each} for select using (${readable})`,
      `create policy writing on ${each} using (${WRITER}) with check (${WRITER})`,
    ]),
  ];
}

const statements = [
  // What a row of the tally counts, in one number: a listing says in which row it counts.
  `create function catalogue_combination(
     visibility text, partner text, kind text, type_name text, category text, status text, themes text[])
   returns bigint language sql immutable parallel safe as $$
     select hash_array_extended(array[visibility, partner, kind, type_name, category, status] || catalogue_sorted(themes), 0)
   $$`,
  `alter table tally add column combination bigint generated always as (catalogue_combination(${KEY})) stored not null`,
  `create unique index tally_combination on tally (combination)`,

  // Made and filled again without indexes, which are made afterwards.
  `do $$
   declare
     indexes constant text[] := array(
       select replace(pg_get_indexdef(index.indexrelid), ' ON ONLY ', ' ON ')
       from pg_index index join pg_class on pg_class.oid = index.indexrelid
       where (index.indrelid::regclass)::text ~ '^(public|closed)_listing' and not relispartition
         and not exists (select from pg_constraint where conindid = index.indexrelid));
     each text;
   begin
     ${Object.entries(LISTINGS)
       .flatMap(([table, readable]) => remake(table, readable))
       .join(";\n     ")};
     ${list("public_listing", "visibility = 'PUBLIC'")};
     ${list("closed_listing", "visibility <> 'PUBLIC'")};
     set local maintenance_work_mem = '256MB';
     foreach each in array indexes loop
       -- In its place there is one of the period, below.
       if each !~ 'daterange' then execute each; end if;
     end loop;
   end $$`,
  // With all that a count of a period asks, so that it reads no rows.
  ...["event", "publication"].map(
    (kind) =>
      `create index on public_listing_${kind} using gist (period) include (visibility, type_name, kind) where period is not null`,
  ),

  `create or replace function catalogue_list() returns trigger language plpgsql as $$
   declare
     changed text[];
     emptied tid[];
   begin
     if tg_op = 'UPDATE' then
       -- A resync writes every row of a partner again, and changes few.
       changed := array(select id from (select ${COMPARED} from new_rows except select ${COMPARED} from old_rows) as differing);
       if changed = '{}' then return null; end if;
       delete from public_listing where id = any(changed);
       delete from closed_listing where id = any(changed);
       ${count(`
         select ${COUNTED}, 1 as sign from new_rows where id = any(changed)
         union all
         select ${COUNTED}, -1 from old_rows where id = any(changed)`)};
     elsif tg_op = 'INSERT' then
       changed := array(select id from new_rows);
       ${count(`select ${COUNTED}, 1 as sign from new_rows`)};
     else
       changed := array(select id from old_rows);
       delete from public_listing where id = any(changed);
       delete from closed_listing where id = any(changed);
       ${count(`select ${COUNTED}, -1 as sign from old_rows`)};
     end if;
     if emptied is not null then delete from tally where ctid = any(emptied); end if;
     if tg_op = 'DELETE' then return null; end if;
     ${list("public_listing", "id = any(changed) and visibility = 'PUBLIC'")};
     ${list("closed_listing", "id = any(changed) and visibility <> 'PUBLIC'")};
     return null;
   end $$`,
  `drop function catalogue_count`,
  `analyze public_listing`,
  `analyze closed_listing`,
];

export const combinations: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
