/**
 * Files that belong to records. `record_file` says what is kept where the files are, under their ids; `file_removal` names those that have to
 * go there, until they are gone. A file goes with its record when that is erased, whoever erases it.
 */
export const RECORD_FILES_SQL = `
create table record_file (
  id uuid primary key default gen_random_uuid(),
  record_id text not null,
  name text not null,
  media_type text not null,
  bytes int not null,
  sha256 text not null,
  kept_at timestamptz not null default clock_timestamp(),
  unique (record_id, sha256)
);
create table file_removal (id uuid primary key);

create function queue_file_removal() returns trigger language plpgsql as $$
begin
  insert into file_removal (id) values (old.id) on conflict do nothing;
  return null;
end $$;
create trigger queue_removal after delete on record_file for each row execute function queue_file_removal();

create function remove_files_of_erased() returns trigger language plpgsql as $$
begin
  delete from record_file where record_id = new.id;
  return null;
end $$;
create trigger remove_files after update of erased_at on record_change for each row
  when (old.erased_at is null and new.erased_at is not null) execute function remove_files_of_erased();

do $$
begin
  execute format('alter function queue_file_removal() set search_path = %I, pg_temp', current_schema());
  execute format('alter function remove_files_of_erased() set search_path = %I, pg_temp', current_schema());
end $$;
`;

/**
 * Naming a file renews it: whoever removes files that nobody names waits for the follow-up that is being written, and then leaves it be.
 */
export const NAMED_FILES_SQL = `
create function renew_named_files() returns trigger language plpgsql as $$
begin
  update record_file f set kept_at = clock_timestamp()
  from jsonb_array_elements(new.evidence) named
  where f.record_id = new.recommendation_id and position('/desk/evidence/' || f.id::text in named ->> 'url') > 0;
  return null;
end $$;
create trigger renew_files after insert on follow_up for each row when (jsonb_array_length(new.evidence) > 0)
  execute function renew_named_files();

do $$
begin
  execute format('alter function renew_named_files() set search_path = %I, pg_temp', current_schema());
end $$;
`;
