import { VISIBILITIES, type Visibility } from "@segpol/identity";
import { sql, type Transaction } from "kysely";
import { isStorable } from "../../base/storable-text.js";
import type { HubDatabase } from "../database/tables.js";
import type { HarvestedRecord, Unread } from "../record/harvested-record.js";
import type { RecordError } from "../record/record-error.js";

/** Who may see a record whose new version the index does not take. */
export interface ToldVisibility {
  readonly id: string;
  readonly visibility: Visibility;
}

/** The visibilities of what could not be read or indexed: as the owner says, CABINET where it does not say one. */
export function toldVisibilities(
  given: readonly HarvestedRecord[],
  refused: readonly RecordError[],
  unread: readonly Unread[],
): readonly ToldVisibility[] {
  const records = new Map(given.map((record) => [record.id, record]));
  return [
    ...refused.map(({ recordId: id }) => ({ id, visibility: visibilityIn(records.get(id)) })),
    ...unread.map(({ id, visibility = "CABINET" }) => ({ id, visibility })),
  ].filter(({ id }) => isStorable(id));
}

/** A type without the field has the contract's default. */
function visibilityIn(record: HarvestedRecord | undefined): Visibility {
  const { visibility = null } = record?.content ?? {};
  if (record && visibility === null) return "PUBLIC";
  return VISIBILITIES.find((each) => each === visibility) ?? "CABINET";
}

const RANKS = sql`array['PUBLIC', 'PARTNERS', 'CABINET']`;

/**
 * Holds the versions that the index has of records back from whoever may not see the records any more, whatever else is wrong with
 * them. What was not for somebody does not become so: the narrower of what the last whole version says and of what is told now
 * counts. Gives the ids of the records that it changes, to be kept as versions; the next whole version is written even if it is the
 * one before.
 */
export async function narrowVisibility(
  tx: Transaction<HubDatabase>,
  partner: string,
  told: readonly ToldVisibility[],
): Promise<readonly string[]> {
  if (told.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with now as (
      select record.id, (${RANKS})[greatest(
        max(array_position(${RANKS}, told.visibility)),
        max(array_position(${RANKS}, coalesce(record.content ->> 'visibility', 'PUBLIC'))))] as visibility
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as told (id text, visibility text)
      join record on record.id = told.id and record.partner = ${partner}
      group by record.id
    )
    update record set visibility = now.visibility, digest = ''
    from now where record.id = now.id and record.visibility <> now.visibility
    returning record.id`.execute(tx);
  return rows.map(({ id }) => id);
}
