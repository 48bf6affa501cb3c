import type { EntityManager } from "@mikro-orm/postgresql";
import { RECORD_KINDS, type RecordKind } from "@segpol/schema";
import type { RecordClasses } from "../../records/record-class.js";
import { RECORD_TABLES } from "../../storage/migrations/triggers.js";
import type { DeskSnapshot } from "../command.js";
import { WAITING, type WaitingFor } from "./waiting.js";
import { readSnapshots } from "./snapshot.js";

/** Where a record stands. */
export const RecordState = { PUBLISHED: "PUBLISHED", DRAFT: "DRAFT", WITHDRAWN: "WITHDRAWN" } as const;
export type RecordState = keyof typeof RecordState;

/** Which records of the desk to list; what is left out asks for nothing. */
export interface RecordFilter {
  readonly kind?: RecordKind | null;
  readonly state?: RecordState | null;
  /** Which wait for that. */
  readonly waiting?: WaitingFor | null;
  /** Stands in the title in any language, or in the id. */
  readonly text?: string | null;
}

/** A place in the list: after the record that changed at this instant. */
export interface ListPosition {
  /** As PostgreSQL writes it, to the microsecond. */
  readonly updatedAt: string;
  readonly id: string;
}

/** A page of the list, what changed last first. */
export interface RecordPage {
  readonly records: readonly (DeskSnapshot & { readonly position: ListPosition })[];
  readonly totalCount: number;
  readonly hasMore: boolean;
}

interface ListRow {
  readonly id: string;
  readonly kind: RecordKind;
  readonly changed: string;
}

const CONDITIONS: Readonly<Record<RecordState, string>> = {
  PUBLISHED: "not draft and withdrawn_at is null",
  DRAFT: "draft",
  WITHDRAWN: "withdrawn_at is not null",
};
const TEXT_CONDITION = `(id ilike ? or exists (
  select from jsonb_each_text(title) said where said.key <> 'original' and said.value ilike ?))`;

/** Lists what a partner keeps. One statement for the page, one for each kind that stands in it. */
export async function listRecords(
  em: EntityManager,
  classes: RecordClasses,
  filter: RecordFilter,
  page: { readonly first: number; readonly after?: ListPosition | undefined },
): Promise<RecordPage> {
  const waiting = filter.waiting ? WAITING[filter.waiting] : undefined;
  const kinds = RECORD_KINDS.filter(
    (kind) =>
      classes[kind] && (filter.kind == null || filter.kind === kind) && (!waiting || waiting[kind] !== undefined),
  );
  // PostgreSQL takes no text with the character 0, and none is kept.
  if (kinds.length === 0 || filter.text?.includes("\0")) return { records: [], totalCount: 0, hasMore: false };
  const like = filter.text ? `%${filter.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : undefined;
  const conditions = ["true", ...(filter.state ? [CONDITIONS[filter.state]] : []), ...(like ? [TEXT_CONDITION] : [])];
  const all = kinds
    .map(
      (kind) =>
        `select id, '${kind}' as kind, updated_at from ${RECORD_TABLES[kind]} where ${[...conditions, waiting?.[kind] ?? "true"].join(" and ")}`,
    )
    .join(" union all ");
  const likes = like ? kinds.flatMap(() => [like, like]) : [];
  const after = page.after ? "where (updated_at, id) < (?::timestamptz, ?)" : "";
  const [view] = await em.execute<{ total: number; rows: ListRow[] }[]>(
    `with kept as (${all}) select (select count(*)::int from kept) as total, coalesce((select json_agg(page) from (
       select id, kind, updated_at::text as changed from kept ${after} order by updated_at desc, id desc limit ?
     ) page), '[]') as rows`,
    [...likes, ...(page.after ? [page.after.updatedAt, page.after.id] : []), page.first + 1],
  );
  const { total = 0, rows = [] } = view ?? {};
  const given = rows.slice(0, page.first);
  const found = new Map<string, DeskSnapshot>();
  for (const kind of kinds) {
    const ids = given.filter((row) => row.kind === kind).map(({ id }) => id);
    if (ids.length > 0) for (const [id, snapshot] of await readSnapshots(em, kind, ids)) found.set(id, snapshot);
  }
  const records = given.flatMap(({ id, changed }) => {
    const snapshot = found.get(id);
    return snapshot ? [{ ...snapshot, position: { updatedAt: changed, id } }] : [];
  });
  return { records, totalCount: total, hasMore: rows.length > page.first };
}
