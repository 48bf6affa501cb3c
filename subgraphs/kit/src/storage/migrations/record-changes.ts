import { recordRowTriggers, recordTableTriggers } from "./triggers.js";

/** The channel on which the database tells that records changed. */
export const CHANGES_CHANNEL = "segpol_record_change";

/**
 * The change feed's tables and triggers. Everything is counted and noted by the database itself, whoever writes.
 *
 * `record_change` has one row for each record, at the place of its latest change: ordered by transaction, then by sequence.
 * `feed_epoch` has one row; it names this copy of the data and the cluster the copy lives in, because transaction numbers mean
 * nothing in another one.
 */
export const RECORD_CHANGES_SQL = `
create sequence record_change_seq;

create table record_change (
  id text primary key,
  kind text not null,
  seq bigint not null,
  xid xid8 not null,
  withdrawn boolean not null
);
create unique index on record_change (xid, seq);

create table feed_epoch (
  only_one boolean primary key default true check (only_one),
  epoch uuid not null default gen_random_uuid(),
  began_at timestamptz not null default now(),
  home text not null
);

create function count_record_version() returns trigger language plpgsql as $$
begin
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

create function note_record_change() returns trigger language plpgsql as $$
declare
  gone boolean := tg_op = 'DELETE' or new.withdrawn_at is not null;
  record_id text := case when tg_op = 'DELETE' then old.id else new.id end;
begin
  insert into record_change (id, kind, seq, xid, withdrawn)
  values (record_id, tg_argv[0], nextval('record_change_seq'), pg_current_xact_id(), gone)
  on conflict (id) do update set seq = excluded.seq, xid = excluded.xid, withdrawn = excluded.withdrawn;
  perform pg_notify('${CHANGES_CHANNEL}', '');
  return null;
end $$;

create function refuse_new_record_id() returns trigger language plpgsql as $$
begin
  raise exception 'A record keeps its id: % cannot become %. Withdraw the record and add another.', old.id, new.id;
end $$;

create function refuse_truncate() returns trigger language plpgsql as $$
begin
  raise exception 'Truncating % would pass the change feed by: delete its rows instead.', tg_table_name;
end $$;

create function touch_record() returns trigger language plpgsql as $$
declare
  owner_column text := tg_argv[1];
  owners text[] := array[]::text[];
begin
  if tg_op <> 'INSERT' then owners := owners || (to_jsonb(old) ->> owner_column); end if;
  if tg_op <> 'DELETE' then owners := owners || (to_jsonb(new) ->> owner_column); end if;
  execute format(
    'update %I set version_xid = pg_current_xact_id() where id = any($1) and version_xid <> pg_current_xact_id()', tg_argv[0]
  ) using owners;
  return null;
end $$;

create function refuse_change() returns trigger language plpgsql as $$
declare
  record_is_gone boolean := false;
begin
  if tg_op = 'DELETE' then
    record_is_gone := not exists (select from recommendation where id = old.recommendation_id);
  end if;
  if record_is_gone then return old; end if;
  raise exception 'Rows of % are never changed or removed: add a further one that says what is so now.', tg_table_name;
end $$;

${recordTableTriggers("event", "Event")}
${recordTableTriggers("publication", "Publication")}
${recordTableTriggers("recommendation", "Recommendation")}
${recordTableTriggers("legitimacy_indicator", "LegitimacyIndicator")}
${recordRowTriggers({ table: "measure", record: "recommendation", column: "recommendation_id" })}
${recordRowTriggers({ table: "response", record: "recommendation", column: "recommendation_id" })}
${recordRowTriggers({ table: "follow_up", record: "recommendation", column: "recommendation_id" })}
${recordRowTriggers({ table: "assessment", record: "recommendation", column: "recommendation_id" })}
${recordRowTriggers({ table: "observation", record: "legitimacy_indicator", column: "indicator_id" })}

create trigger refuse_change before update or delete on follow_up for each row execute function refuse_change();
create trigger refuse_change before update or delete on assessment for each row execute function refuse_change();
`;
