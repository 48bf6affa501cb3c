import { RECORD_TABLES } from "./triggers.js";
import { CHANGES_CHANNEL } from "./record-changes.js";

const tables = Object.values(RECORD_TABLES);

/**
 * Erasure: `record_change.erased_at` says that the content of every version has to go, at the hub too. The row in the feed is all
 * that is left of an erased record.
 */
export const ERASURE_SQL = `
alter table record_change add column erased_at timestamptz check (erased_at is null or withdrawn);

create function segpol_erase_record(erased_id text) returns void language plpgsql as $$
begin
  if exists (select from record_change where id = erased_id and erased_at is not null) then return; end if;
  ${tables.map((table) => `delete from ${table} where id = erased_id;`).join("\n  ")}
  update record_change
  set seq = nextval('record_change_seq'), xid = pg_current_xact_id(), withdrawn = true, erased_at = clock_timestamp()
  where id = erased_id;
  if not found then
    raise exception 'Expected the id of a record that is or was kept here; got %: nothing was erased.', erased_id;
  end if;
  perform pg_notify('${CHANGES_CHANNEL}', '');
end $$;

create function refuse_erased_id() returns trigger language plpgsql as $$
begin
  if exists (select from record_change where id = new.id and erased_at is not null) then
    raise exception 'Record % was erased, and its id is never used again: give the record another one.', new.id;
  end if;
  return new;
end $$;

${tables
  .map(
    (table) =>
      `create trigger refuse_erased_id before insert on ${table} for each row execute function refuse_erased_id();`,
  )
  .join("\n")}
`;
