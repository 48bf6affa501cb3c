import { RECORD_TABLES } from "./triggers.js";

const tables = Object.values(RECORD_TABLES);

/**
 * What the audit trail said of a record is blanked because the record is erased. So nothing counts as erased while the record is
 * there, and nothing that is erased comes back: otherwise the role that serves could blank the trail of a record by calling it erased
 * for a moment. The functions that guard this find the tables here, whatever tables the session has in its own path before them.
 */
export const KEPT_ERASURE_SQL = `
create function keep_erasure() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.erased_at is not null
    and (tg_op = 'DELETE' or (new.id, new.erased_at) is distinct from (old.id, old.erased_at)) then
    raise exception 'Record % was erased, and stays so: give a new record another id.', old.id
      using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  if new.erased_at is not null and (tg_op = 'INSERT' or old.erased_at is null) and (
    ${tables.map((table) => `exists (select from ${table} where id = new.id)`).join("\n    or ")}
  ) then
    raise exception 'Record % is still here: erase it with segpol_erase_record, which removes it.', new.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger keep_erasure before insert or update or delete on record_change for each row execute function keep_erasure();

do $$
declare
  guard text;
begin
  foreach guard in array array[
    'keep_erasure()', 'refuse_erased_id()', 'refuse_audit_change()', 'blank_audit_of_erased()', 'desk_blank_audit(text)'
  ] loop
    execute format('alter function %s set search_path = %I, pg_temp', guard, current_schema());
  end loop;
end $$;
`;
