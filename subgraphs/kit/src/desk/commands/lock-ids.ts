import type { EntityManager } from "@mikro-orm/postgresql";
import { isRecordKind, parseRecordId, recordId, type RecordKind } from "@segpol/schema";
import { textArray } from "../../storage/text-array.js";
import { validateInput } from "../validation/validate-input.js";
import { ROW_ID } from "../../model/checks/values.js";
import type { Command, CreateCommand } from "../command.js";
import { proposedId } from "./slug.js";

/** Locks are this many: few enough for a transaction that changes very many records, enough for writers seldom to meet. */
const LOCKS = 1_024;
/** Sets these locks apart from others in the same database. */
const SPACE = 7_346_203;

/**
 * Lets commands on the same records, and on rows of the same ids, take turns. All locks are taken before anything else, in an order
 * that never makes two wait for each other.
 */
export async function lockIds(em: EntityManager, code: string, commands: readonly Command[]): Promise<void> {
  const ids = commands.flatMap((command) => [...recordIdsOf(code, command), ...rowIdsIn(command)]);
  if (ids.length === 0) return;
  await em.execute(
    `select pg_advisory_xact_lock(${SPACE}, lock) from (
       select distinct abs(hashtext(id) % ${LOCKS}) as lock from unnest(?::text[]) id order by 1
     ) locks`,
    [textArray(ids)],
  );
}

/** What is no id is refused later on, and needs no lock. */
function recordIdsOf(code: string, command: Command): string[] {
  const id = command.action === "create" ? idOfNew(code, command) : command.id;
  return id !== undefined && parseRecordId(id) ? [id] : [];
}

function idOfNew(code: string, { kind, id, input }: CreateCommand): string | undefined {
  if (!isRecordKind(kind)) return undefined;
  if (id == null) {
    const { content } = validateInput(kind, input);
    return content["title"] === undefined ? undefined : proposedId(code, kind, content);
  }
  return id.includes(":") ? id : idOfSlug(code, kind, id);
}

function idOfSlug(code: string, kind: RecordKind, slug: string): string | undefined {
  try {
    return recordId(code, kind, slug);
  } catch {
    return undefined;
  }
}

/** Ids of follow-ups and assessments that a command brings along. */
function rowIdsIn(command: Command): string[] {
  if (!("input" in command) || typeof command.input !== "object" || command.input === null) return [];
  const { followUps, assessments } = command.input as Readonly<Record<string, unknown>>;
  const rows = [
    command.input,
    ...(Array.isArray(followUps) ? followUps : []),
    ...(Array.isArray(assessments) ? assessments : []),
  ];
  return rows.flatMap((row: unknown) => {
    const id = typeof row === "object" && row !== null && "id" in row ? row.id : undefined;
    return typeof id === "string" && ROW_ID.test(id) ? [id] : [];
  });
}
