import type { RecordKind } from "@segpol/schema";

const NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** The tables that records are kept in, by kind. */
export const RECORD_TABLES: Readonly<Record<RecordKind, string>> = {
  Event: "event",
  Publication: "publication",
  Recommendation: "recommendation",
  LegitimacyIndicator: "legitimacy_indicator",
};

/** Where rows of a table of a partner's own belong. */
export interface RecordRows {
  /** The table with the rows. */
  readonly table: string;
  /** The standard table of the record they belong to: event, publication, recommendation, legitimacy_indicator. */
  readonly record: string;
  /** The column with the record's id. */
  readonly column: string;
}

/**
 * SQL that lets each change of a table's rows count as a change of the record they belong to: its version goes up by one for
 * each transaction, and it moves to the end of the change feed. A partner's migration puts this on tables of its own.
 * @throws Error when a name is not a plain lower-case SQL name.
 */
export function recordRowTriggers({ table, record, column }: RecordRows): string {
  for (const name of [table, record, column]) assertName(name);
  return `create trigger touch_record after insert or update or delete on ${table}
  for each row execute function touch_record('${record}', '${column}');
create trigger refuse_truncate before truncate on ${table} execute function refuse_truncate();`;
}

/** SQL that counts versions and notes changes of a table of records of a kind. */
export function recordTableTriggers(table: string, kind: RecordKind): string {
  return `
create trigger count_version before insert on ${table} for each row execute function count_record_version();
create trigger count_version_on_update before update on ${table} for each row
  when (old.* is distinct from new.*) execute function count_record_version();
create trigger keep_id before update on ${table} for each row
  when (old.id <> new.id) execute function refuse_new_record_id();
create trigger note_change after insert or delete on ${table} for each row execute function note_record_change('${kind}');
create trigger note_change_on_update after update on ${table} for each row
  when (old.* is distinct from new.*) execute function note_record_change('${kind}');
create trigger refuse_truncate before truncate on ${table} execute function refuse_truncate();`;
}

function assertName(name: string): void {
  if (!NAME.test(name))
    throw new Error(`Expected a lower-case SQL name such as focus_group; got ${JSON.stringify(name)}.`);
}
