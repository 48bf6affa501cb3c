import { CRITERION_CODES, DateScalar, DateTimeScalar, THEME_CODES, vocabulary } from "@segpol/schema";
import { GraphQLError, type GraphQLScalarType } from "graphql";
import { type RawBuilder, sql } from "kysely";
import { type CodeFilter, oneCode } from "./codes.js";
import { bodyCode, placeCode } from "../../record/record-facts.js";
import { textQuery } from "./text-query.js";
import { isStorable } from "../../../base/storable-text.js";
import { PLANNED_BY_VALUES } from "../../database/named-statements.js";
import { shown, userError } from "../../../base/user-error.js";

/** Any of the filters of hub.graphql. Days and instants as the client gave them: not yet known to be any. */
export interface FilterInput {
  readonly ids?: readonly string[] | null;
  readonly text?: string | null;
  readonly themes?: readonly string[] | null;
  readonly partners?: readonly string[] | null;
  readonly criteria?: readonly string[] | null;
  readonly languages?: readonly string[] | null;
  readonly organisers?: readonly string[] | null;
  readonly recordKinds?: readonly string[] | null;
  readonly kinds?: readonly string[] | null;
  readonly types?: readonly string[] | null;
  readonly statuses?: readonly string[] | null;
  readonly closures?: readonly string[] | null;
  readonly territories?: readonly string[] | null;
  readonly places?: readonly string[] | null;
  readonly certainties?: readonly string[] | null;
  readonly addressees?: readonly string[] | null;
  readonly assessed?: readonly string[] | null;
  readonly claimDiffersFromAssessment?: boolean | null;
  readonly hasEvidence?: boolean | null;
  readonly neverReported?: boolean | null;
  readonly lastFollowUpBefore?: unknown;
  readonly overdue?: boolean | null;
  readonly dueFrom?: unknown;
  readonly dueBefore?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly updatedSince?: unknown;
}

/** A filter as conditions on a listing `r`. */
export interface ReadFilter {
  /** Beside the search. */
  readonly conditions: readonly RawBuilder<boolean>[];
  /** Whether the conditions are on nothing but what the tally tells apart. */
  readonly isCounted: boolean;
  /** The filter, where the tally of codes counts what it asks for. */
  readonly byCode: CodeFilter | undefined;
  /** What is searched for, as a tsquery. */
  readonly query: RawBuilder<unknown> | undefined;
}

/** What a filter is held to. */
export interface FilterBasis {
  readonly partnerCodes: readonly string[];
  /** The day it is, YYYY-MM-DD. */
  readonly today: string;
}

const RECORD_KINDS: Readonly<Record<string, string>> = {
  EVENT: "Event",
  PUBLICATION: "Publication",
  RECOMMENDATION: "Recommendation",
  LEGITIMACY_INDICATOR: "LegitimacyIndicator",
};

/** Partners that the vocabulary names organise events before they join, and after they have left. */
const NAMED_PARTNERS: readonly string[] = vocabulary.partners.map(({ code }) => code);

/** @throws GraphQLError with BAD_USER_INPUT */
export function readFilter(filter: FilterInput | null | undefined, { partnerCodes, today }: FilterBasis): ReadFilter {
  const given = filter ?? {};
  checkCodes("themes", given.themes, THEME_CODES);
  checkCodes("partners", given.partners, partnerCodes);
  checkCodes("criteria", given.criteria, CRITERION_CODES);
  checkCodes("organisers", given.organisers, [...new Set([...partnerCodes, ...NAMED_PARTNERS])]);
  const from = readDay("filter.from", given.from);
  const to = readDay("filter.to", given.to);
  if (from !== undefined && to !== undefined && from > to) {
    throw userError(`Expected filter.from on or before filter.to; got from ${from} to ${to}: swap them.`);
  }
  const dueBefore = readDay("filter.dueBefore", given.dueBefore);
  const dueFrom = readDay("filter.dueFrom", given.dueFrom);
  if (dueFrom !== undefined && dueBefore !== undefined && dueFrom >= dueBefore) {
    throw userError(
      `Expected filter.dueFrom before filter.dueBefore; got from ${dueFrom}, before ${dueBefore}: swap them.`,
    );
  }
  const lastFollowUpBefore = readDay("filter.lastFollowUpBefore", given.lastFollowUpBefore);
  const updatedSince = readInstant("filter.updatedSince", given.updatedSince);
  checkSizes(given);
  const query = textQuery(given.text);
  const ofKeeper = [
    when(given.partners, (codes) => oneOf(sql`r.partner`, codes)),
    when(given.recordKinds, (kinds) =>
      oneOf(
        sql`r.kind`,
        kinds.map((kind) => RECORD_KINDS[kind] ?? kind),
      ),
    ),
  ].filter((condition) => condition !== undefined);
  const themes = when(given.themes, (codes) => sql<boolean>`r.themes && ${codes}::text[]`);
  const criteria = when(given.criteria, (codes) => sql<boolean>`r.criteria && ${codes}::text[]`);
  const counted = [
    when(given.kinds ?? given.types, (kinds) => oneOf(sql`r.category`, kinds)),
    when(given.statuses, (statuses) => oneOf(sql`r.status`, statuses)),
  ].filter((condition) => condition !== undefined);
  const others = [
    when(given.organisers, (codes) => sql<boolean>`r.organisers && ${codes}::text[]`),
    when(given.ids, (ids) => oneOf(sql`r.id`, storable(ids))),
    when(given.languages, (languages) => sql<boolean>`r.languages && ${languages}::text[]`),
    when(given.places, (names) => sql<boolean>`r.places && ${storable(names).map(placeCode)}::text[]`),
    when(given.certainties, (certainties) => oneOf(sql`r.certainty`, certainties)),
    when(given.addressees, (names) => sql<boolean>`r.bodies && ${storable(names).map(bodyCode)}::text[]`),
    when(given.closures, (closures) => oneOf(sql`r.closure`, closures)),
    when(given.assessed, (statuses) => oneOf(ASSESSED, statuses)),
    when(
      given.claimDiffersFromAssessment,
      (wanted) => sql<boolean>`(r.assessed is not null and (r.assessed <> r.status) = ${wanted})`,
    ),
    when(given.hasEvidence, (wanted) => sql<boolean>`r.evidenced = ${wanted}`),
    when(given.neverReported, (wanted) => sql<boolean>`r.reported <> ${wanted}`),
    when(lastFollowUpBefore, (day) => sql<boolean>`r.last_follow_up < ${day}::date`),
    when(given.territories, (codes) => oneOf(sql`r.territory`, storable(codes))),
    when(given.overdue, (wanted) => (wanted ? overdueOn(today) : sql<boolean>`not ${overdueOn(today)}`)),
    when(dueFrom, (day) => sql<boolean>`(r.due_on is not null and ${DUE_DAY} >= ${day}::date)`),
    when(dueBefore, (day) => sql<boolean>`(r.due_on is not null and ${DUE_DAY} < ${day}::date)`),
    from === undefined && to === undefined ? undefined : mayTakePlace(from, to),
    when(updatedSince, (instant) => sql<boolean>`r.updated_at >= ${instant.toISOString()}::timestamptz`),
  ].filter((condition) => condition !== undefined);
  const isPlain = others.length === 0 && !query;
  const code = isPlain && counted.length === 0 ? oneCode(given.themes, given.criteria) : undefined;
  return {
    conditions: [themes, criteria, ...ofKeeper, ...counted, ...others].filter((condition) => condition !== undefined),
    isCounted: isPlain && !criteria,
    byCode: code === undefined ? undefined : { code, conditions: ofKeeper },
    query,
  };
}

