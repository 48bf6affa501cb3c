import type { EntityManager } from "@mikro-orm/postgresql";
import { AUDIT_SEQUENCE } from "./migrations/numbered-audit.js";

/** Tables that the role which serves may read and add to, and nothing else: the audit trail, and what somebody said at a time. */
const APPEND_ONLY_TABLES: readonly string[] = ["desk_audit", "follow_up", "assessment", "response", "observation"];
/** Tables that only the owner writes: what was migrated and seeded. */
const OWNERS_TABLES: readonly string[] = ["migration", "seed_run"];

interface TableName {
  readonly name: string;
}

/**
 * Gives the role that serves what it needs of the tables, sequences and functions that are there now, and takes what it had beyond
 * that: the partner's own tables are among them, and it owns none of them. Runs as their owner, in the transaction of `em`.
 */
export async function grantToServingRole(em: EntityManager, role: string): Promise<void> {
  const tables = await em.execute<TableName[]>(
    "select tablename as name from pg_tables where schemaname = current_schema() and tableowner = current_user",
  );
  const [place] = await em.execute<{ database: string; schema: string; owner: string }[]>(
    "select current_database() as database, current_schema() as schema, current_user as owner",
  );
  if (!place || place.owner === role) return;
  const to = quoted(role);
  const schema = quoted(place.schema);
  await em.execute(`grant connect on database ${quoted(place.database)} to ${to}`);
  await em.execute(`grant usage on schema ${schema} to ${to}`);
  for (const { name } of tables) {
    await em.execute(`revoke all on ${quoted(name)} from ${to}`);
    await em.execute(`grant ${rightsOn(name)} on ${quoted(name)} to ${to}`);
  }
  await em.execute(`grant usage, select, update on all sequences in schema ${schema} to ${to}`);
  await em.execute(`revoke all on sequence ${quoted(AUDIT_SEQUENCE)} from ${to}`);
  await em.execute(`grant execute on all functions in schema ${schema} to ${to}`);
}

/** Whether the role of this connection could undo what guards the audit trail: it owns the tables, or may do what their owner may. */
export async function servesAsOwner(em: EntityManager): Promise<boolean> {
  const [found] = await em.execute<{ owner: boolean }[]>(
    `select bool_or(pg_has_role(current_user, tableowner, 'member')) as owner from pg_tables
     where schemaname = current_schema()`,
  );
  return found?.owner ?? false;
}

function rightsOn(table: string): string {
  if (APPEND_ONLY_TABLES.includes(table)) return "select, insert";
  return OWNERS_TABLES.includes(table) ? "select" : "select, insert, update, delete";
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
