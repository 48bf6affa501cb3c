import { type RawBuilder, sql } from "kysely";
import type { IndexReader } from "./index/index-reader.js";
import { goneFromView } from "./changes.js";
import { ANY_CODE, recordsUnder } from "./lists/codes.js";
import { mayRead } from "../database/visibility.js";
import { quarantineCounts, stateAt } from "../history/source-states.js";

export type SourceState = "LIVE" | "STALE" | "DOWN" | "NEVER_HARVESTED";

/** When a source is no longer what it was, in milliseconds. The harvest asks each partner at least every half minute. */
export interface SourceLimits {
  /** A partner that the hub has not caught up with for so long is STALE. Default 90,000. */
  readonly staleAfter: number;
  /** A partner that has not answered for so long is DOWN. Default 120,000. */
  readonly downAfter: number;
}

export const DEFAULT_SOURCE_LIMITS: SourceLimits = { staleAfter: 90_000, downAfter: 120_000 };

/** What the index knows of a partner's source; named as the graph's Source is. */
export interface SourceStatus {
  readonly partner: { readonly code: string };
  readonly state: SourceState;
  readonly asOf: Date | null;
  readonly lastContactAt: Date | null;
  readonly lastChangeAt: Date | null;
  readonly records: number;
  readonly problem: string | null;
}

interface StateRow {
  readonly code: string;
  readonly as_of: Date | null;
  readonly caught_up: boolean;
  readonly last_contact_at: Date | null;
  readonly reachable: boolean;
  readonly problem: string | null;
}

/** How a source is, without what is counted. */
export interface StateOfSource extends Pick<SourceStatus, "state" | "asOf"> {
  /** When it is another though nothing is heard of the partner, in milliseconds since 1970; Infinity: never. */
  readonly until: number;
}

interface SourceRow extends StateRow {
  readonly last_change: Date | null;
  readonly records: number;
  /** Those that the viewer may know of. */
  readonly set_aside: number;
  readonly set_aside_codes: string | null;
}

/** What is known of each partner's source, or was at the instant that is read. */
export async function readSources(
  reader: IndexReader,
  codes: readonly string[],
  limits: SourceLimits,
  now: Date,
): Promise<readonly SourceStatus[]> {
  reader.dependencies.readSources(codes);
  // Their last change may be one of those that are removed with what is too old.
  reader.dependencies.readHistory();
  const { codeTally } = reader;
  const counted = codeTally
    ? sql`select r.partner, sum(r.records)::int as records from ${recordsUnder(codeTally, sql`${ANY_CODE}`)} r`
    : sql`select r.partner, count(*)::int as records from ${reader.listing} r`;
  const rows = await reader.rows(
    sql<SourceRow>`
    select asked.code, s.as_of, coalesce(s.caught_up, false) as caught_up, s.last_contact_at,
           coalesce(s.reachable, true) as reachable, s.problem,
           ${lastChangeOf(reader)} as last_change, coalesce(kept.records, 0) as records, coalesce(aside.records, 0) as set_aside, aside.codes as set_aside_codes
    from unnest(${codes}::text[]) with ordinality as asked (code, place)
    left join lateral ${reader.at ? stateAt(sql`asked.code`, reader.at) : STATE_NOW} as s on true
    left join lateral (
      select sum(r.records)::int as records, string_agg(distinct r.code, ', ') as codes
      from (select s.partner, each.* from jsonb_to_recordset(s.aside) as each (visibility text, code text, records int)) as r
      where ${mayRead(reader.viewer)}
    ) as aside on true
    left join (
      ${counted} where ${reader.listed} group by r.partner
    ) as kept on kept.partner = asked.code
    order by asked.place`,
    { partners: codes },
  );
  // Of the past it is said as it was.
  if (!reader.at) for (const row of rows) reader.dependencies.holdsUntil(nextState(row, limits, now));
  return rows.map((row) => ({
    partner: { code: row.code },
    state: stateOf(row, limits, now),
    asOf: row.as_of,
    lastContactAt: row.last_contact_at,
    lastChangeAt: row.last_change,
    records: row.records,
    problem: problemOf(row, limits, now),
  }));
}