/** With the search. */
export function allConditions({ conditions, query }: ReadFilter): readonly RawBuilder<boolean>[] {
  return query ? [...conditions, sql<boolean>`r.search @@ ${query}`] : conditions;
}

/** By a recommendation's assessed status, or that it has none. */
export const ASSESSED = sql`coalesce(r.assessed, 'NOT_ASSESSED')`;

/** As the listings' indexes have it. */
export const DUE_DAY = sql`coalesce(r.due_on, 'infinity'::date)`;

/** Within some days, both included; one that is open ended may take place on any day from its first. */
function mayTakePlace(from: string | undefined, to: string | undefined): RawBuilder<boolean> {
  return sql<boolean>`r.period && daterange(${from ?? null}::date, ${to ?? null}::date, '[]') ${sql.raw(PLANNED_BY_VALUES)}`;
}

/** Recommendations that are overdue: due before today, open, not complete. Never null. */
export function overdueOn(today: string): RawBuilder<boolean> {
  return overdueOnDay(sql`${today}::date`);
}

/** The same of any day. */
export function overdueOnDay(day: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(r.due_on is not null and ${DUE_DAY} < ${day} and r.closure = 'OPEN' and r.status <> 'COMPLETE')`;
}

/** Entries of a list that a filter may have where anything may stand in it. */
const MAX_ENTRIES = 1_000;

function checkSizes(given: FilterInput): void {
  for (const name of ["ids", "places", "addressees", "territories"] as const) {
    const count = given[name]?.length ?? 0;
    if (count > MAX_ENTRIES)
      throw userError(`Expected filter.${name} of at most ${MAX_ENTRIES} entries; got ${count}.`);
  }
}

/** Those that a record may have: PostgreSQL takes no others. */
function storable(values: readonly string[]): readonly string[] {
  return values.filter((value) => isStorable(value));
}

/** Refuses codes that nobody knows. @throws GraphQLError with BAD_USER_INPUT */
function checkCodes(field: string, codes: readonly string[] | null | undefined, known: readonly string[]): void {
  const unknown = codes?.filter((code) => !known.includes(code)) ?? [];
  if (unknown.length === 0) return;
  throw userError(`Expected filter.${field} of ${known.join(", ")}; got ${unknown.slice(0, 5).map(shown).join(", ")}.`);
}

/** An instant as a client gave it, under the argument's name. @throws GraphQLError with BAD_USER_INPUT */
export function readInstant(name: string, value: unknown): Date | undefined {
  return readScalar(DateTimeScalar, name, value);
}

/** A day as a client gave it, under the argument's name. @throws GraphQLError with BAD_USER_INPUT */
export function readDay(name: string, value: unknown): string | undefined {
  return readScalar(DateScalar, name, value);
}

/** Null is as good as nothing. @throws GraphQLError with BAD_USER_INPUT */
function readScalar<T>(scalar: GraphQLScalarType<T, string>, name: string, value: unknown): T | undefined {
  if (value === null || value === undefined) return undefined;
  try {
    return scalar.parseValue(value);
  } catch (error) {
    throw error instanceof GraphQLError ? userError(`${name}: ${error.message}`) : error;
  }
}

function oneOf(expression: RawBuilder<unknown>, values: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`${expression} = any(${values}::text[])`;
}

function when<T>(
  value: T | null | undefined,
  condition: (value: T) => RawBuilder<boolean>,
): RawBuilder<boolean> | undefined {
  return value === null || value === undefined ? undefined : condition(value);
}
