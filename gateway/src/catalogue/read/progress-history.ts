import { sql } from "kysely";
import { daysLater, lastInstantOf, monthsLater } from "../../base/days.js";
import { userError } from "../../base/user-error.js";
import type { CatalogueRequest } from "./catalogue-request.js";
import { ofListing } from "./index/index-reader.js";
import { type FilterInput, overdueOnDay, readDay, readFilter } from "./lists/filters.js";
import { SAYING, SAYINGS } from "./progress.js";
import { type ProgressCounts, progressCounts, type Said } from "./progress-counts.js";

export type HistoryStep = "DAY" | "WEEK" | "MONTH" | "QUARTER" | "YEAR";

/** Arguments of Overview.progressHistory; days as the client gave them. */
export interface ProgressHistoryArguments extends Pick<FilterInput, "themes" | "partners"> {
  readonly from: unknown;
  readonly to?: unknown;
  readonly step: HistoryStep;
}

/** How far recommendations were at the end of a day; named as the graph's ProgressPoint is. */
export interface ProgressPoint extends ProgressCounts {
  readonly on: string;
  readonly at: Date;
}

const MAX_POINTS = 60;
const LATER: Readonly<Record<HistoryStep, (day: string, steps: number) => string>> = {
  DAY: daysLater,
  WEEK: (day, weeks) => daysLater(day, 7 * weeks),
  MONTH: monthsLater,
  QUARTER: (day, quarters) => monthsLater(day, 3 * quarters),
  YEAR: (day, years) => monthsLater(day, 12 * years),
};

/**
 * Counted by what was known at the end of each day, in one pass over the versions that were known at any of them; who may not see a record
 * now does not see its past.
 * @throws GraphQLError with BAD_USER_INPUT
 */
export async function readProgressHistory(
  request: CatalogueRequest,
  { from, to, step, ...filter }: ProgressHistoryArguments,
): Promise<readonly ProgressPoint[]> {
  const { reader } = request;
  const { conditions } = readFilter(filter, request.listBasis);
  const points = pointsOf(request, readDay("from", from) ?? request.today, readDay("to", to) ?? request.today, step);
  const [first] = points;
  if (!first) return [];
  await reader.checkKept(first.at, "the end of the day from");
  const given = JSON.stringify(points.map(({ on, at }) => ({ on, at: at.toISOString() })));
  const isKnown = sql<boolean>`r.known_from <= point.at and (r.known_to is null or r.known_to > point.at)`;
  const rows = await reader.rows(
    sql<Said & { readonly on: string }>`
    select counted.on, said.said, said.value, sum(counted.records)::int as count
    from (
      select point.on, ${SAYING}, ${overdueOnDay(sql`point.on`)} as overdue, count(*) as records
      from jsonb_to_recordset(${given}::jsonb) as point ("on" date, at timestamptz)
      join (
        select ${ofListing} from record_version r where r.kind = 'Recommendation' and not r.erased and ${reader.versionVisible}
      ) r on ${isKnown}
      where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`}
      group by 1, 2, 3, 4, 5, 6, 7
    ) as counted
    cross join lateral ${SAYINGS}
    where said.value is not null group by 1, 2, 3`,
    { partners: filter.partners ?? undefined, kinds: ["Recommendation"] },
  );
  const byDay = Map.groupBy(rows, ({ on }) => on);
  return points.map(({ on, at }) => ({ on, at, ...progressCounts(byDay.get(on) ?? []) }));
}

interface Point {
  readonly on: string;
  readonly at: Date;
}

function pointsOf({ now, today }: CatalogueRequest, from: string, to: string, step: HistoryStep): readonly Point[] {
  if (from > to) throw userError(`Expected from on or before to; got from ${from} to ${to}: swap them.`);
  if (to > today)
    throw userError(`Expected to on or before ${today}, today; got ${to}: of later days nothing is known.`);
  const days: string[] = [];
  for (let index = 0, day = from; day < to; index += 1, day = LATER[step](from, index)) {
    days.push(day);
    if (days.length >= MAX_POINTS) {
      throw userError(
        `Expected at most ${MAX_POINTS} days from ${from} to ${to} by step ${step}; got more: take a longer step, or a later from.`,
      );
    }
  }
  return [...days, to].map((on) => {
    const end = lastInstantOf(on);
    return { on, at: end < now ? end : now };
  });
}
