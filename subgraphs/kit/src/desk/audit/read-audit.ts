import type { EntityManager } from "@mikro-orm/postgresql";
import { parseRecordId, type RecordKind } from "@segpol/schema";
import type { Command, DeskSnapshot } from "../command.js";

/** An entry of the audit trail. */
export interface AuditRow {
  readonly seq: string;
  /** RFC 3339. */
  readonly at: string;
  readonly subject: string;
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

/** A page of the audit trail, the latest entry first. */
export interface AuditPage {
  readonly entries: readonly AuditRow[];
  readonly totalCount: number;
  readonly hasMore: boolean;
}

/** Reads the audit trail of a record, or of all. `after`: the number of the entry before the page. */
export async function readAudit(
  em: EntityManager,
  { recordId, first, after }: { readonly recordId?: string | null; readonly first: number; readonly after?: string },
): Promise<AuditPage> {
  // PostgreSQL takes no text with the character 0, and no id has one.
  if (recordId != null && !parseRecordId(recordId)) return { entries: [], totalCount: 0, hasMore: false };
  const about = recordId == null ? "true" : "record_id = ?";
  const of = recordId == null ? [] : [recordId];
  const rows = await em.execute<AuditRow[]>(
    `select seq::text, to_json(at) as at, subject, issuer, to_json(roles) as roles, action, record_id as "recordId", kind, version,
       before, after, request_id as "requestId", idempotency_key as "idempotencyKey", source,
       to_json(blanked_at) as "blankedAt"
     from desk_audit where ${about} ${after === undefined ? "" : "and seq < ?::bigint"} order by desk_audit.seq desc limit ?`,
    [...of, ...(after === undefined ? [] : [after]), first + 1],
  );
  const [counted] = await em.execute<{ total: number }[]>(
    `select count(*)::int as total from desk_audit where ${about}`,
    of,
  );
  return { entries: rows.slice(0, first), totalCount: counted?.total ?? 0, hasMore: rows.length > first };
}
