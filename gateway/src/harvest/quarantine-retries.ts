import { type Kysely, sql } from "kysely";
import type { HubDatabase } from "../catalogue/database/tables.js";
import type { UnreadCode } from "../catalogue/record/harvested-record.js";

/** Whoever gives a record that is not theirs gives it again; nothing else is past mending at the owner, without a change. */
const NEVER_AGAIN: UnreadCode = "FOREIGN_RECORD";

/** Gives the records that were set aside, a few at a time, and all of them in turn. */
export function createSetAsideRound(
  db: Kysely<HubDatabase>,
  partner: string,
): (limit: number) => Promise<readonly string[]> {
  let last = "";

  async function after(id: string, limit: number): Promise<readonly string[]> {
    const rows = await db
      .selectFrom("set_aside")
      .select("record")
      .where("partner", "=", partner)
      .where("code", "<>", NEVER_AGAIN)
      .where("record", ">", id)
      .orderBy(sql`record collate "C"`)
      .limit(limit)
      .execute();
    return rows.map(({ record }) => record);
  }

  return async (limit) => {
    let ids = await after(last, limit);
    if (ids.length === 0 && last !== "") ids = await after("", limit);
    last = ids.at(-1) ?? "";
    return ids;
  };
}
