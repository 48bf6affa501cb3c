import { type Kysely, sql } from "kysely";
import type { HubDatabase } from "../database.js";

/** A partner that goes on answering, without anything else to say of it, is noted no more often. */
const CONTACTS_APART = "15 seconds";

/** Keeps what is now said of a partner's source, if it differs from what was said last. */
export async function keepSourceState(db: Kysely<HubDatabase>, partner: string, at: Date): Promise<void> {
  await sql`
    with last as (
      select * from source_version where partner = ${partner} order by known_from desc limit 1
    ), aside as (
      select count(*)::int as records, string_agg(distinct code, ', ') as codes from set_aside where partner = ${partner}
    )
    insert into source_version (
      partner, known_from, as_of, caught_up, last_contact_at, reachable, problem, set_aside, set_aside_codes)
    select s.partner, greatest(${at.toISOString()}::timestamptz, last.known_from), s.as_of, s.caught_up, s.last_contact_at,
           s.reachable, s.problem, aside.records, aside.codes
    from source s cross join aside left join last on true
    where s.partner = ${partner} and (
      last.partner is null
      or (last.as_of, last.caught_up, last.reachable, last.problem, last.set_aside, last.set_aside_codes)
         is distinct from (s.as_of, s.caught_up, s.reachable, s.problem, aside.records, aside.codes)
      or s.last_contact_at >= coalesce(last.last_contact_at, '-infinity') + ${CONTACTS_APART}::interval
    )
    on conflict (partner, known_from) do update set
      (as_of, caught_up, last_contact_at, reachable, problem, set_aside, set_aside_codes) =
      (excluded.as_of, excluded.caught_up, excluded.last_contact_at, excluded.reachable, excluded.problem,
       excluded.set_aside, excluded.set_aside_codes)`.execute(db);
}
