import type { Kysely } from "kysely";
import { raiseStamps } from "../database/stamps.js";
import type { HubDatabase } from "../database/tables.js";
import { nextInstant } from "../history/instants.js";
import { openVersions } from "../history/write-versions.js";
import { kindsOf } from "./changed-kinds.js";
import { narrowVisibility, type ToldVisibility } from "./narrow-visibility.js";

/**
 * Applies what an owner says of who may see records, apart from any page: when a page cannot be taken, its records are not left open
 * meanwhile. Gives the ids of the records that fewer may see now.
 */
export async function applyVisibilities(
  db: Kysely<HubDatabase>,
  partner: string,
  told: readonly ToldVisibility[],
  instant?: Date,
): Promise<readonly string[]> {
  if (told.every(({ visibility }) => visibility === "PUBLIC")) return [];
  return await db.transaction().execute(async (tx) => {
    // Only one writer for each partner at a time.
    await tx.selectFrom("source").select("partner").where("partner", "=", partner).forUpdate().execute();
    const narrowed = await narrowVisibility(tx, partner, told);
    if (narrowed.length === 0) return narrowed;
    const at = await nextInstant(tx, instant);
    await openVersions(
      tx,
      narrowed.map((id) => ({ id, changed: ["visibility"] })),
      at,
    );
    await raiseStamps(tx, partner, kindsOf(narrowed));
    return narrowed;
  });
}
