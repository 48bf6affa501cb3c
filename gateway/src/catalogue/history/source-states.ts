import { type Kysely, sql, type RawBuilder } from "kysely";
import type { HubDatabase } from "../database/tables.js";

/** A partner that goes on answering, without anything else to say of it, is noted no more often. */
const CONTACTS_APART = "15 seconds";
/** Answers of a partner that one row keeps at most: half an hour of one that has nothing new. */
const MAX_LATER = 100;

/**
 * Keeps what is now said of a partner's source, if it differs from what was said last. Where that is no more than that the partner
 * answered again, by now up to a later asOf, it goes into the last row.
 */
export async function keepSourceState(db: Kysely<HubDatabase>, partner: string, at: Date): Promise<void> {
  const instant = sql`${at.toISOString()}::timestamptz(3)`;
  await sql`
    with last as (
      select *, known_from as row_from, cardinality(later_at) as later,
             coalesce(later_at[cardinality(later_at)], known_from) as last_at,
             coalesce(later_at[cardinality(later_at)], last_contact_at) as last_contact,
             case when later_at = '{}' then as_of else later_as_of[cardinality(later_as_of)] end as last_as_of
      from source_version where partner = ${partner} order by known_from desc limit 1
    ), now as (
      select s.*, ${quarantineCounts(sql`s.partner`)} as aside from source s where s.partner = ${partner}
    ), step as (
      select now.*, last.row_from, last.last_at,
             (last.caught_up, last.reachable, last.problem, last.aside)
               is not distinct from (now.caught_up, now.reachable, now.problem, now.aside) as is_same,
             last.last_as_of is not distinct from now.as_of as is_as_of_same,
             now.last_contact_at >= coalesce(last.last_contact, '-infinity') + ${CONTACTS_APART}::interval as is_contact,
             last.later < ${MAX_LATER} and now.last_contact_at = ${instant} and ${instant} > last.last_at as is_next
      from now left join last on true
    ), extended as (
      update source_version kept
      set later_at = kept.later_at || step.last_contact_at, later_as_of = kept.later_as_of || step.as_of
      from step
      where kept.partner = step.partner and kept.known_from = step.row_from and step.is_same and step.is_next
        and (not step.is_as_of_same or step.is_contact)
      returning kept.partner
    )
    insert into source_version (partner, known_from, as_of, caught_up, last_contact_at, reachable, problem, aside)
    select step.partner, greatest(${instant}, step.last_at), step.as_of, step.caught_up, step.last_contact_at, step.reachable,
           step.problem, step.aside
    from step
    where (step.row_from is null or not step.is_same or not step.is_as_of_same or step.is_contact)
      and not exists (select from extended)
    on conflict (partner, known_from) do update set
      (as_of, caught_up, last_contact_at, reachable, problem, aside, later_at, later_as_of) =
      (excluded.as_of, excluded.caught_up, excluded.last_contact_at, excluded.reachable, excluded.problem, excluded.aside, '{}', '{}')`.execute(
    db,
  );
}

/** What could not be indexed of a partner, counted by visibility and reason. */
export function quarantineCounts(partner: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select coalesce(jsonb_agg(to_jsonb(counted) order by counted.visibility, counted.code), '[]') from (
      select visibility, code, sum(records)::int as records from (
        select visibility, code, 1 as records from set_aside where set_aside.partner = ${partner}
        union all
        select visibility, code, records from set_aside_more where set_aside_more.partner = ${partner}
      ) as quarantined group by 1, 2
    ) as counted)`;
}

/** What was said of a partner's source at an instant: one row, or none. */
export function stateAt(partner: RawBuilder<unknown>, at: Date): RawBuilder<unknown> {
  const instant = sql`${at.toISOString()}::timestamptz(3)`;
  return sql`(
    select kept.partner, kept.caught_up, kept.reachable, kept.problem, kept.aside,
           case when later.place > 0 then kept.later_as_of[later.place] else kept.as_of end as as_of,
           case when later.place > 0 then kept.later_at[later.place] else kept.last_contact_at end as last_contact_at
    from source_version kept cross join lateral (select width_bucket(${instant}, kept.later_at) as place) as later
    where kept.partner = ${partner} and kept.known_from <= ${instant}
    order by kept.known_from desc limit 1)`;
}
