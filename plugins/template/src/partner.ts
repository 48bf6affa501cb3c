import { definePartner } from "@segpol/kit";
import { CODE, PORT, SEED_VERSION } from "./config.js";
import { TemplateEvent } from "./records/event.js";
import { events } from "./seed/event.js";

/** Definition of the partner: add your own record classes, tables, resolvers and migrations here. */
export const partner = definePartner({
  code: CODE,
  port: PORT,
  moduleUrl: import.meta.url,
  records: [TemplateEvent],
  seed: { version: SEED_VERSION, events },
});
