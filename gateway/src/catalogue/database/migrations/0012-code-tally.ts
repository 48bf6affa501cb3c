import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const READER = "(select catalogue_reader())::text[]";
const WRITER = `'WRITER' = any(${READER})`;
const MAY_READ = `(visibility = any(${READER}) or visibility || ':' || partner = any(${READER}))`;

const KEY = "said, code, kind, partner, type_name, visibility";
/** Of a record, what it is counted by. */
const COUNTED =
  "kind, partner, type_name, visibility, themes, criteria, category, status, assessed, closure, due_on, answered, measured";

/** Rows of the tally for records that are counted `sign` times. */
const rowsOf = (records: string): string => `
  select said, code, r.kind, r.partner, r.type_name, r.visibility, sum(r.sign)::int as records
  from (${records}) as r
  cross join unnest(
    catalogue_said(r.kind, r.status, r.assessed, r.closure, r.due_on)
      || case when catalogue_wanting(r.category, r.answered, r.measured) then '{WANTING}' else '{}' end::text[]) as said
  cross join unnest(catalogue_codes(r.themes, r.criteria)) as code
  group by ${KEY} having sum(r.sign) <> 0`;

const count = (records: string): string => `
  with counted as (
    insert into code_tally ${rowsOf(records)}
    on conflict (${KEY}) do update set records = code_tally.records + excluded.records
    returning ctid, records
  )
  select array_agg(counted.ctid) filter (where counted.records = 0) into emptied from counted`;

const statements = [
  // What a record is counted under: all records, its themes, its criteria.
  `create function catalogue_codes(themes text[], criteria text[]) returns text[] language sql immutable parallel safe as $$
     select array(
       select '' union all select 'THEME:' || theme from unnest(themes) as theme
       union all select 'CRITERION:' || criterion from unnest(criteria) as criterion)
   $$`,
  // What a record says that is counted: that it is there; of a recommendation its claimed and its assessed status, and the month in which it
  // is due while it is open. Beside it, that an answer or a measurement is wanting.
  `create function catalogue_said(kind text, status text, assessed text, closure text, due_on date) returns text[]
   language sql stable parallel safe as $$
     select case when kind <> 'Recommendation' then '{""}' else array_remove(array[
       '', 'CLAIMED:' || status, 'ASSESSED:' || assessed,
       case when closure = 'OPEN' and status <> 'COMPLETE' then 'DUE:' || to_char(due_on, 'YYYY-MM') end], null) end
   $$`,

  // How many records say something under one code. It is small where the tally, which tells sets of themes apart, is not.
  `create table code_tally (
     said text collate "C" not null,
     code text collate "C" not null,
     kind text not null,
     partner text not null,
     type_name text not null,
     visibility text not null,
     records integer not null,
     primary key (${KEY})
   ) with (fillfactor = 70)`,
  `alter table code_tally enable row level security`,
  `alter table code_tally force row level security`,
  `create policy reading on code_tally for select using (${MAY_READ})`,
  `create policy writing on code_tally using (${WRITER}) with check (${WRITER})`,

  `insert into code_tally ${rowsOf(`select ${COUNTED}, 1 as sign from record`)}`,

  // All rows of a statement at once; rows that are written again as they were say nothing.
  `create function catalogue_count_codes() returns trigger language plpgsql as $$
   declare
     emptied tid[];
   begin
     if tg_op = 'UPDATE' then
       ${count(`
         select new_row.*, 1 as sign from (select ${COUNTED} from new_rows except all select ${COUNTED} from old_rows) as new_row
         union all
         select old_row.*, -1 from (select ${COUNTED} from old_rows except all select ${COUNTED} from new_rows) as old_row`)};
     elsif tg_op = 'INSERT' then
       ${count(`select ${COUNTED}, 1 as sign from new_rows`)};
     else
       ${count(`select ${COUNTED}, -1 as sign from old_rows`)};
     end if;
     if emptied is not null then delete from code_tally where ctid = any(emptied); end if;
     return null;
   end $$`,
  `create trigger record_count_new after insert on record referencing new table as new_rows
   for each statement execute function catalogue_count_codes()`,
  `create trigger record_count_changed after update on record referencing old table as old_rows new table as new_rows
   for each statement execute function catalogue_count_codes()`,
  `create trigger record_count_gone after delete on record referencing old table as old_rows
   for each statement execute function catalogue_count_codes()`,
  `analyze code_tally`,
];

export const codeTally: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
