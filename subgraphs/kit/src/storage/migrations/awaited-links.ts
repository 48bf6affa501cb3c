import { RECORD_TABLES } from "./triggers.js";

const tables = Object.values(RECORD_TABLES);

/** Sets these locks apart from others in the same database. */
export const SPACE = 7_346_204;
/** Locks are this many: few enough for a transaction that makes very many links. */
export const LOCKS = 1_024;

/**
 * Whoever lets more readers see a record waits for those who are linking to it, and they for it. Otherwise neither would see what the
 * other does: a link would be read while its target is still hidden, and nothing would tell readers to read it once more.
 */
export const AWAITED_LINKS_SQL = `
create function await_link_targets() returns trigger language plpgsql as $$
declare
  known jsonb := case when tg_op = 'UPDATE' then old.links else '[]' end;
begin
  perform pg_advisory_xact_lock_shared(${SPACE}, target) from (
    select distinct abs(hashtext(link ->> 'id') % ${LOCKS}) as target
    from jsonb_array_elements(case jsonb_typeof(new.links) when 'array' then new.links else '[]' end) link
    where not known @> jsonb_build_array(jsonb_build_object('id', link -> 'id'))
    order by 1
  ) targets;
  return new;
end $$;

create or replace function touch_linking_records() returns trigger language plpgsql as $$
declare
  leads_there jsonb := jsonb_build_array(jsonb_build_object('id', new.id));
begin
  if record_seen_from(new.visibility, new.draft, null) >= record_seen_from(old.visibility, old.draft, null) then
    return null;
  end if;
  perform pg_advisory_xact_lock(${SPACE}, abs(hashtext(new.id) % ${LOCKS}));
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
    (table) => `create trigger await_link_targets before insert or update of links on ${table}
  for each row execute function await_link_targets();`,
  )
  .join("\n")}
`;
