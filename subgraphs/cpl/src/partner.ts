import { definePartner } from "@segpol/kit";
import { CODE, PORT, SEED_VERSION } from "./config.js";
import { CplEvent } from "./records/event.js";
import { events } from "./seed/event.js";

/** The Circle of Police Leadership: the series of round tables that it shares with CPS and with CEP. */
export const partner = definePartner({
  code: CODE,
  port: PORT,
  moduleUrl: import.meta.url,
  records: [CplEvent],
  seed: { version: SEED_VERSION, events },
});