/** How each partner's source is, or was at the instant that is read, by code. Whoever says something of it tells the dependencies. */
export async function readStates(
  reader: IndexReader,
  codes: readonly string[],
  limits: SourceLimits,
  now: Date,
): Promise<ReadonlyMap<string, StateOfSource>> {
  const state = reader.at
    ? stateAt(sql`asked.code`, reader.at)
    : sql`(select * from source where partner = asked.code)`;
  const rows = await reader.rows(
    sql<StateRow>`
    select asked.code, s.as_of, coalesce(s.caught_up, false) as caught_up, s.last_contact_at,
           coalesce(s.reachable, true) as reachable, s.problem
    from unnest(${codes}::text[]) as asked (code) left join lateral ${state} as s on true`,
    "told",
  );
  const untilOf = (row: StateRow): number => (reader.at ? Infinity : nextState(row, limits, now));
  return new Map(
    rows.map((row) => [row.code, { state: stateOf(row, limits, now), asOf: row.as_of, until: untilOf(row) }]),
  );
}

/** When a record of `asked.code` last came, changed or went for the viewer. */
function lastChangeOf(reader: IndexReader): RawBuilder<unknown> {
  const { at, versionVisible } = reader;
  const newest = (table: string, instant: string, isSeen: RawBuilder<boolean>): RawBuilder<unknown> => {
    const column = sql.ref(`r.${instant}`);
    const isKnown = at ? sql`${column} <= ${at.toISOString()}::timestamptz` : sql`${column} is not null`;
    return sql`(
      select ${column} from ${sql.table(table)} r where r.partner = asked.code and ${isKnown} and ${isSeen}
      order by ${column} desc limit 1)`;
  };
  return sql`greatest(
    ${newest("record_version", "known_from", versionVisible)}, ${newest("record_version", "known_to", versionVisible)},
    ${newest("record_hidden", "at", goneFromView(reader))})`;
}

/** Of `asked.code`. */
const STATE_NOW = sql`(
  select source.*, ${quarantineCounts(sql`source.partner`)} as aside from source where source.partner = asked.code)`;

/**
 * NEVER_HARVESTED until a first page is in the index. Then DOWN while the partner does not answer: the last try to reach it failed,
 * or it is silent beyond the limit. Else STALE while more changes are waiting, it answers with something else than was asked, or
 * what the index holds is older than the limit. Else LIVE.
 */
function stateOf(row: StateRow, limits: SourceLimits, now: Date): SourceState {
  if (!row.as_of) return "NEVER_HARVESTED";
  if (!row.reachable || isSilent(row, limits, now)) return "DOWN";
  const isOld = now.getTime() - row.as_of.getTime() > limits.staleAfter;
  return row.caught_up && row.problem === null && !isOld ? "LIVE" : "STALE";
}

/** When the state is another though nothing is heard of the partner, in milliseconds since 1970. */
function nextState({ as_of: asOf, last_contact_at: contact }: StateRow, limits: SourceLimits, now: Date): number {
  const ends = [asOf && asOf.getTime() + limits.staleAfter, contact && contact.getTime() + limits.downAfter];
  // It is as it was up to the very instant.
  return Math.min(...ends.flatMap((end) => (end !== null && end >= now.getTime() ? end + 1 : [])));
}

function isSilent({ last_contact_at: contact }: StateRow, limits: SourceLimits, now: Date): boolean {
  return !contact || now.getTime() - contact.getTime() > limits.downAfter;
}

function problemOf(row: SourceRow, limits: SourceLimits, now: Date): string | null {
  const problems: string[] = [];
  if (row.problem !== null) problems.push(row.problem);
  else if (row.as_of && isSilent(row, limits, now)) {
    problems.push(`The partner has not answered since ${row.last_contact_at?.toISOString() ?? "it joined"}.`);
  }
  // By its code alone: the message may speak of the record's contents.
  if (row.set_aside > 0) {
    const records = row.set_aside === 1 ? "1 record" : `${row.set_aside} records`;
    problems.push(`${records} could not be indexed (${row.set_aside_codes}).`);
  }
  return problems.length > 0 ? problems.join(" ") : null;
}
