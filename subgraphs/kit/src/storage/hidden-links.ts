import type { EntityManager } from "@mikro-orm/postgresql";
import { createBatch } from "@segpol/server";
import type DataLoader from "dataloader";
import { RECORD_TABLES } from "./migrations/triggers.js";

/**
 * Of records that are or were kept here: those that links must not name to a reader of this level. A link may name a record to
 * readers who see it, or would if it were not withdrawn, and a deleted one to readers who saw it.
 */
const HIDDEN_SQL = `
select given.id from jsonb_array_elements_text(?::jsonb) given(id)
where exists (select from record_change where id = given.id) and not coalesce(
  ${Object.values(RECORD_TABLES)
    .map((table) => `(select record_seen_from(visibility, draft, null) <= ? from ${table} where id = given.id)`)
    .join(",\n  ")},
  exists (select from record_change where id = given.id and level = ?)
)`;

/** Whether a link may name a record of the partner's own, by the record's id, for a reader of a level of the change feed. */
export function createLinkLoader(em: EntityManager, level: number): DataLoader<string, boolean> {
  const levels = [...Object.keys(RECORD_TABLES), "gone"].map(() => level);
  return createBatch(async (ids) => {
    const hidden = await em.execute<{ id: string }[]>(HIDDEN_SQL, [JSON.stringify(ids), ...levels]);
    const names = new Set(hidden.map(({ id }) => id));
    return ids.map((id) => !names.has(id));
  });
}
