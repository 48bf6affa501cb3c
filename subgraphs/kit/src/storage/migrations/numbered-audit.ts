/** The sequence that entries of the audit trail are numbered from; the role that serves has no right to it. */
export const AUDIT_SEQUENCE = "desk_audit_number";

/**
 * When an entry of the audit trail was written, and as which, is for the database to say: otherwise the role that serves could add
 * entries of a time before, or between others. An entry that comes with a number is refused, with a time it gets the true one. The
 * trigger runs as the owner of the tables, so that nobody else needs a right to the sequence.
 */
export const NUMBERED_AUDIT_SQL = `
alter table desk_audit alter column seq drop identity;
alter table desk_audit alter column at drop default;
create sequence ${AUDIT_SEQUENCE} owned by desk_audit.seq;
select setval('${AUDIT_SEQUENCE}', coalesce(max(seq), 0) + 1, false) from desk_audit;

create function number_audit_entry() returns trigger language plpgsql security definer as $$
begin
  if new.seq is not null then
    raise exception 'Entries of the audit trail get their number from the database: leave seq out; got %.', new.seq
      using errcode = 'insufficient_privilege';
  end if;
  new.seq := nextval('${AUDIT_SEQUENCE}');
  new.at := clock_timestamp();
  new.blanked_at := null;
  return new;
end $$;

do $$
begin
  execute format('alter function number_audit_entry() set search_path = %I, pg_temp', current_schema());
end $$;

create trigger number_entry before insert on desk_audit for each row execute function number_audit_entry();
`;
