import { RECORD_TABLES } from "./triggers.js";
import { CHANGES_CHANNEL } from "./record-changes.js";

const kinds = Object.entries(RECORD_TABLES);
const tables = kinds.map(([, table]) => table);

/** Each record that is there, as in the migration of the feed's levels, and its visibility. */
const KEPT = kinds
  .map(
    ([kind, table]) => `select id, '${kind}' as kind, visibility, record_seen_from(visibility, draft, null) as widest,
      record_seen_from(visibility, draft, withdrawn_at) as seen_from from ${table}`,
  )
  .join("\n    union all ");

/**
 * `record_change.visibility` is the visibility that the record has, or had when it was deleted: whoever keeps its past hears by the
 * tombstone for whom that past is. A tombstone whose record gets another visibility moves to the end of its level's feed.
 * Tombstones of before move too where their past may have been taken for public.
 */
export const TOLD_VISIBILITY_SQL = `
alter table record_change add column visibility text;
update record_change set visibility = kept.visibility from (
    ${KEPT}
) kept where kept.id = record_change.id;
update record_change set seq = nextval('record_change_seq'), xid = pg_current_xact_id()
where level < 3 and withdrawn and erased_at is null and visibility <> 'PUBLIC';

create or replace function note_record_change() returns trigger language plpgsql as $$
declare
  record_id text := case when tg_op = 'DELETE' then old.id else new.id end;
  told text := case when tg_op = 'DELETE' then old.visibility else new.visibility end;
  seen_from smallint;
  place bigint;
begin
  if current_setting('segpol.renewing_epoch', true) = 'on' then return null; end if;
  if tg_op = 'DELETE' then seen_from := 4;
  else seen_from := record_seen_from(new.visibility, new.draft, new.withdrawn_at);
  end if;
  place := nextval('record_change_seq');
  insert into record_change (id, kind, level, seq, xid, withdrawn, visibility)
  select record_id, tg_argv[0], reader, place, pg_current_xact_id(), reader < seen_from, told
  from generate_series(0, 3) reader
  where reader = 3 or reader >= seen_from or exists (
    select from record_change past where past.id = record_id and past.level = reader
      and (not past.withdrawn or past.visibility is distinct from told)
  )
  on conflict (id, level) do update set
    seq = excluded.seq, xid = excluded.xid, withdrawn = excluded.withdrawn, visibility = excluded.visibility;
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
  insert into record_change (id, kind, level, seq, xid, withdrawn, erased_at, visibility)
  select id, kind, reader, nextval('record_change_seq'), pg_current_xact_id(), true, erased_at, visibility from (
    select distinct on (id) id, kind, level, erased_at, visibility from record_change order by id, level
  ) widest, generate_series(level + 1, 3) reader
  on conflict do nothing;
  update record_change set xid = pg_current_xact_id(), withdrawn = not exists (
    select from (
    ${KEPT}
    ) kept where kept.id = record_change.id and kept.seen_from <= record_change.level
  );
  update record_change set visibility = kept.visibility from (
    ${KEPT}
  ) kept where kept.id = record_change.id and record_change.visibility is distinct from kept.visibility;
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
