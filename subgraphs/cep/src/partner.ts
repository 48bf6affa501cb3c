import { definePartner } from "@segpol/kit";
import { CODE, PORT, SEED_VERSION } from "./config.js";
import { CepEvent } from "./records/event.js";
import { events } from "./seed/event.js";

/** The Centre d'études sur la police: its two blocks of round tables with CPL. */
export const partner = definePartner({
  code: CODE,
  port: PORT,
  moduleUrl: import.meta.url,
  records: [CepEvent],
  seed: { version: SEED_VERSION, events },
});
