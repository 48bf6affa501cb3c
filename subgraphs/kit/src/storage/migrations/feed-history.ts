import { RECORD_TABLES } from "./triggers.js";
import { CHANGES_CHANNEL } from "./record-changes.js";

const tables = Object.values(RECORD_TABLES);
const kinds = Object.entries(RECORD_TABLES);
/** Keeps two settlements of the same database apart; nothing else uses the number. */
const LOCK = 7_346_202;

/**
 * How the database notices that its data have another past than the cursors that were given out tell of.
 *
 * `feed_epoch.home` names cluster, timeline and database, and when PostgreSQL's statistics began: they outlive a clean stop, but no
 * crash, and the copied files of a running server recover as after a crash. `stamp` is the transaction that wrote the row: whoever
 * restores, copies or replicates the row writes it in another transaction. `feed_run` has a row for each start of PostgreSQL in
 * the epoch: a cursor that was given out in a run which the data do not know tells of a past that they lost.
 */
export const FEED_HISTORY_SQL = `
alter table feed_epoch add column stamp text, add column cursor_key uuid not null default gen_random_uuid();

create table feed_run (started_at timestamptz primary key);

create function feed_home() returns text language sql stable as $$
  select concat_ws('/', cluster.system_identifier, substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8), home.oid,
    extract(epoch from statistics.stats_reset))
  from pg_control_system() cluster, pg_database home, pg_stat_bgwriter statistics
  where home.datname = current_database()
$$;

create or replace function count_record_version() returns trigger language plpgsql as $$
begin
  if current_setting('segpol.renewing_epoch', true) = 'on' then return new; end if;
  if tg_op = 'INSERT' then
    new.version := 1;
  elsif old.version_xid = pg_current_xact_id() then
    new.version := old.version;
  else
    new.version := old.version + 1;
  end if;
  new.version_xid := pg_current_xact_id();
  new.updated_at := clock_timestamp();
  return new;
end $$;

create or replace function note_record_change() returns trigger language plpgsql as $$
declare
  gone boolean := tg_op = 'DELETE' or new.withdrawn_at is not null;
  record_id text := case when tg_op = 'DELETE' then old.id else new.id end;
begin
  if current_setting('segpol.renewing_epoch', true) = 'on' then return null; end if;
  insert into record_change (id, kind, seq, xid, withdrawn)
  values (record_id, tg_argv[0], nextval('record_change_seq'), pg_current_xact_id(), gone)
  on conflict (id) do update set seq = excluded.seq, xid = excluded.xid, withdrawn = excluded.withdrawn;
  perform pg_notify('${CHANGES_CHANNEL}', '');
  return null;
end $$;

create function segpol_renew_epoch() returns uuid language plpgsql as $$
declare
  renewed uuid;
begin
  lock table ${tables.join(", ")}, record_change in share row exclusive mode;
  perform set_config('segpol.renewing_epoch', 'on', true);
  ${kinds
    .map(
      ([kind, table]) => `delete from ${table} where id in (select id from record_change where erased_at is not null);
  update ${table} set version_xid = '0';
  insert into record_change (id, kind, seq, xid, withdrawn)
  select id, '${kind}', nextval('record_change_seq'), pg_current_xact_id(), withdrawn_at is not null from ${table}
  on conflict (id) do update set withdrawn = excluded.withdrawn;`,
    )
    .join("\n  ")}
  update record_change set xid = pg_current_xact_id(), withdrawn = withdrawn or not exists (
    ${tables.map((table) => `select from ${table} where id = record_change.id`).join("\n    union all ")}
  );
  perform setval('record_change_seq', (select coalesce(max(seq), 0) + 1 from record_change));
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

create function feed_is_settled() returns boolean language sql stable as $$
  select coalesce((select home = feed_home() and stamp = xmin::text from feed_epoch), false)
    and exists (select from feed_run where started_at = pg_postmaster_start_time())
$$;

create function settle_feed_epoch() returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(${LOCK});
  if (select home = feed_home() and stamp = xmin::text from feed_epoch) then
    insert into feed_run values (pg_postmaster_start_time()) on conflict do nothing;
  else
    perform segpol_renew_epoch();
  end if;
end $$;

create function feed_knows_run(run bigint) returns boolean language sql stable as $$
  select exists (select from feed_run where extract(epoch from started_at) * 1000000 = run)
$$;
`;
