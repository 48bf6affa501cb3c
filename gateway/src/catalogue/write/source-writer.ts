import type { Kysely, Updateable } from "kysely";
import type { PartnerDefinition } from "../../base/partner-definition.js";
import { raiseStamps } from "../database/stamps.js";
import type { HubDatabase, SourceTable } from "../database/tables.js";
import { keepSourceState } from "../history/source-states.js";

/** Where a partner's harvest stands. */
export interface HarvestState {
  /** Null: nothing harvested yet. */
  readonly cursor: string | null;
  readonly epoch: string | null;
  /** Hash of the selection with which the records up to the cursor were read; null: not known. */
  readonly selectionHash: string | null;
}

/**
 * Makes the partners known to the index, with what they are called now; a partner joined when it was first seen here. One
 * that is no longer defined keeps its records, which nobody sees until it is back.
 */
export async function syncPartners(
  db: Kysely<HubDatabase>,
  partners: readonly PartnerDefinition[],
  now: Date = new Date(),
): Promise<void> {
  if (partners.length === 0) return;
  const rows = partners.map(({ code, name, acronym, role, website }) => ({
    code,
    name: JSON.stringify(name),
    acronym,
    role,
    website,
    joined_at: now.toISOString(),
  }));
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto("partner")
      .values(rows)
      .onConflict((conflict) =>
        conflict.column("code").doUpdateSet((excluded) => ({
          name: excluded.ref("excluded.name"),
          acronym: excluded.ref("excluded.acronym"),
          role: excluded.ref("excluded.role"),
          website: excluded.ref("excluded.website"),
        })),
      )
      .execute();
    const joined = await tx
      .insertInto("source")
      .values(partners.map(({ code }) => ({ partner: code })))
      .onConflict((conflict) => conflict.column("partner").doNothing())
      .returning("partner")
      .execute();
    await raiseStamps(
      tx,
      joined.map(({ partner }) => partner),
      ["Source", "State"],
    );
  });
}

/** Where to go on harvesting a partner; undefined: the partner is not known here. */
export async function readHarvestState(db: Kysely<HubDatabase>, partner: string): Promise<HarvestState | undefined> {
  return await db
    .selectFrom("source")
    .select(["cursor", "epoch", "asked as selectionHash"])
    .where("partner", "=", partner)
    .executeTakeFirst();
}

/**
 * The harvest of the partner failed. `message` is shown to clients as the source's problem: for a person, without addresses.
 * `reachable`: the partner answered, though not with what was asked.
 */
export async function noteProblem(
  db: Kysely<HubDatabase>,
  partner: string,
  problem: { readonly message: string; readonly reachable: boolean },
  now: Date = new Date(),
): Promise<void> {
  const { message, reachable } = problem;
  const contact = reachable ? { last_contact_at: now.toISOString() } : {};
  await update(db, partner, { problem: message, reachable, ...contact }, now);
}

async function update(
  db: Kysely<HubDatabase>,
  partner: string,
  state: Updateable<SourceTable>,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable("source").set(state).where("partner", "=", partner).execute();
    await keepSourceState(tx, partner, now);
    await raiseStamps(tx, partner, ["Source", "State"]);
  });
}
