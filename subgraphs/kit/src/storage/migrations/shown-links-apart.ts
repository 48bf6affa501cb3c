import { LOCKS, SPACE } from "./awaited-links.js";
import { CHANGES_CHANNEL } from "./record-changes.js";
import { RECORD_TABLES } from "./triggers.js";

const tables = Object.values(RECORD_TABLES);

/**
 * When more readers come to see a record, links to it come into sight. A record that leads to it has changed for all of its readers
 * if all of them see the link now: its version goes up. If only some do, theirs is the feed in which it moves to the end; to the others
 * it is as it was, its version and instant included.
 */
export const SHOWN_LINKS_APART_SQL = `
create or replace function touch_linking_records() returns trigger language plpgsql as $$
declare
  leads_there jsonb := jsonb_build_array(jsonb_build_object('id', new.id));
  seen_from smallint := record_seen_from(new.visibility, new.draft, null);
  seen_before smallint := record_seen_from(old.visibility, old.draft, null);
begin
  if seen_from >= seen_before then return null; end if;
  perform pg_advisory_xact_lock(${SPACE}, abs(hashtext(new.id) % ${LOCKS}));
  ${tables
    .map(
      (table) => `update ${table} set version_xid = pg_current_xact_id()
  where links @> leads_there and version_xid <> pg_current_xact_id()
    and record_seen_from(visibility, draft, null) >= seen_from;`,
    )
    .join("\n  ")}
  update record_change set seq = nextval('record_change_seq'), xid = pg_current_xact_id()
  where level >= seen_from and level < seen_before and not withdrawn and id in (
    ${tables
      .map(
        (table) =>
          `select id from ${table} where links @> leads_there and record_seen_from(visibility, draft, null) < seen_from`,
      )
      .join("\n    union all ")}
  );
  perform pg_notify('${CHANGES_CHANNEL}', '');
  return null;
end $$;
`;
