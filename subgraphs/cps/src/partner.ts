import { definePartner } from "@segpol/kit";
import { CODE, PORT, SEED_VERSION } from "./config.js";
import { CpsFocusGroup } from "./focus-groups/focus-group.js";
import { FocusGroupResolver } from "./focus-groups/focus-group-resolver.js";
import { FocusGroups } from "./focus-groups/migration.js";
import { CpsEvent } from "./records/event.js";
import { addFocusGroups } from "./seed/focus-groups.js";
import { roundTables } from "./seed/round-tables.js";
import { studyDays } from "./seed/study-days.js";

/** The Centrum voor Politiestudies: its round tables and study days, and a table, a field and a query of its own. */
export const partner = definePartner({
  code: CODE,
  port: PORT,
  moduleUrl: import.meta.url,
  records: [CpsEvent],
  entities: [{ entity: CpsFocusGroup, of: CpsEvent, by: "eventId" }],
  resolvers: [FocusGroupResolver],
  migrations: [{ name: "cps-0001-focus-groups", class: FocusGroups }],
  seed: { version: SEED_VERSION, events: [...roundTables, ...studyDays], own: addFocusGroups },
});
