import { definePartner } from "@segpol/kit";
import { CODE, PORT, SEED_VERSION } from "./config.js";
import { AdvpEvent } from "./records/event.js";
import { EventColumns } from "./records/migration.js";
import { AdvpPublication } from "./records/publication.js";
import { events } from "./seed/event.js";
import { publications } from "./seed/publication.js";

/** The Directorate-General Security & Prevention: the plenary events, with their chair, and the news item on them. */
export const partner = definePartner({
  code: CODE,
  port: PORT,
  moduleUrl: import.meta.url,
  records: [AdvpEvent, AdvpPublication],
  migrations: [{ name: "advp-0001-event-columns", class: EventColumns }],
  seed: { version: SEED_VERSION, events, publications },
});
