import { isRecordKind } from "@segpol/schema";
import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { isJsonObject, type Json } from "../../../base/json.js";
import type { TextsByField } from "../../record/harvested-record.js";
import { recordFacts } from "../../record/record-facts.js";

const READER = "(select catalogue_reader())::text[]";
const WRITER = `'WRITER' = any(${READER})`;
const MAY_READ = `(visibility = any(${READER}) or visibility || ':' || partner = any(${READER}))`;

const KEY = "visibility, partner, kind, type_name, category, status, themes";
const KEY_VALUES = KEY.replace("themes", "catalogue_sorted(r.themes)");
const PLAIN =
  "id, kind, partner, type_name, visibility, themes, criteria, languages, category, status, closure, assessed, territory, date_earliest, " +
  "date_latest, due_on, ref, progress_rank, title_original, title_nl, title_fr, title_de, title_en, updated_at, search";
/** Columns of a listing beside those, each with what it is in `record`. */
const WORKED_OUT: Readonly<Record<string, string>> = {
  organisers: "catalogue_organisers(card)",
  bodies: "catalogue_texts(facts -> 'bodies')",
  places: "catalogue_texts(facts -> 'places')",
  last_follow_up: "(facts ->> 'lastFollowUpOn')::date",
  reported: "coalesce((facts ->> 'reported')::boolean, false)",
  evidenced: "coalesce((facts ->> 'evidenced')::boolean, false)",
  certainty: "facts ->> 'certainty'",
};
const COLUMNS = [PLAIN, ...Object.keys(WORKED_OUT)].join(", ");
const VALUES = [PLAIN, ...Object.values(WORKED_OUT)].join(", ");
/** What a listing depends on in a record; texts that differ have another digest. */
const COMPARED = `${PLAIN.replace(", search", "")}, card, facts, digest, words`;

/** From the records, whose words stand apart from their rows: PostgreSQL then keeps those of the listings apart as well, however short. */
const list = (condition: string): string => `
  insert into public_listing (${COLUMNS}) select ${VALUES} from record where visibility = 'PUBLIC' and ${condition};
  insert into closed_listing (${COLUMNS}) select ${VALUES} from record where visibility <> 'PUBLIC' and ${condition};
  insert into gap (gap, id, kind, partner, type_name, visibility, themes, after)
  select lack ->> 'gap', id, kind, partner, type_name, visibility, themes, (lack ->> 'after')::date
  from record cross join jsonb_array_elements(facts -> 'lacks') as lack where ${condition}`;

const unlist = `
  delete from public_listing where id = any(changed);
  delete from closed_listing where id = any(changed);
  delete from gap where id = any(changed)`;

const count = (table: string, key: string, rows: string): string => `
  with counted as (
    insert into ${table} (${key}, records) ${rows}
    on conflict (${key}) do update set records = ${table}.records + excluded.records
    returning ctid, records
  )
  select array_agg(counted.ctid) filter (where counted.records = 0) into emptied from counted`;

const combinationsOf = (records: string): string =>
  `select ${KEY_VALUES}, sum(r.sign) from (${records}) as r group by ${KEY_VALUES} having sum(r.sign) <> 0`;

const CODE_KEY = "said, code, kind, partner, type_name, visibility";
const CODED =
  "kind, partner, type_name, visibility, themes, criteria, category, status, assessed, closure, due_on, facts";
/** Rows of the tally of codes for records that are counted `sign` times. */
const codesOf = (records: string): string => `
  select each.said, each.code, r.kind, r.partner, r.type_name, r.visibility, sum(r.sign)::int as records
  from (${records}) as r cross join lateral (
    select said, code
    from unnest(catalogue_said(r.kind, r.status, r.assessed, r.closure, r.due_on, r.facts)) as said
    cross join unnest(catalogue_codes(r.kind, r.themes, r.criteria, r.category, r.facts)) as code
    union all
    select said, code
    from unnest(catalogue_lacks(r.facts)) as said cross join unnest(array[''] || catalogue_theme_codes(r.themes)) as code
  ) as each
  group by ${CODE_KEY} having sum(r.sign) <> 0`;

