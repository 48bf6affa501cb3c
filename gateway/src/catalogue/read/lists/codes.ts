import { type RawBuilder, sql } from "kysely";
import type { IndexReader } from "../index/index-reader.js";
import type { Scope } from "./list-query.js";

/** What the tally of codes counts records under: one theme, one criterion, or whatever codes they have. */
export type Code = "" | `THEME:${string}` | `CRITERION:${string}`;

export const ANY_CODE = "";

/** Records that are asked by no more than who keeps them, their kinds and one code. */
export interface CodeFilter {
  readonly code: Code;
  /** On a row of the tally of codes, beside the code. */
  readonly conditions: readonly RawBuilder<boolean>[];
}

/** The one code of a filter's themes and criteria; undefined: there are more, which records may have together, or a list of none. */
export function oneCode(
  themes: readonly string[] | null | undefined,
  criteria: readonly string[] | null | undefined,
): Code | undefined {
  const given = [themes?.map((theme): Code => `THEME:${theme}`), criteria?.map((each): Code => `CRITERION:${each}`)];
  const [codes, more] = given.filter((each) => each !== undefined);
  if (!codes) return ANY_CODE;
  return more || codes.length !== 1 ? undefined : codes[0];
}

/** The code of a parent's list; undefined: it is asked by two, or by what is no code. */
export function codeIn(
  { by }: Scope,
  { code }: CodeFilter,
  parent: RawBuilder<unknown>,
): RawBuilder<unknown> | undefined {
  if (by === "everything" || by === "partner") return sql`${code}`;
  if (code !== ANY_CODE || by === "links") return undefined;
  return by === "theme" ? sql`'THEME:' || ${parent}` : sql`'CRITERION:' || ${parent}`;
}

/** How many records there are under a code, as a relation with kind, partner and records. */
export function recordsUnder(tally: RawBuilder<unknown>, code: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select * from ${tally} where said = '' and code = ${code})`;
}

/** How many records each partner has of each kind under each theme, as a relation with theme, partner, kind and records. */
export function recordsByTheme({ codeTally, listing, listed }: IndexReader): RawBuilder<unknown> {
  if (codeTally) {
    return sql`(
      select substr(r.code, length('THEME:') + 1) as theme, r.partner, r.kind, r.records
      from ${codeTally} r where r.said = '' and r.code >= 'THEME:' and r.code < 'THEME;' and ${listed})`;
  }
  return sql`(
    select theme, counted.partner, counted.kind, counted.records
    from (select r.themes, r.partner, r.kind, count(*) as records from ${listing} r where ${listed} group by 1, 2, 3) as counted
    cross join unnest(counted.themes) as theme)`;
}
