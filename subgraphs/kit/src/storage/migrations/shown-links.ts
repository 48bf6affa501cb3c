import { RECORD_TABLES } from "./triggers.js";

const tables = Object.values(RECORD_TABLES);

/**
 * A link to a record of the partner's own is shown to those who see that record. When more readers come to see it, the records that
 * lead to it have changed for them, so these move to the end of the feed too.
 */
export const SHOWN_LINKS_SQL = `
create function touch_linking_records() returns trigger language plpgsql as $$
declare
  leads_there jsonb := jsonb_build_array(jsonb_build_object('id', new.id));
begin
  if record_seen_from(new.visibility, new.draft, null) >= record_seen_from(old.visibility, old.draft, null) then
    return null;
  end if;
  ${tables
    .map(
      (table) => `update ${table} set version_xid = pg_current_xact_id()
  where links @> leads_there and version_xid <> pg_current_xact_id();`,
    )
    .join("\n  ")}
  return null;
end $$;

${tables
  .map(
    (table) => `create index ${table}_links on ${table} using gin (links jsonb_path_ops);
create trigger touch_linking_records after update of visibility, draft on ${table}
  for each row execute function touch_linking_records();`,
  )
  .join("\n")}
`;