const functions = [
  `create function catalogue_texts(list jsonb) returns text[] language sql immutable parallel safe as $$
     select array(select jsonb_array_elements_text(case jsonb_typeof(list) when 'array' then list else '[]' end))
   $$`,
  `create function catalogue_theme_codes(themes text[]) returns text[] language sql immutable parallel safe as $$
     select array(select 'THEME:' || theme from unnest(themes) as theme)
   $$`,
  // What a record is counted under: all records, its themes, its criteria; a recommendation's kind, and the bodies it is addressed to.
  `create function catalogue_codes(kind text, themes text[], criteria text[], category text, facts jsonb) returns text[]
   language sql immutable parallel safe as $$
     select array[''] || catalogue_theme_codes(themes) || array(select 'CRITERION:' || criterion from unnest(criteria) as criterion)
       || case when kind = 'Recommendation'
            then array_remove(array['KIND:' || category], null)
              || array(select 'BODY:' || body from unnest(catalogue_texts(facts -> 'bodies')) as body)
            else '{}' end
   $$`,
  // What a record says that is counted: that it is there; of a recommendation its claimed and its assessed status, its closure, that it has a
  // due date, the month of it while it is open, and that nobody has said what was done.
  `create function catalogue_said(kind text, status text, assessed text, closure text, due_on date, facts jsonb) returns text[]
   language sql stable parallel safe as $$
     select case when kind <> 'Recommendation' then '{""}' else array_remove(array[
       '', 'CLAIMED:' || status, 'ASSESSED:' || assessed, 'CLOSURE:' || closure,
       case when due_on is not null then 'DATED' end,
       case when closure = 'OPEN' and status <> 'COMPLETE' then 'DUE:' || to_char(due_on, 'YYYY-MM') end,
       case when (facts ->> 'reported')::boolean is not true then 'UNREPORTED' end], null) end
   $$`,
  // What a record lacks whatever day it is.
  `create function catalogue_lacks(facts jsonb) returns text[] language sql immutable parallel safe as $$
     select array(
       select 'LACKS:' || (lack ->> 'gap')
       from jsonb_array_elements(case jsonb_typeof(facts -> 'lacks') when 'array' then facts -> 'lacks' else '[]' end) as lack
       where lack ->> 'after' is null)
   $$`,
  `create or replace function catalogue_list() returns trigger language plpgsql as $$
   declare
     changed text[];
     emptied tid[];
   begin
     if tg_op = 'UPDATE' then
       -- A resync writes every row of a partner again, and changes few.
       changed := array(select id from (select ${COMPARED} from new_rows except select ${COMPARED} from old_rows) as differing);
       if changed = '{}' then return null; end if;
       ${unlist};
       ${count(
         "tally",
         KEY,
         combinationsOf(`
         select ${KEY}, 1 as sign from new_rows where id = any(changed)
         union all
         select ${KEY}, -1 from old_rows where id = any(changed)`),
       )};
     elsif tg_op = 'INSERT' then
       changed := array(select id from new_rows);
       ${count("tally", KEY, combinationsOf(`select ${KEY}, 1 as sign from new_rows`))};
     else
       changed := array(select id from old_rows);
       ${unlist};
       ${count("tally", KEY, combinationsOf(`select ${KEY}, -1 as sign from old_rows`))};
     end if;
     if emptied is not null then delete from tally where ctid = any(emptied); end if;
     if tg_op = 'DELETE' then return null; end if;
     ${list("id = any(changed)")};
     return null;
   end $$`,
  // All rows of a statement at once; rows that are written again as they were say nothing.
  `create or replace function catalogue_count_codes() returns trigger language plpgsql as $$
   declare
     emptied tid[];
   begin
     if tg_op = 'UPDATE' then
       ${count(
         "code_tally",
         CODE_KEY,
         codesOf(`
         select new_row.*, 1 as sign from (select ${CODED} from new_rows except all select ${CODED} from old_rows) as new_row
         union all
         select old_row.*, -1 from (select ${CODED} from old_rows except all select ${CODED} from new_rows) as old_row`),
       )};
     elsif tg_op = 'INSERT' then
       ${count("code_tally", CODE_KEY, codesOf(`select ${CODED}, 1 as sign from new_rows`))};
     else
       ${count("code_tally", CODE_KEY, codesOf(`select ${CODED}, -1 as sign from old_rows`))};
     end if;
     if emptied is not null then delete from code_tally where ctid = any(emptied); end if;
     return null;
   end $$`,
];

