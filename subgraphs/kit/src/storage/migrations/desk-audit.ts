/**
 * The desk's tables. `desk_audit` has a row for each change of a record through the desk; it takes no changes. What can be blanked in it is
 * the content of a record that was erased, by nobody's favour but because the record is erased: the trigger looks at that, not at
 * who asks; whoever erases a record, by the desk or in psql, blanks it thereby. `desk_request` has a row for each idempotency key, with what was answered.
 */
export const DESK_SQL = `
create table desk_audit (
  seq bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  subject text not null,
  issuer text not null,
  roles text[] not null,
  action text not null,
  record_id text not null,
  kind text not null,
  version int not null,
  before jsonb,
  after jsonb,
  request_id text not null,
  idempotency_key text,
  source text not null,
  blanked_at timestamptz
);
create index on desk_audit (record_id, seq);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.before is null and new.after is null and new.blanked_at is not null
      and to_jsonb(new) - array['before', 'after', 'blanked_at'] = to_jsonb(old) - array['before', 'after', 'blanked_at']
      and exists (select from record_change where id = old.record_id and erased_at is not null)
    then return new; end if;
  end if;
  raise exception 'Entries of the audit trail are never changed or removed.' using errcode = 'insufficient_privilege';
end $$;

create trigger refuse_change before update or delete on desk_audit
  for each row execute function refuse_audit_change();
create trigger refuse_truncate before truncate on desk_audit execute function refuse_audit_change();

create function desk_blank_audit(erased_id text) returns void language plpgsql security definer set search_path from current as $$
begin
  update desk_audit set before = null, after = null, blanked_at = clock_timestamp()
  where record_id = erased_id and blanked_at is null;
end $$;

create function blank_audit_of_erased() returns trigger language plpgsql as $$
begin
  perform desk_blank_audit(new.id);
  return null;
end $$;

create trigger blank_audit after update of erased_at on record_change for each row
  when (old.erased_at is null and new.erased_at is not null) execute function blank_audit_of_erased();

create table desk_request (
  issuer text not null,
  subject text not null,
  key text not null,
  digest text not null,
  outcomes jsonb,
  at timestamptz not null default now(),
  primary key (issuer, subject, key)
);
`;
