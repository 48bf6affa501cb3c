import { RECORD_TABLES } from "./triggers.js";
import { CHANGES_CHANNEL } from "./record-changes.js";

const kinds = Object.entries(RECORD_TABLES);
const tables = kinds.map(([, table]) => table);

/** Each record that is there, with the most open level that could ever have seen it as it is now, and the one that sees it now. */
const KEPT = kinds
  .map(
    ([kind, table]) => `select id, '${kind}' as kind, record_seen_from(visibility, draft, null) as widest,
      record_seen_from(visibility, draft, withdrawn_at) as seen_from from ${table}`,
  )
  .join("\n    union all ");

/**
 * The change feed by who reads it. Level 0 is anonymous callers, 1 those who see PARTNERS records, 2 those who see CABINET records, and
 * 3 the owner, whose rows no reader gets: they keep ids of erased records from being taken again.
 *
 * `record_change` has a row for each record and each level that could see it at any time. When it is hidden from a level its row
 * becomes a tombstone and stays where it is: further changes are none of that level's business. Who never saw it has no row, and is
 * told nothing. So each level's part of the table is a feed of its own, read as one range of the index.
 */
export const FEED_LEVELS_SQL = `
create function record_seen_from(visibility text, draft boolean, withdrawn_at timestamptz) returns smallint
language sql immutable as $$
  select (case when withdrawn_at is not null then 4 when draft then 3
    when visibility = 'PUBLIC' then 0 when visibility = 'PARTNERS' then 1 when visibility = 'CABINET' then 2 else 3 end)::smallint
$$;

alter table record_change add column level smallint not null default 0 check (level between 0 and 3);
alter table record_change drop constraint record_change_pkey, add primary key (id, level);
drop index record_change_xid_seq_idx;
create unique index record_change_place on record_change (level, xid, seq);

insert into record_change (id, kind, seq, xid, withdrawn, erased_at, level)
select id, kind, seq, xid, withdrawn, erased_at, reader from record_change, generate_series(1, 3) reader;
delete from record_change using (
    ${KEPT}
) kept where kept.id = record_change.id and record_change.level < kept.widest;

create or replace function note_record_change() returns trigger language plpgsql as $$
declare
  record_id text := case when tg_op = 'DELETE' then old.id else new.id end;
  seen_from smallint;
  place bigint;
begin
  if current_setting('segpol.renewing_epoch', true) = 'on' then return null; end if;
  if tg_op = 'DELETE' then seen_from := 4;
  else seen_from := record_seen_from(new.visibility, new.draft, new.withdrawn_at);
  end if;
  place := nextval('record_change_seq');
  insert into record_change (id, kind, level, seq, xid, withdrawn)
  select record_id, tg_argv[0], reader, place, pg_current_xact_id(), reader < seen_from
  from generate_series(0, 3) reader
  where reader = 3 or reader >= seen_from or exists (
    select from record_change past where past.id = record_id and past.level = reader and not past.withdrawn
  )
  on conflict (id, level) do update set seq = excluded.seq, xid = excluded.xid, withdrawn = excluded.withdrawn;
  perform pg_notify('${CHANGES_CHANNEL}', '');
  return null;
end $$;

create or replace function segpol_renew_epoch() returns uuid language plpgsql as $$
declare
  renewed uuid;
begin
  lock table ${tables.join(", ")}, record_change in share row exclusive mode;
  perform set_config('segpol.renewing_epoch', 'on', true);
  perform setval('record_change_seq', (select coalesce(max(seq), 0) + 1 from record_change));
  ${tables
    .map(
      (table) => `delete from ${table} where id in (select id from record_change where erased_at is not null);
  update ${table} set version_xid = '0';`,
    )
    .join("\n  ")}
  insert into record_change (id, kind, level, seq, xid, withdrawn)
  select id, kind, reader, nextval('record_change_seq'), pg_current_xact_id(), true from (
    ${KEPT}
  ) kept, generate_series(widest, 3) reader
  where seen_from <= reader or not exists (select from record_change known where known.id = kept.id)
  on conflict do nothing;
  insert into record_change (id, kind, level, seq, xid, withdrawn, erased_at)
  select id, kind, reader, nextval('record_change_seq'), pg_current_xact_id(), true, erased_at from (
    select distinct on (id) id, kind, level, erased_at from record_change order by id, level
  ) widest, generate_series(level + 1, 3) reader
  on conflict do nothing;
  update record_change set xid = pg_current_xact_id(), withdrawn = not exists (
    select from (
    ${KEPT}
    ) kept where kept.id = record_change.id and kept.seen_from <= record_change.level
  );
  perform set_config('segpol.renewing_epoch', 'off', true);
  insert into feed_epoch (home, stamp) values (feed_home(), pg_current_xact_id()::xid::text)
  on conflict (only_one) do update set
    epoch = gen_random_uuid(), began_at = clock_timestamp(), home = excluded.home, stamp = excluded.stamp
  returning epoch into renewed;
  delete from feed_run;
  insert into feed_run values (pg_postmaster_start_time());
  perform pg_notify('${CHANGES_CHANNEL}', '');
  return renewed;
end $$;
`;