const tables = [
  `alter table record add column facts jsonb not null default '{}'`,
  `alter table record_version add column facts jsonb not null default '{}'`,

  // What each record lacks, in the order in which it is listed.
  `create table gap (
     gap text collate "C" not null,
     id text collate "C" not null,
     kind text not null,
     partner text not null,
     type_name text not null,
     visibility text not null,
     themes text[] not null,
     -- The last day on which nothing is lacking yet; null: it is lacking whatever day it is.
     after date,
     primary key (gap, id)
   )`,
  `create index gap_by_record on gap (id)`,
  `alter table gap enable row level security`,
  `alter table gap force row level security`,
  `create policy reading on gap for select using (${MAY_READ})`,
  `create policy writing on gap using (${WRITER}) with check (${WRITER})`,

  // With the column goes its index.
  ...["public_listing", "closed_listing"].map(
    (listing) => `alter table ${listing}
     drop column wanting,
     add column languages text[] not null default '{}',
     add column bodies text[] not null default '{}',
     add column places text[] not null default '{}',
     add column last_follow_up date,
     add column reported boolean not null default false,
     add column evidenced boolean not null default false,
     add column certainty text`,
  ),
  `create index on public_listing_recommendation using gin (bodies)`,
  `create index on public_listing_event using gin (places)`,
];

const refilled = [
  // Made from the records again: what is written in place would leave each row twice.
  `truncate public_listing, closed_listing, code_tally`,
  ...list("true").split(";"),
  `insert into code_tally (${CODE_KEY}, records) ${codesOf(`select ${CODED}, 1 as sign from record`)}`,
  `drop function catalogue_said(text, text, text, text, date)`,
  `drop function catalogue_codes(text[], text[])`,
  `drop function catalogue_wanting(text, boolean, boolean)`,
  `alter table record drop column answered, drop column measured`,
  `alter table record_version drop column answered, drop column measured`,
  ...["public_listing", "closed_listing", "code_tally", "gap"].map((table) => `analyze ${table}`),
];

const ROWS_AT_A_TIME = 1_000;

interface Row {
  readonly id: string;
  readonly since: string;
  readonly kind: string;
  readonly content: Json;
  readonly texts: TextsByField;
}

/** Tables with what tells the rows of one record apart, and which rows say something. */
const HELD = {
  record: { since: sql`''::text`, which: sql`true` },
  record_version: { since: sql`known_from`, which: sql`not erased` },
} as const;

/** Works out the facts of what is held already, of the past as well. */
async function fill(db: Kysely<unknown>, table: keyof typeof HELD): Promise<void> {
  const { since, which } = HELD[table];
  let last: Row | undefined;
  for (;;) {
    const further = last ? sql`(id, ${since}) > (${last.id}, ${last.since})` : sql`true`;
    const { rows } = await sql<Row>`
      select id, (${since})::text as since, kind, content, texts from ${sql.table(table)}
      where ${which} and ${further} order by id, ${since} limit ${ROWS_AT_A_TIME}`.execute(db);
    last = rows.at(-1);
    if (!last) return;
    const facts = rows.flatMap(({ id, since: place, kind, content, texts }) =>
      isRecordKind(kind) && isJsonObject(content)
        ? [{ id, since: place, facts: recordFacts({ kind, content, texts }) }]
        : [],
    );
    await sql`
      update ${sql.table(table)} as held set facts = given.facts
      from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as given (id text, since text, facts jsonb)
      where held.id = given.id and (${since})::text = given.since`.execute(db);
  }
}

export const recordFactsColumn: Migration = {
  async up(db) {
    const run = async (statements: readonly string[]): Promise<void> => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    };
    await run(tables);
    await run(["alter table record disable trigger user"]);
    await fill(db, "record");
    await fill(db, "record_version");
    await run(["alter table record enable trigger user", ...functions, ...refilled]);
  },
};
