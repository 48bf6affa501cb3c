import type { ReadScope } from "@segpol/identity";
import { type RawBuilder, sql } from "kysely";

/** Who is looking. */
export type Viewer = ReadScope;

/** Everybody who has not shown who they are. */
export const ANYBODY: Viewer = { partners: false, cabinet: false, own: [] };

/** Whether this viewer sees no more than everybody does. */
export function isAnybody({ partners, cabinet, own }: Viewer): boolean {
  return !partners && !cabinet && own.length === 0;
}

/**
 * The one place that decides which records are there for a viewer: a condition on `r`, part of every list, link, count and facet, now
 * and in the past. `column`: where the visibility stands. The database holds every statement to the same rule once more, by its
 * policies (migration 0004).
 */
export function mayRead(viewer: Viewer, column: RawBuilder<unknown> = sql`r.visibility`): RawBuilder<boolean> {
  const { partners, cabinet, own } = viewer;
  if (cabinet) return sql<boolean>`${column} in ('PUBLIC', 'PARTNERS', 'CABINET')`;
  const open = partners ? sql`${column} in ('PUBLIC', 'PARTNERS')` : sql`${column} = 'PUBLIC'`;
  if (own.length === 0) return sql<boolean>`${open}`;
  return sql<boolean>`(${open} or (${column} = 'CABINET' and r.partner = any(${own}::text[])))`;
}

/** Who is looking, as the database's policies read it: the visibilities of everybody's records, and those of single partners'. */
export function readerSetting({ partners, cabinet, own }: Viewer): string {
  const all = ["PUBLIC", ...(partners || cabinet ? ["PARTNERS"] : []), ...(cabinet ? ["CABINET"] : [])];
  const ofOwn = cabinet ? [] : own.map((code) => `CABINET:${code}`);
  return `{${[...all, ...ofOwn].map((each) => JSON.stringify(each)).join(",")}}`;
}

/** The setting of a connection that keeps the index: it reads and writes everything. */
export const WRITER_SETTING = "{WRITER}";
