import type { EntityManager } from "@mikro-orm/postgresql";
import { parseRecordId, type RecordKind } from "@segpol/schema";
import type { Command, DeskSnapshot } from "../command.js";

/** An entry of the audit trail. */
export interface AuditRow {
  readonly seq: string;
  /** RFC 3339. */
  readonly at: string;
  readonly subject: string;
  /** What the subject is called; null: no name is kept. */
  readonly name: string | null;
  readonly issuer: string;
  readonly roles: readonly string[];
  readonly action: Command["action"];
  readonly recordId: string;
  readonly kind: RecordKind;
  readonly version: number;
  readonly before: DeskSnapshot | null;
  readonly after: DeskSnapshot | null;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly source: string;
  readonly blankedAt: string | null;
}

/** Which entries; what is left out asks for nothing. */
export interface AuditFilter {
  readonly recordId?: string | null | undefined;
  /** Of the token. */
  readonly subject?: string | null | undefined;
  readonly kind?: RecordKind | null | undefined;
  /** First and last calendar day in Brussels. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  /** A part of the source, such as the name of a file. */
  readonly source?: string | null | undefined;
}

/** A page of the audit trail, the latest entry first. */
export interface AuditPage {
  readonly entries: readonly AuditRow[];
  readonly totalCount: number;
  readonly hasMore: boolean;
}

const DAY = "(at at time zone 'Europe/Brussels')::date";
const CONDITIONS: Readonly<Record<keyof AuditFilter, string>> = {
  recordId: "record_id = ?",
  subject: "audit.subject = ?",
  kind: "kind = ?",
  from: `${DAY} >= ?::date`,
  to: `${DAY} <= ?::date`,
  source: "position(lower(?) in lower(source)) > 0",
};

/** Reads the audit trail. `after`: the number of the entry before the page. */
export async function readAudit(
  em: EntityManager,
  filter: AuditFilter,
  { first, after }: { readonly first: number; readonly after?: string | undefined },
): Promise<AuditPage> {
  const { recordId } = filter;
  const given = Object.entries(CONDITIONS).flatMap(([name, condition]) => {
    const value = filter[name as keyof AuditFilter];
    return value == null ? [] : [{ condition, value }];
  });
  const values = given.map(({ value }) => value);
  // PostgreSQL takes no text with the character 0, and no id, subject or file has one.
  if ((recordId != null && !parseRecordId(recordId)) || values.some((value) => value.includes("\u0000"))) {
    return { entries: [], totalCount: 0, hasMore: false };
  }
  const about = ["true", ...given.map(({ condition }) => condition)].join(" and ");
  const rows = await em.execute<AuditRow[]>(
    `select seq::text, to_json(at) as at, audit.subject, person.name, audit.issuer, to_json(roles) as roles, action,
       record_id as "recordId", kind, version, before, after, request_id as "requestId", idempotency_key as "idempotencyKey", source,
       to_json(blanked_at) as "blankedAt"
     from desk_audit audit left join desk_person person on person.issuer = audit.issuer and person.subject = audit.subject
     where ${about} ${after === undefined ? "" : "and seq < ?::bigint"} order by audit.seq desc limit ?`,
    [...values, ...(after === undefined ? [] : [after]), first + 1],
  );
  const [counted] = await em.execute<{ total: number }[]>(
    `select count(*)::int as total from desk_audit audit where ${about}`,
    values,
  );
  return { entries: rows.slice(0, first), totalCount: counted?.total ?? 0, hasMore: rows.length > first };
}

/** What a record was in a version, as the audit trail has it; undefined: it has not, or the record was erased since. */
export async function readVersion(em: EntityManager, id: string, version: number): Promise<DeskSnapshot | undefined> {
  if (!parseRecordId(id)) return undefined;
  const [found] = await em.execute<{ snapshot: DeskSnapshot }[]>(
    `select snapshot from (
       select seq, after as snapshot from desk_audit where record_id = ?
       union all select seq, before from desk_audit where record_id = ?
     ) kept where (snapshot ->> 'version')::int = ? order by seq desc limit 1`,
    [id, id, version],
  );
  return found?.snapshot;
}
