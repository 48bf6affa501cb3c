import type { EntityManager } from "@mikro-orm/postgresql";
import { parseRecordId, recordId, type RecordKind } from "@segpol/schema";
import type { Command } from "./command.js";
import { textArray } from "../records/text-array.js";

/** Locks are this many: few enough for a transaction that changes very many records, enough for writers seldom to meet. */
const LOCKS = 1_024;
/** Sets these locks apart from others in the same database. */
const SPACE = 7_346_203;

/** Lets commands on the same records take turns, in an order that never makes two wait for each other. */
export async function lockIds(em: EntityManager, code: string, commands: readonly Command[]): Promise<void> {
  const ids = commands.flatMap((command) => lockedIds(code, command));
  if (ids.length === 0) return;
  await em.execute(
    `select pg_advisory_xact_lock(${SPACE}, lock) from (
       select distinct abs(hashtext(id) % ${LOCKS}) as lock from unnest(?::text[]) id order by 1
     ) locks`,
    [textArray(ids)],
  );
}

/** What is no id is refused later on, and needs no lock. */
function lockedIds(code: string, command: Command): string[] {
  const { id } = command;
  if (id == null) return [];
  const whole = command.action !== "create" || id.includes(":") ? id : idOfSlug(code, command.kind, id);
  return whole !== undefined && parseRecordId(whole) ? [whole] : [];
}

function idOfSlug(code: string, kind: RecordKind, slug: string): string | undefined {
  try {
    return recordId(code, kind, slug);
  } catch {
    return undefined;
  }
}
