import { createHash } from "node:crypto";
import { isInstant } from "@segpol/schema";
import { type RawBuilder, sql } from "kysely";
import type { Cursor } from "./cursor.js";
import type { Order } from "./orders.js";
import { userError } from "../../../base/user-error.js";

/** Hits that are ranked: the newest. Ranking reads all words of a hit, and a word may be in every record. */
export const MAX_RANKED = 2_000;

/** Of a list that goes on: those that it began with, and as many that came since. What comes beyond them is in the lists that begin later. */
const MAX_RANKED_LATER = 2 * MAX_RANKED;

/** The oldest of the ranked hits, when a list was begun. */
interface Edge {
  readonly updatedAt: string;
  readonly id: string;
}

export interface Ranking {
  /** As a tsquery. */
  readonly query: RawBuilder<unknown>;
  /** The one that a list began with. Undefined: it begins, or had no more hits than are ranked. */
  readonly edge: Edge | undefined;
}

/** The ranked hits by their rank, then the others, the newest first. */
export function relevanceOrder(
  text: string | null | undefined,
  query: RawBuilder<unknown> | undefined,
  cursor: Cursor | undefined,
): Order {
  if (!query) throw userError("Expected filter.text with orderBy RELEVANCE; got none: give a text, or another order.");
  const searched = createHash("sha256")
    .update((text ?? "").trim())
    .digest("base64url")
    .slice(0, 12);
  const [, updatedAt, id] = cursor?.basis.split(" ") ?? [];
  const edge = updatedAt !== undefined && id !== undefined && isInstant(updatedAt) ? { updatedAt, id } : undefined;
  return {
    name: "RELEVANCE",
    basis: edge ? basisOf(searched, `${edge.updatedAt} ${edge.id}`) : searched,
    keys: [
      { type: "number", expression: sql`r.score`, descending: true },
      { type: "instant", expression: sql`r.updated_at`, descending: true },
    ],
    ranking: { query, edge },
  };
}

/** What cursors of a list with hits that are not ranked remember: the edge stays where it was as hits come and go. */
export function basisOf(searched: string, edge: string): string {
  return `${searched} ${edge}`;
}

/** Which hits are asked, and how many of them at most. */
interface HitsAsked {
  /** Where hits are read from: `from ${listing} r`. */
  readonly listing: RawBuilder<unknown>;
  /** All that makes a listing one of the hits, beside the search. */
  readonly condition: RawBuilder<boolean>;
  /** Of `r` with a score: belongs on the page. */
  readonly place: RawBuilder<boolean>;
  readonly sortBy: RawBuilder<unknown>;
  readonly backwards: boolean;
  readonly limit: number;
}

/** A score of its own puts hits that are not ranked behind all others. */
const UNRANKED = sql`-1::float8`;
const NEWEST_FIRST = sql`r.updated_at desc, r.id`;
const OLDEST_FIRST = sql`r.updated_at, r.id desc`;

/** Listings that are looked at to tell whether many are hits. */
const PROBED = 400;
/** Of these, so many hits are many: the newest hits are then among the newest listings. */
const MANY = PROBED / 4;

/** Hits as a relation `r` with id, updated_at, score and edge, which is null when all are ranked; sorted, and no more than asked. */
export function rankedHits({ query, edge }: Ranking, asked: HitsAsked): RawBuilder<unknown> {
  const { listing, condition, place, sortBy, backwards, limit } = asked;
  // Divided by the logarithm of the length: a short record about the words comes before a long one that mentions them.
  const score = sql`ts_rank(r.search, ${query}, 1)::float8`;
  const isHit = sql<boolean>`${condition} and r.search @@ ${query}`;
  // Not knowing the words, PostgreSQL goes by the index of words: it does not know how long it takes to read those of a row.
  const isFound = sql<boolean>`${condition} and r.search @@ (select ${query})`;
  const newest = (hits: RawBuilder<boolean>): RawBuilder<unknown> => sql`(
    select r.id, r.updated_at, r.search from ${listing} r where ${hits} and
    ${edge ? sql`${isNewer(edge)} order by ${OLDEST_FIRST} limit ${MAX_RANKED_LATER}` : sql`true order by ${NEWEST_FIRST} limit ${MAX_RANKED}`}) as hit`;
  // Not read where the ranked ones fill the page.
  const isWanted = backwards ? sql`true` : sql`(select count(*) from ranked) < ${limit}`;
  return sql`(
    with probe as materialized (
      select count(*) filter (where r.is_hit) >= ${MANY} as is_frequent
      from (select r.search @@ ${query} as is_hit from ${listing} r where ${condition} order by ${NEWEST_FIRST} limit ${PROBED}) as r
    ), newest as materialized (
      select * from ${newest(isHit)} where (select is_frequent from probe)
      union all
      select * from ${newest(isFound)} where not (select is_frequent from probe)
    ), edge as materialized (${edgeOf(edge)}), ranked as materialized (
      select * from (select r.id, r.updated_at, ${score} as score from newest r) as r
      where ${place} order by ${sortBy} limit ${limit}
    ), others as (
      select * from (
        select r.id, r.updated_at, ${UNRANKED} as score from ${listing} r
        where ${isHit} and r.updated_at <= (select updated_at from edge)
          and (r.updated_at < (select updated_at from edge) or r.id > (select id from edge))
      ) as r
      where ${isWanted} and exists (select from edge) and ${place} order by ${sortBy} limit ${limit}
    )
    select r.id, r.updated_at, r.score, (
      select to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ' ' || id from edge) as edge
    from (select * from ranked union all select * from others) as r
    order by ${sortBy} limit ${limit})`;
}

function isNewer({ updatedAt, id }: Edge): RawBuilder<boolean> {
  const instant = sql`${updatedAt}::timestamptz`;
  return sql<boolean>`r.updated_at >= ${instant} and (r.updated_at > ${instant} or r.id <= ${id})`;
}

/** One row, or none where all hits are ranked. */
function edgeOf(edge: Ranking["edge"]): RawBuilder<unknown> {
  if (edge) return sql`select ${edge.updatedAt}::timestamptz as updated_at, ${edge.id}::text collate "C" as id`;
  return sql`select r.updated_at, r.id from newest r order by ${NEWEST_FIRST} offset ${MAX_RANKED - 1} limit 1`;
}
