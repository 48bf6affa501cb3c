import type { EntityManager } from "@mikro-orm/postgresql";
import type { RecordKind } from "@segpol/schema";
import type { Actor, Command, DeskSnapshot } from "../command.js";
import { textArray } from "../../storage/text-array.js";

/** What is written down of one change. */
export interface AuditEntry {
  readonly actor: Actor;
  readonly action: Command["action"];
  readonly recordId: string;
  readonly kind: RecordKind;
  /** Which the record has afterwards; of an erased one, which it had. */
  readonly version: number;
  readonly before: DeskSnapshot | null;
  readonly after: DeskSnapshot | null;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly source: string;
}

/** Writes an entry in the transaction of the change. Gives its number. */
export async function writeAudit(em: EntityManager, entry: AuditEntry): Promise<string> {
  const { actor, action, recordId, kind, version, before, after, requestId, idempotencyKey, source } = entry;
  const [row] = await em.execute<{ seq: string }[]>(
    `insert into desk_audit
       (subject, issuer, roles, action, record_id, kind, version, before, after, request_id, idempotency_key, source)
     values (?, ?, ?::text[], ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?) returning seq::text`,
    [
      actor.subject,
      actor.issuer,
      textArray(actor.roles),
      action,
      recordId,
      kind,
      version,
      before && JSON.stringify(before),
      after && JSON.stringify(after),
      requestId,
      idempotencyKey,
      source,
    ],
  );
  if (!row) throw new Error("Expected an entry of the audit trail to be written; got none.");
  return row.seq;
}
