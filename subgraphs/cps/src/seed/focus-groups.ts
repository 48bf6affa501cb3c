import type { PartnerSeed } from "@segpol/kit";
import { CpsFocusGroup } from "../focus-groups/focus-group.js";
import { roundTables } from "./round-tables.js";

/** Gives each round table the groups that its capacity speaks of. */
export const addFocusGroups: NonNullable<PartnerSeed["own"]> = async (em, added) => {
  for (const { id, capacity } of roundTables) {
    if (!added.has(id)) continue;
    for (let number = 1; number <= (capacity?.groups ?? 0); number += 1) {
      em.create(CpsFocusGroup, {
        eventId: id,
        number,
        participantsMin: capacity?.groupMin ?? null,
        participantsMax: capacity?.groupMax ?? null,
      });
    }
  }
};
